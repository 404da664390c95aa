import type { DefaultTimestamp, Json } from '../../../platform/db/schema.ts';
import type { Totals } from '../../alliance/public.ts';

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    workshop_report: {
      session_id: string;
      participations: number;
      first_timers: number | null;
      genders: Json<Totals>;
      ages: Json<Totals>;
      statuses: Json<Totals>;
      outcomes: Json<Totals>;
      skills_before: Json<Totals>;
      skills_after: Json<Totals>;
      comment: string;
      reported_by: string | null;
      reported_at: DefaultTimestamp;
    };
  }
}
