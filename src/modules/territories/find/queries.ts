import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import { foldText } from '../../../platform/db/search.ts';
import type { TerritoryKind } from '../../alliance/public.ts';
import type { TerritorySummary } from '../queries.ts';
import { resolveCommune } from '../reference/queries.ts';
import { searchEpcis } from '../search/queries.ts';
import '../tables.ts';

export interface FoundCommune {
  readonly code: string;
  readonly name: string;
  readonly departmentCode: string;
}

export type CommuneFinding =
  | { readonly kind: 'one'; readonly commune: FoundCommune }
  | { readonly kind: 'many'; readonly candidates: readonly FoundCommune[] }
  | { readonly kind: 'none' };

const columns = ['code', 'name', 'department_code as departmentCode'] as const;

/**
 * Finds the commune that somebody typed: an INSEE code, a postal code, a name, or several of them
 * (« Guéret 23000 », « Guéret (23096) »). A postal code or name of several communes is `many`.
 */
export async function findCommune(db: Db, typed: string): Promise<CommuneFinding> {
  const codes = typed.toUpperCase().match(/\b\d[0-9AB]\d{3}\b/g) ?? [];
  const name = foldText(typed.replace(/\b\d[0-9AB]\d{3}\b/gi, ' '));
  for (const code of codes) {
    const postal = await db
      .selectFrom('commune')
      .select(columns)
      .where(sql<boolean>`postal_codes @> ARRAY[${code}]::text[]`)
      .orderBy('search_weight', 'desc')
      .limit(30)
      .execute();
    const fitting = name ? postal.filter((commune) => foldText(commune.name) === name) : postal;
    if (fitting.length > 0) return one(fitting);
    const resolved = await resolveCommune(db, code);
    if (resolved) {
      const commune = await db
        .selectFrom('commune')
        .select(columns)
        .where('code', '=', resolved.code)
        .execute();
      return one(commune);
    }
  }
  if (codes.length > 0 || name === '') return { kind: 'none' };
  const named = await db
    .selectFrom('commune')
    .select([...columns, 'search_text'])
    .where('search_text', '>=', name)
    .where('search_text', '<', `${name}~`)
    .orderBy('search_weight', 'desc')
    .limit(200)
    .execute();
  return one(named.filter((commune) => foldText(commune.name) === name));
}

/**
 * Finds the group of communes that somebody typed: its SIREN, alone or in brackets behind the
 * name, or the name itself; a part of a name counts when it is a part of no other.
 */
export async function findEpci(db: Db, typed: string): Promise<TerritorySummary | null> {
  const [siren] = typed.match(/\b\d{9}\b/) ?? [];
  const found = await searchEpcis(db, siren ?? typed, 2);
  const [first, second] = found;
  if (!first) return null;
  return !second || foldText(first.name) === foldText(typed) ? first : null;
}

function one(found: readonly FoundCommune[]): CommuneFinding {
  const communes = found.map(({ code, name, departmentCode }) => ({ code, name, departmentCode }));
  const [first] = communes;
  if (!first) return { kind: 'none' };
  return communes.length === 1
    ? { kind: 'one', commune: first }
    : { kind: 'many', candidates: communes };
}

/** Names of territories, in the order given; unknown ones are left out. */
export async function territoryNames(
  db: Db,
  refs: readonly { readonly kind: TerritoryKind; readonly code: string }[],
): Promise<{ kind: TerritoryKind; code: string; name: string }[]> {
  const names = new Map<string, string>();
  for (const table of ['commune', 'epci', 'department', 'region'] as const) {
    const codes = refs.filter((ref) => ref.kind === table).map((ref) => ref.code);
    if (codes.length === 0) continue;
    const rows = await db
      .selectFrom(table)
      .select(['code', 'name'])
      .where('code', 'in', codes)
      .execute();
    for (const row of rows) names.set(`${table} ${row.code}`, row.name);
  }
  names.set('country FR', 'France');
  return refs.flatMap((ref) => {
    const name = names.get(`${ref.kind} ${ref.code}`);
    return name ? [{ ...ref, name }] : [];
  });
}
