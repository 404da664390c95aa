import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../../../../platform/access/access.ts';
import type { Db } from '../../../../platform/db/schema.ts';
import { getTerritory } from '../../../territories/public.ts';
import type { DigitalQuery } from '../contract.ts';

export type Level = 'country' | 'region' | 'department' | 'commune';

/** The part of the country that figures are about. */
export interface Where {
  readonly kind: Level;
  readonly code: string;
  /** Empty for the country. */
  readonly name: string;
  /** Codes of its departments; null for the country. A commune has the one that holds it. */
  readonly departments: readonly string[] | null;
  /** What it is broken down into. */
  readonly parts: 'department' | 'commune';
}

/** The narrowest territory that is asked for; null when there is no such one. */
export async function findWhere(db: Db, query: DigitalQuery): Promise<Where | null> {
  const { commune, department, region } = query;
  const kind = commune ? 'commune' : department ? 'department' : region ? 'region' : null;
  if (!kind)
    return { kind: 'country', code: 'FR', name: '', departments: null, parts: 'department' };
  const code = (commune || department || region || '').toUpperCase();
  const found = await getTerritory(db, kind, code);
  if (!found) return null;
  const { name } = found;
  if (kind === 'region') {
    const rows = await db
      .selectFrom('department')
      .select('code')
      .where('region_code', '=', code)
      .execute();
    const departments = rows.map((row) => row.code);
    return { kind, code, name, departments, parts: 'department' };
  }
  const departments = [kind === 'department' ? code : (found.departmentCode ?? '')];
  return { kind, code: found.code, name, departments, parts: 'commune' };
}

/** Records of activity of a part of the country. */
export function recordedIn({ kind, code, departments }: Where) {
  if (kind === 'commune') return sql<SqlBool>`commune_code = ${code}`;
  return departments
    ? sql<SqlBool>`department_code = ANY(${[...departments]}::text[])`
    : sql<SqlBool>`true`;
}

/** Orientations that were given in a part of the country, in a table of this alias. */
export function givenIn({ kind, code, departments }: Where, alias: string) {
  if (kind === 'commune')
    return sql<SqlBool>`${sql.ref(`${alias}.place_id`)} IN (
      SELECT id FROM place WHERE commune_code = ${code})`;
  return departments
    ? sql<SqlBool>`${sql.ref(`${alias}.department_code`)} = ANY(${[...departments]}::text[])`
    : sql<SqlBool>`true`;
}

/**
 * Whether somebody reads a record with its partner or advisor: by department, place or
 * organisation, as its own page decides it. Others count, without a name.
 * @param organisation column of the organisation
 * @param author column of the account that recorded it, where that is enough
 */
export function reachOf(scope: Scope | null, organisation: string, author?: string) {
  if (!scope) return sql<SqlBool>`false`;
  if (scope.everywhere) return sql<SqlBool>`true`;
  const own = author ? sql`OR ${sql.ref(author)} = ${scope.accountId}` : sql``;
  return sql<SqlBool>`(department_code = ANY(${[...scope.departments]}::text[])
    OR place_id = ANY(${[...scope.places]}::uuid[])
    OR ${sql.ref(organisation)} = ANY(${[...scope.organisations]}::uuid[]) ${own})`;
}
