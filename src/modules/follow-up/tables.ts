import type { ColumnType } from 'kysely';
import type { DateOnly, DefaultTimestamp, Version } from '../../platform/db/schema.ts';
import type { Ending } from './domain.ts';

interface Kept {
  partner_id: string | null;
  keeper_department: string | null;
  keeper_place_id: string | null;
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    followed_person: Kept & {
      id: string;
      department_code: string;
      place_id: string | null;
      themes: string[];
      sealed_person: string;
      search_keys: number[];
      key_space: string;
      next_on: DateOnly | null;
      referent: string | null;
      tell_referent: ColumnType<boolean, boolean | undefined, boolean>;
      consent_until: DateOnly;
      last_contact_on: DateOnly;
      expires_on: ColumnType<DateOnly, never, never>;
      announced_for: DateOnly | null;
      version: Version;
      created_by: string | null;
      created_at: DefaultTimestamp;
      updated_at: DefaultTimestamp;
    };
    follow_up_contact: { person_id: string; source_id: string; happened_on: DateOnly };
    follow_up_month: { person_id: string; month: DateOnly };
    follow_up_fact: Kept & {
      id: string;
      department_code: string;
      place_id: string | null;
      themes: string[];
      /** First days of months. */
      months: DateOnly[];
      ended_on: DateOnly;
      why: Ending;
    };
  }
}
