import type { DefaultTimestamp } from '../../../platform/db/schema.ts';
import type { MailReader } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    mail_record: {
      id: string;
      partner_id: string | null;
      partnership_id: string | null;
      join_request_id: string | null;
      readers: MailReader[];
      subject: string;
      sent_at: DefaultTimestamp;
    };
  }
}
