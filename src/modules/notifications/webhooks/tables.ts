import type { Generated } from 'kysely';
import type { DefaultTimestamp, Timestamp } from '../../../platform/db/schema.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    webhook: {
      id: string;
      url: string;
      events: string[];
      sealed_secret: string;
      active: Generated<boolean>;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
    webhook_delivery: {
      id: string;
      webhook_id: string;
      event_id: string;
      event_type: string;
      body: string;
      status: Generated<'waiting' | 'delivered' | 'given-up'>;
      attempts: Generated<number>;
      next_at: DefaultTimestamp;
      last_status: number | null;
      last_error: Generated<string>;
      created_at: DefaultTimestamp;
      delivered_at: Timestamp | null;
      claimed_until: Timestamp | null;
      given_up_at: Timestamp | null;
    };
  }
}
