import { type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  type Actor,
  authorize,
  type Ctx,
  coversOrganisation,
  type Scope,
} from '../../../../platform/access/access.ts';
import type { Db } from '../../../../platform/db/schema.ts';
import { today } from '../../../../platform/i18n/messages.ts';
import type { FollowedFilters } from '../../../follow-up/public.ts';
import { getPartner } from '../../../partners/public.ts';
import { getTerritory } from '../../../territories/public.ts';
import type { DigitalQuery } from '../contract.ts';
import { HELP_KINDS, type Subject } from '../domain.ts';

/** The partner of orientations that no partner was to receive, in the roll-up. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Records that count as help. */
export const HELP = sql<SqlBool>`activity.status = 'recorded'
  AND activity.commitment = 'digital-inclusion'
  AND activity.kind = ANY(${[...HELP_KINDS]}::text[])`;

/** Days of a year, in a column of dates. */
export const inYear = (column: string, year: number) =>
  sql<SqlBool>`${sql.ref(column)} BETWEEN make_date(${year}::int, 1, 1)
    AND make_date(${year}::int, 12, 31)`;

/**
 * What records declared, added up. Doubles are exact up to 2^53 and add up and compare several
 * times faster than decimals.
 */
export const DECLARED = sql`count(*)::float8 AS records,
  coalesce(sum(participations), 0)::float8 AS participations,
  coalesce(sum(first_timers), 0)::float8 AS first_timers,
  count(first_timers)::float8 AS saying_first,
  coalesce(sum(persons_declared), 0)::float8 AS persons,
  count(persons_declared)::float8 AS saying_persons`;

/** What figures are about. */
export interface Where {
  readonly kind: Subject;
  readonly code: string;
  /** Empty for the country. */
  readonly name: string;
  /** What it is broken down into. */
  readonly parts: 'department' | 'commune';
  /** Of a partner: only the part of its activity that the reader reads. */
  readonly partial: boolean;
  /** Which files of followed persons count; null where that is not known or not for this reader. */
  readonly files: FollowedFilters | null;
}

/** What is asked about, the first in the order of the contract; null when there is no such one. */
export async function findWhere(ctx: Ctx, query: DigitalQuery): Promise<Where | null> {
  const { commune, epci, department, region } = query;
  if (query.partner) return wherePartner(ctx, query.partner);
  if (query.place) return wherePlace(ctx, query.place);
  const whole = { parts: 'department', partial: false } as const;
  if (commune) return whereCommunes(ctx.db, 'commune', commune.toUpperCase());
  if (epci) return whereCommunes(ctx.db, 'epci', epci);
  const kind = department ? 'department' : region ? 'region' : null;
  if (!kind) return { ...whole, kind: 'country', code: 'FR', name: '', files: {} };
  const code = (department || region || '').toUpperCase();
  const found = await getTerritory(ctx.db, kind, code);
  if (!found) return null;
  const { name } = found;
  const departments = kind === 'region' ? await departmentsOf(ctx.db, code) : [code];
  const files = { departmentCodes: departments };
  const parts = kind === 'region' ? 'department' : 'commune';
  return { ...whole, kind, code, name, parts, files };
}

async function departmentsOf(db: Db, region: string): Promise<string[]> {
  const rows = await db
    .selectFrom('department')
    .select('code')
    .where('region_code', '=', region)
    .execute();
  return rows.map(({ code }) => code);
}

/** The commune where somebody lives rests sealed: nobody can be counted by it. */
async function whereCommunes(
  db: Db,
  kind: 'commune' | 'epci',
  code: string,
): Promise<Where | null> {
  const found = await getTerritory(db, kind, code);
  if (!found) return null;
  const { name } = found;
  const around = { parts: 'commune', partial: false, files: null } as const;
  return { ...around, kind, code: found.code, name };
}

