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

/**
 * Fills a table without its secondary indexes and foreign keys and makes them afterwards, which
 * checks every row, all at once: row by row they are most of what a first start would wait for.
 * All in the caller's transaction, so that nobody sees the table without them.
 */
export async function filledAtOnce<T>(trx: Db, table: string, fill: () => Promise<T>): Promise<T> {
  const { rows: keys } = await sql<{ name: string; definition: string }>`
    SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE conrelid = ${table}::regclass AND contype = 'f'`.execute(trx);
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = ${table}::regclass
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`.execute(trx);
  const altered = sql`ALTER TABLE ${sql.table(table)}`;
  for (const { name } of keys) await sql`${altered} DROP CONSTRAINT ${sql.id(name)}`.execute(trx);
  for (const { name } of indexes) await sql`DROP INDEX ${sql.id(name)}`.execute(trx);
  const filled = await fill();
  for (const { definition } of indexes) await sql.raw(definition).execute(trx);
  for (const { name, definition } of keys) {
    await sql`${altered} ADD CONSTRAINT ${sql.id(name)} ${sql.raw(definition)}`.execute(trx);
  }
  return filled;
}
