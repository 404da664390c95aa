import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { NOTICE_DAYS } from '../domain.ts';
import { insideOf } from '../queries.ts';
import '../tables.ts';

/** Days ahead in which a meeting counts as coming. */
const SOON_DAYS = 7;

/**
 * What of one's own files needs care: how many, never whose.
 * @param on today, `YYYY-MM-DD`
 * @returns files that end within thirty days, meetings of the next seven days and those missed
 */
export async function countOwnFiles(
  db: Db,
  scope: Scope<'follow-up.read'>,
  on: string,
): Promise<{ readonly ending: number; readonly meetings: number }> {
  const row = await db
    .selectFrom('followed_person as f')
    .select([
      sql<number>`count(*) FILTER (WHERE f.expires_on <= ${daysLater(on, NOTICE_DAYS)}::date)::int`.as(
        'ending',
      ),
      sql<number>`count(*) FILTER (WHERE f.next_on <= ${daysLater(on, SOON_DAYS)}::date)::int`.as(
        'meetings',
      ),
    ])
    .where('f.referent', '=', scope.accountId)
    .where(sql<SqlBool>`${insideOf(scope)}`)
    .executeTakeFirstOrThrow();
  return row;
}