async function wherePlace(ctx: Ctx, id: string): Promise<Where | null> {
  const found = await ctx.db
    .selectFrom('place as p')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .select(['p.name', 'c.name as commune'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!found) return null;
  return {
    kind: 'place',
    code: id,
    name: `${found.name}, ${found.commune}`,
    parts: 'commune',
    partial: false,
    // Several organisations may follow people at one place, and none knows of the others.
    files: sharesFiles(ctx.actor) ? { placeId: id } : null,
  };
}

async function wherePartner(ctx: Ctx, id: string): Promise<Where | null> {
  const read = authorize(ctx.actor, 'activity.read');
  const open = authorize(ctx.actor, 'partners.read');
  const found = read && open ? await getPartner(ctx.db, open, id) : null;
  if (!read || !found) return null;
  const partial = !coversOrganisation(read, id);
  const follow = authorize(ctx.actor, 'follow-up-figures.read');
  return {
    kind: 'partner',
    code: id,
    name: found.name,
    parts: 'department',
    partial,
    files: follow && coversOrganisation(follow, id) ? { partnerId: id } : null,
  };
}

/** Whether somebody may see shares of the followed persons of all organisations. */
function sharesFiles(actor: Actor): boolean {
  return authorize(actor, 'follow-up-figures.read')?.everywhere === true;
}

/** Whether the followed persons of this may be shared out to this reader. */
export const mayShare = (actor: Actor, { kind, files }: Where): boolean =>
  files !== null && (kind === 'partner' || sharesFiles(actor));

/** The year of a moment, in Paris. */
export const yearOf = (now: Date): number => Number(today(now).slice(0, 4));

/** Files with a contact in a year. */
export const filesOf = ({ files }: Where, year: number): FollowedFilters | null =>
  files && { ...files, from: `${year}-01-01`, to: `${year}-12-01` };

const inCommunes = (column: RawBuilder<unknown>, { kind, code }: Where) =>
  kind === 'commune'
    ? sql<SqlBool>`${column} = ${code}`
    : sql<SqlBool>`${column} IN (SELECT code FROM commune WHERE epci_code = ${code})`;

/** A region by its departments in a query of its own: a hash is faster than a list to go through. */
function inDepartments(column: RawBuilder<unknown>, { kind, code }: Where) {
  if (kind === 'department') return sql<SqlBool>`${column} = ${code}`;
  return kind === 'region'
    ? sql<SqlBool>`${column} IN (SELECT code FROM department WHERE region_code = ${code})`
    : sql<SqlBool>`true`;
}

/** Records of activity that are about this, as far as this reader may read them. */
export function recordedIn(where: Where, actor: Actor) {
  const { kind, code } = where;
  if (kind === 'commune' || kind === 'epci')
    return inCommunes(sql.ref('activity.commune_code'), where);
  if (kind === 'place') return sql<SqlBool>`activity.place_id = ${code}::uuid`;
  if (kind === 'partner')
    return sql<SqlBool>`activity.partner_id = ${code}::uuid
      AND ${reachOf(authorize(actor, 'activity.read'), 'activity', 'partner_id')}`;
  return inDepartments(sql.ref('activity.department_code'), where);
}

/**
 * Cells of the roll-up of orientations that are about this: given there or, for a partner, those
 * that it was to receive.
 * @param alias of the roll-up in the statement
 */
export function givenIn(where: Where, actor: Actor, alias: string) {
  const { kind, code } = where;
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  if (kind === 'commune' || kind === 'epci')
    return sql<SqlBool>`${column('place_id')} IN (
      SELECT id FROM place WHERE ${inCommunes(sql.ref('place.commune_code'), where)})`;
  if (kind === 'place') return sql<SqlBool>`${column('place_id')} = ${code}::uuid`;
  if (kind === 'partner')
    return sql<SqlBool>`${column('host_partner_id')} = ${code}::uuid
      AND ${reachOf(authorize(actor, 'activity.read'), alias, 'host_partner_id')}`;
  return inDepartments(column('department_code'), where);
}

/**
 * Whether somebody reads a record with its partner or advisor: by department, place or
 * organisation, as its own page decides it. Others count, without a name.
 * @param table where the record is, by its name or alias in the statement
 * @param organisation column of the organisation
 * @param author column of the account that recorded it, where that is enough
 */
export function reachOf(scope: Scope | null, table: string, organisation: string, author?: string) {
  if (!scope) return sql<SqlBool>`false`;
  if (scope.everywhere) return sql<SqlBool>`true`;
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const own = author ? sql`OR ${column(author)} = ${scope.accountId}` : sql``;
  return sql<SqlBool>`(${column('department_code')} = ANY(${[...scope.departments]}::text[])
    OR ${column('place_id')} = ANY(${[...scope.places]}::uuid[])
    OR ${column(organisation)} = ANY(${[...scope.organisations]}::uuid[]) ${own})`;
}
