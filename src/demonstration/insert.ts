import { sql } from 'kysely';
import type { Db } from '../platform/db/schema.ts';

/**
 * Inserts rows from JSON in statements of `chunk` rows: one parameter a statement, so that neither
 * engine's limit on parameters matters. Keys of the first row are the columns.
 */
export async function insertRows(
  trx: Db,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  chunk = 2_000,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((key) => sql.ref(key)));
  for (let at = 0; at < rows.length; at += chunk) {
    const json = JSON.stringify(rows.slice(at, at + chunk));
    await sql`INSERT INTO ${sql.table(table)} (${columns})
      SELECT ${columns} FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${json}::jsonb)`.execute(
      trx,
    );
  }
}
