import type { Db } from '../../../platform/db/schema.ts';
import type { Totals } from '../../alliance/public.ts';
import './tables.ts';

export interface Report {
  readonly participations: number;
  readonly firstTimers: number | null;
  readonly genders: Totals;
  readonly ages: Totals;
  readonly statuses: Totals;
  readonly outcomes: Totals;
  readonly skillsBefore: Totals;
  readonly skillsAfter: Totals;
  readonly comment: string;
}

/** What came of a session; null before it was closed. */
export async function getReport(db: Db, sessionId: string): Promise<Report | null> {
  const row = await db
    .selectFrom('workshop_report')
    .select(['participations', 'genders', 'ages', 'statuses', 'outcomes', 'comment'])
    .select([
      'first_timers as firstTimers',
      'skills_before as skillsBefore',
      'skills_after as skillsAfter',
    ])
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row ?? null;
}
