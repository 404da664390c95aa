import type { Generated } from 'kysely';
import type { DateOnly, DefaultTimestamp, Json, Version } from '../../../platform/db/schema.ts';
import type { WeekHours } from '../../places/public.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    hosting: {
      id: string;
      partnership_id: string;
      place_id: string;
      name: string;
      surface_m2: number | null;
      services_before: string[];
      services_after: string[];
      agreement_starts_on: DateOnly | null;
      agreement_ends_on: DateOnly | null;
      ended_on: DateOnly | null;
      end_reason: Generated<string>;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    hosting_hours: {
      hosting_id: string;
      valid_from: DateOnly;
      hours_before: Json<WeekHours>;
      hours_after: Json<WeekHours>;
      minutes_before: number;
      minutes_after: number;
      changed_by: string | null;
      changed_at: DefaultTimestamp;
    };
  }
}
