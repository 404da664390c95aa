import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import '../accounts/public.ts';
import '../partners/public.ts';
import '../partnerships/public.ts';
import '../territories/public.ts';
import type { advisorOutput } from './contract.ts';
import type { AdvisorKind } from './domain.ts';
import { mayRun, ownedBy } from './policy.ts';
import './tables.ts';

export interface AdvisorRow extends z.output<typeof advisorOutput> {
  /** The account of the person, for rules only: it is never shown. */
  readonly accountId: string | null;
}

export interface AdvisorFilters {
  readonly department?: string | undefined;
  readonly kind?: AdvisorKind | undefined;
  readonly theme?: string | undefined;
  readonly partner?: string | undefined;
  readonly account?: string | undefined;
  /** Only those who work on this day. */
  readonly on?: string | undefined;
}

function joined(db: Db) {
  return db
    .selectFrom('advisor as v')
    .innerJoin('partnership as a', 'a.id', 'v.partnership_id')
    .innerJoin('partner as p', 'p.id', 'a.partner_id')
    .leftJoin('partner as e', 'e.id', 'v.employer_partner_id')
    .innerJoin('department as d', 'd.code', 'v.department_code')
    .select([
      'v.id',
      'v.name',
      'v.kind',
      'v.employer_partner_id',
      'e.name as employer_name',
      'v.partnership_id',
      'a.title as partnership_title',
      'p.id as partner_id',
      'p.name as partner_name',
      'v.account_id',
      'v.themes',
      'v.access',
      'v.languages',
      'v.department_code',
      'd.name as department_name',
      'v.active_from',
      'v.active_until',
      'v.version',
    ]);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

const rowOf = (row: Found): AdvisorRow => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  employer: row.employer_partner_id
    ? { id: row.employer_partner_id, name: row.employer_name ?? '' }
    : null,
  partnership: { id: row.partnership_id, title: row.partnership_title },
  partner: { id: row.partner_id, name: row.partner_name },
  accountId: row.account_id,
  themes: row.themes,
  access: row.access,
  languages: row.languages,
  departmentCode: row.department_code,
  departmentName: row.department_name,
  activeFrom: row.active_from,
  activeUntil: row.active_until,
  version: row.version,
});

/** Sheets by department and name, a page at a time. */
export async function listAdvisors(
  db: Db,
  filters: AdvisorFilters,
  cursor: string | null = null,
  limit = 50,
): Promise<Page<AdvisorRow>> {
  const after = readCursor(cursor, 3);
  const { department, kind, theme, partner, account, on } = filters;
  const rows = await joined(db)
    .$if(department !== undefined, (q) => q.where('v.department_code', '=', department ?? ''))
    .$if(kind !== undefined, (q) => q.where('v.kind', '=', kind ?? 'advisor'))
    .$if(theme !== undefined, (q) => q.where(sql<SqlBool>`${theme} = ANY(v.themes)`))
    .$if(partner !== undefined, (q) =>
      q.where((eb) =>
        eb.or([eb('p.id', '=', partner ?? ''), eb('v.employer_partner_id', '=', partner ?? '')]),
      ),
    )
    .$if(account !== undefined, (q) => q.where('v.account_id', '=', account ?? ''))
    .$if(on !== undefined, (q) =>
      q.where(
        sql<SqlBool>`${on}::date BETWEEN v.active_from AND coalesce(v.active_until, 'infinity')`,
      ),
    )
    .$if(after !== null, (q) =>
      q.where(
        sql<SqlBool>`(v.department_code, v.name, v.id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]}::uuid)`,
      ),
    )
    .orderBy('v.department_code')
    .orderBy('v.name')
    .orderBy('v.id')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(rowOf), limit, (row) => [row.departmentCode, row.name, row.id]);
}

/** One sheet; null when there is none. */
export async function getAdvisor(db: Db, id: string): Promise<AdvisorRow | null> {
  if (!isUuid(id)) return null;
  const row = await joined(db).where('v.id', '=', id).executeTakeFirst();
  return row ? rowOf(row) : null;
}

/** The sheet of an account; null when it has none. */
export async function advisorOf(db: Db, accountId: string): Promise<AdvisorRow | null> {
  const row = await joined(db).where('v.account_id', '=', accountId).executeTakeFirst();
  return row ? rowOf(row) : null;
}

/** Sheets that the writer may act for on a day, the own one first; at most 200. */
export async function advisorsWithin(
  db: Db,
  scope: Scope<'advisors.write'> | Scope<'accompaniments.record'>,
  on: string,
  first: string | null = null,
): Promise<AdvisorRow[]> {
  const { items } = await listAdvisors(db, { on }, null, 2000);
  const mine = (row: AdvisorRow): number =>
    row.id === first ? 0 : row.accountId === scope.accountId ? 1 : 2;
  return items
    .filter((row) => mayRun(scope, ownedBy(row)))
    .sort((a, b) => mine(a) - mine(b))
    .slice(0, 200);
}

/** Whose diary it is, for the sessions that the person leads; null when there is no such sheet. */
export async function calendarAccountOf(
  db: Db,
  id: string,
): Promise<{ readonly accountId: string | null } | null> {
  const row = await db
    .selectFrom('advisor')
    .select('account_id as accountId')
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
