import type { DateOnly, DefaultTimestamp, Timestamp } from '../../../platform/db/schema.ts';
import type { AbsenceReason } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    advisor_absence: {
      id: string;
      advisor_id: string;
      first_day: DateOnly;
      last_day: DateOnly;
      reason: AbsenceReason;
      replacement_id: string | null;
      withdrawn_at: Timestamp | null;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
  }
}
