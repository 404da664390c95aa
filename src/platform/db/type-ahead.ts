import { sql } from 'kysely';
import type { Db } from './schema.ts';
import { foldText, prefixQuery } from './search.ts';

/** Tables that carry `search_text`, `search_weight`, `search` and the indexes of migration 0050. */
export type TypeAheadTable = 'commune' | 'place' | 'partner';

/** How a row was found: its text starts with what was typed, or words of it do. */
export interface TypeAheadHit {
  readonly id: string;
  readonly via: 'start' | 'words';
}

/** Rows looked at when a word is very common («rue»): the heaviest of these are shown. */
const COMMON_WORD_ROWS = 1500;

const FOLLOWING = [...'abcdefghijklmnopqrstuvwxyz0123456789 '];

/**
 * The rows to show while somebody types, best first: those whose text starts with it, heaviest
 * first, then, when room is left, those in which every typed word starts some word or code.
 * @param idColumn primary key of the table
 * @param limit most rows wanted
 */
export async function typeAhead(
  db: Db,
  table: TypeAheadTable,
  idColumn: 'id' | 'code',
  typed: string,
  limit: number,
): Promise<TypeAheadHit[]> {
  const folded = foldText(typed.slice(0, 100));
  if (folded === '') return [];
  const starting = await startingWith(db, table, idColumn, folded, limit);
  const hits: TypeAheadHit[] = starting.map((id) => ({ id, via: 'start' }));
  const query = prefixQuery(typed);
  const selective = folded.split(' ').some((word) => word.length >= (/\d/.test(word) ? 2 : 3));
  if (hits.length >= limit || !selective || query === null) return hits;
  const known = new Set(starting);
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (
      SELECT ${sql.ref(idColumn)} AS id, search_weight FROM ${sql.table(table)}
      WHERE search @@ to_tsquery('simple', ${query}) LIMIT ${COMMON_WORD_ROWS}
    ) AS found ORDER BY search_weight DESC, id LIMIT ${limit}`.execute(db);
  for (const { id } of rows) if (!known.has(id)) hits.push({ id, via: 'words' });
  return hits.slice(0, limit);
}

/**
 * Short starts belong to thousands of rows and are read from an index that is already in order of
 * weight; rare ones from an index of the texts themselves. With both conditions the planner can
 * choose by what it knows of the start.
 */
async function startingWith(
  db: Db,
  table: TypeAheadTable,
  idColumn: string,
  folded: string,
  limit: number,
): Promise<string[]> {
  const from = sql`SELECT ${sql.ref(idColumn)} AS id, search_weight FROM ${sql.table(table)}`;
  const best = sql`ORDER BY search_weight DESC LIMIT ${limit}`;
  const indexed = sql.lit(folded.length < 4 ? 2 : 4);
  const first = folded.slice(0, folded.length < 4 ? 2 : 4);
  const query =
    folded.length === 1
      ? sql<{ id: string }>`
          SELECT hit.id FROM unnest(${FOLLOWING.map((next) => folded + next)}::text[]) AS p (start)
          CROSS JOIN LATERAL (${from} WHERE left(search_text, 2) = p.start ${best}) AS hit
          ORDER BY hit.search_weight DESC, hit.id LIMIT ${limit}`
      : sql<{ id: string }>`${from} WHERE left(search_text, ${indexed}) = ${first}
          AND search_text LIKE ${`${folded}%`} ${best}`;
  return (await query.execute(db)).rows.map((row) => row.id);
}
