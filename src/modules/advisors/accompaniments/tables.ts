import type { Generated } from 'kysely';
import type { DefaultTimestamp, Json } from '../../../platform/db/schema.ts';
import type { Totals } from '../../alliance/public.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    /** Day, minutes, people, place and status stand in the activity record of the same id. */
    accompaniment: {
      id: string;
      advisor_id: string | null;
      format: 'individual' | 'group';
      setting: string;
      themes: string[];
      topics: Generated<string[]>;
      autonomy: string | null;
      equipment: Generated<string[]>;
      oriented_to: string | null;
      title: Generated<string>;
      genders: Json<Totals>;
      ages: Json<Totals>;
      statuses: Json<Totals>;
      followed_person_id: string | null;
      appointment_id: string | null;
      source: Generated<'here' | 'coop'>;
      coop_id: string | null;
      recorded_by: string | null;
      recorded_at: DefaultTimestamp;
    };
  }
}
