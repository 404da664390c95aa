import type { Timestamp } from '../../../platform/db/schema.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    device_transfer: {
      id: string;
      from_place_id: string;
      to_place_id: string;
      note: string;
      sent_at: Timestamp;
      sent_by: string | null;
      received_at: Timestamp | null;
      received_by: string | null;
      overdue_told_at: Timestamp | null;
    };
    device_transfer_item: {
      transfer_id: string;
      device_id: string;
      outcome: 'received' | 'missing' | null;
    };
  }
}
