import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import { foldText } from '../../../platform/db/search.ts';
import { typeAhead } from '../../../platform/db/type-ahead.ts';
import {
  type CommuneSummary,
  listCommunes,
  type TerritoryRef,
  type TerritorySummary,
} from '../queries.ts';

/**
 * Communes to show while somebody types a name, a postal code or an INSEE code, best first: the
 * very name or code, then names that start with it, then words; the most populous first.
 */
export async function searchCommunes(db: Db, typed: string, limit = 10): Promise<CommuneSummary[]> {
  const folded = foldText(typed.slice(0, 100));
  const hits = await typeAhead(db, 'commune', 'code', typed, limit);
  if (hits.length === 0) return [];
  const exact = await namedExactly(db, folded);
  const codes = [...new Set([...exact, ...hits.map((hit) => hit.id)])];
  const rows = await listCommunes(db, { codes });
  const order = new Map(codes.map((code, i) => [code, i]));
  const found = rows.sort((a, b) => (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0));
  return byRelevance(found, folded).slice(0, limit);
}

/** Communes of this very name: a stored text is a name and then codes, which start with a digit. */
async function namedExactly(db: Db, folded: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    SELECT code FROM commune
    WHERE search_text ~>=~ ${`${folded} 0`} AND search_text ~<~ ${`${folded} :`}
    ORDER BY search_weight DESC, code LIMIT 20`.execute(db);
  return rows.map((row) => row.code);
}

/** Departments and regions whose name or code starts with what was typed; they are few. */
export async function searchTerritories(
  db: Db,
  typed: string,
  limit = 5,
): Promise<TerritorySummary[]> {
  const folded = foldText(typed.slice(0, 100));
  if (folded === '') return [];
  const { rows: all } = await sql<TerritorySummary>`
    SELECT 'department' AS kind, code, name, population FROM department
    UNION ALL SELECT 'region', code, name, NULL FROM region ORDER BY kind, code`.execute(db);
  const found = all.filter((territory) => {
    const name = foldText(territory.name);
    if (territory.kind === 'department' && territory.code.toLowerCase() === folded) return true;
    return name.startsWith(folded) || (folded.length >= 3 && name.includes(` ${folded}`));
  });
  return byRelevance(found, folded).slice(0, limit);
}

/**
 * Groups of communes whose name has words that begin with each one typed, or whose SIREN begins
 * with it; the most populous first. They are little more than a thousand.
 */
export async function searchEpcis(db: Db, typed: string, limit = 8): Promise<TerritorySummary[]> {
  const folded = foldText(typed.slice(0, 100));
  if (folded.length < 2) return [];
  const all = await db
    .selectFrom('epci')
    .select(['code', 'name', 'population'])
    .orderBy('population', 'desc')
    .orderBy('code')
    .execute();
  const words = folded.split(' ');
  const found = all.filter(({ code, name }) => {
    const own = ` ${foldText(name)} ${code}`;
    return words.every((word) => own.includes(` ${word}`));
  });
  const rows = found.map((row): TerritorySummary => ({ kind: 'epci', ...row }));
  return byRelevance(rows, folded).slice(0, limit);
}

/** Moves what is exactly what was typed, by name or code, before the others. */
function byRelevance<T extends TerritoryRef>(rows: readonly T[], folded: string): T[] {
  const exact = (row: T) => foldText(row.name) === folded || row.code.toLowerCase() === folded;
  return [...rows.filter(exact), ...rows.filter((row) => !exact(row))];
}
