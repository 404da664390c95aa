import { type SqlBool, sql } from 'kysely';
import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { NOTICE_DAYS } from '../domain.ts';
import { hasLeft, insideOf } from '../queries.ts';
import '../tables.ts';

/** Days ahead in which a meeting counts as coming. */
const SOON_DAYS = 7;

/**
 * How many files an account is in charge of that the actor may hand over to somebody else: the
 * actor's own, and those of colleagues for who manages them.
 */
export async function countFilesOf(
  ctx: Ctx,
  scope: Scope<'follow-up.hand-over'>,
  accountId: string,
): Promise<number> {
  const manage = authorize(ctx.actor, 'follow-up.manage');
  const reach = accountId === scope.accountId ? scope : manage;
  if (!reach) return 0;
  const row = await ctx.db
    .selectFrom('followed_person as f')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('f.referent', '=', accountId)
    .where(insideOf(reach))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/**
 * How many files nobody is there for: those without a referent, and those of advisors whose work
 * has ended.
 * @param on today, `YYYY-MM-DD`
 */
export async function countLeftFiles(
  db: Db,
  scope: Scope<'follow-up.manage'>,
  on: string,
): Promise<number> {
  const row = await db
    .selectFrom('followed_person as f')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(insideOf(scope))
    .where((eb) => eb.or([eb('f.referent', 'is', null), hasLeft(on)]))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

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
