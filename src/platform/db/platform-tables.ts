import type { Generated } from 'kysely';
import type { DefaultTimestamp, Json, Timestamp } from './schema.ts';

declare module './schema.ts' {
  interface Schema {
    setting: { key: string; value: Json<unknown>; updated_at: DefaultTimestamp };
    rate_limit: { bucket: string; window_start: Timestamp; hits: number };
    domain_event: {
      id: string;
      type: string;
      payload: Json<Record<string, unknown>>;
      occurred_at: DefaultTimestamp;
      handled_at: Timestamp | null;
      attempts: Generated<number>;
      next_attempt_at: DefaultTimestamp;
      last_error: string | null;
    };
    waiting_job: { id: string; queue: string; data: unknown };
    domain_event_done: { event_id: string; part: string; done_at: DefaultTimestamp };
    mailbox_message: {
      id: string;
      recipient: string;
      subject: string;
      body: string;
      sent_at: DefaultTimestamp;
    };
  }
}
