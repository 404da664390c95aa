import type { Generated } from 'kysely';
import type {
  DateOnly,
  DefaultTimestamp,
  Timestamp,
  Version,
} from '../../../platform/db/schema.ts';

import type { ChangeCode } from './domain.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    advisor_round: {
      id: string;
      advisor_id: string;
      place_id: string;
      weekday: string;
      every_weeks: 1 | 2;
      from_time: string;
      to_time: string;
      valid_from: DateOnly;
      valid_until: DateOnly | null;
      by_appointment: boolean;
      slot_minutes: number | null;
      written_until: DateOnly | null;
      created_by: string | null;
      created_at: DefaultTimestamp;
    };
    advisor_presence: {
      id: string;
      round_id: string;
      advisor_id: string;
      replaces_id: string | null;
      place_id: string;
      held_on: DateOnly;
      starts_at: Timestamp;
      ends_at: Timestamp;
      slot_minutes: number | null;
      state: Generated<'planned' | 'cancelled'>;
      change_reason: Generated<string>;
      change_code: ChangeCode | null;
      absence_id: string | null;
      version: Version;
    };
  }
}
