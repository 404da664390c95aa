import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { figuresOutput } from '../contract.ts';
import { monthOf } from '../domain.ts';
import '../tables.ts';

export interface FollowedFilters {
  readonly partnerId?: string | undefined;
  /** Of the commune where the people live. */
  readonly departmentCode?: string | undefined;
  /** The same, several. */
  readonly departmentCodes?: readonly string[] | undefined;
  readonly placeId?: string | undefined;
  /** First and last day; a contact counts for its whole month. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

type Figures = z.output<typeof figuresOutput>;

/**
 * Distinct persons with whom there was a contact: every file once, whatever the number of
 * contacts, also files that ended since. A person whom two organisations follow is two, because
 * neither knows of the other; a person who asked to be erased is none.
 */
export async function countDistinctFollowed(db: Db, filters: FollowedFilters): Promise<number> {
  return count(db, where(filters), filters);
}

/** How many are followed and how many files ended, when and why. Never who. */
export async function followUpFigures(
  db: Db,
  scope: Scope<'follow-up-figures.read'>,
  filters: FollowedFilters,
): Promise<Figures> {
  const open = await db
    .selectFrom('followed_person as f')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(where(filters))
    .where(within(scope))
    .executeTakeFirstOrThrow();
  const ended = await db
    .selectFrom('follow_up_fact as f')
    .select(sql<string>`to_char(f.ended_on, 'YYYY-MM')`.as('month'))
    .select('f.why')
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .where(where(filters))
    .where(within(scope))
    .groupBy(['month', 'f.why'])
    .orderBy('month', 'desc')
    .orderBy('f.why')
    .limit(200)
    .execute();
  const own = sql<SqlBool>`(${where(filters)} AND ${within(scope)})`;
  const persons = await count(db, own, filters);
  return { persons, open: Number(open.n), ended };
}

async function count(
  db: Db,
  which: RawBuilder<SqlBool>,
  filters: FollowedFilters,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM (${contacted(which, filters)}) AS files`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/** What distinct persons can be shared out by; `place` is the one that the file names. */
export type FollowedAxis = 'place' | 'partner' | 'department' | 'theme';

export interface FollowedShare {
  readonly by: FollowedAxis;
  /** Id or code; empty for files that say none. */
  readonly key: string;
  readonly persons: number;
}

/**
 * The same persons as `countDistinctFollowed`, shared out. Shares by department, place and partner
 * add up to it; a person is counted under each of their themes, so shares by theme do not.
 */
export async function shareDistinctFollowed(
  db: Db,
  filters: FollowedFilters,
): Promise<FollowedShare[]> {
  const { rows } = await sql<FollowedShare>`
    WITH files AS (${contacted(where(filters), filters)}),
    keys AS (
      SELECT 'place' AS by, coalesce(place_id::text, '') AS key FROM files
      UNION ALL SELECT 'partner', coalesce(partner_id::text, '') FROM files
      UNION ALL SELECT 'department', department_code FROM files
      UNION ALL SELECT 'theme', theme FROM files CROSS JOIN LATERAL unnest(
        CASE WHEN cardinality(themes) = 0 THEN ARRAY[''] ELSE themes END) AS t (theme))
    SELECT by, key, count(*)::int AS persons FROM keys GROUP BY by, key`.execute(db);
  return rows;
}

/** Files that fit and had a contact in the months asked for: open ones, and facts of ended ones. */
function contacted(which: RawBuilder<SqlBool>, filters: FollowedFilters) {
  const within = inMonths('m.month', filters);
  const columns = sql`f.partner_id, coalesce(f.place_id, f.keeper_place_id) AS place_id,
    f.department_code, f.themes`;
  return sql`
    SELECT ${columns} FROM followed_person f WHERE ${which} AND EXISTS (
      SELECT FROM follow_up_month m WHERE m.person_id = f.id AND ${within})
    UNION ALL
    SELECT ${columns} FROM follow_up_fact f WHERE ${which} AND EXISTS (
      SELECT FROM unnest(f.months::date[]) AS m (month) WHERE ${within})`;
}

/** Counted: those of one's own organisation, or all for who reads figures everywhere. */
function within(scope: Scope<'follow-up-figures.read'>) {
  if (scope.everywhere) return sql<SqlBool>`true`;
  return sql<SqlBool>`(f.partner_id = ANY(${[...scope.organisations]}::uuid[])
    OR f.keeper_place_id = ANY(${[...scope.places]}::uuid[])
    OR f.keeper_department = ANY(${[...scope.departments]}::text[]))`;
}

function where({ partnerId, departmentCode, departmentCodes, placeId }: FollowedFilters) {
  const parts = [sql<SqlBool>`true`];
  if (partnerId) parts.push(sql<SqlBool>`f.partner_id = ${partnerId}::uuid`);
  if (departmentCode) parts.push(sql<SqlBool>`f.department_code = ${departmentCode}`);
  if (departmentCodes)
    parts.push(sql<SqlBool>`f.department_code = ANY(${[...departmentCodes]}::text[])`);
  if (placeId) parts.push(sql<SqlBool>`coalesce(f.place_id, f.keeper_place_id) = ${placeId}::uuid`);
  return sql<SqlBool>`(${sql.join(parts, sql` AND `)})`;
}

function inMonths(column: string, { from, to }: FollowedFilters) {
  const month = sql.ref(column);
  const parts = [sql<SqlBool>`true`];
  if (from) parts.push(sql<SqlBool>`${month} >= ${monthOf(from)}::date`);
  if (to) parts.push(sql<SqlBool>`${month} <= ${monthOf(to)}::date`);
  return sql<SqlBool>`(${sql.join(parts, sql` AND `)})`;
}
