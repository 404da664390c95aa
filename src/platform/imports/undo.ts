import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/schema.ts';

/** What the undoing of a batch did, in rows of its main table. */
export interface Undone {
  /** Rows that the batch had created and that are gone again. */
  readonly removed: number;
  /** Rows that are again as they were before. */
  readonly restored: number;
  /** Rows that somebody changed or used since; they stay as they are. */
  readonly kept: number;
}

/** A table that a batch writes, and what hangs on its rows. */
export interface UndoTable {
  readonly table: string;
  /** Tables whose rows come and go with a created row; rows of any other keep it. */
  readonly own: readonly string[];
  /** Tables of links that a batch adds to rows that were there: their key columns. */
  readonly links: Readonly<Record<string, readonly string[]>>;
}

/**
 * Undoes what a batch wrote, in the caller's transaction: a row is removed or restored when its
 * version is still the one that the batch left and, for a removal, nothing else refers to it.
 */
export async function undoBatch(trx: Trx, batch: string, target: UndoTable): Promise<Undone> {
  const total = await count(trx, batch, target.table);
  for (const [table, key] of Object.entries(target.links)) await unlink(trx, batch, table, key);
  const restored = await restore(trx, batch, target.table);
  const removed = await remove(trx, batch, target);
  return { removed, restored, kept: total - removed - restored };
}

async function count(trx: Trx, batch: string, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM import_change
    WHERE run_id = ${batch} AND table_name = ${table}`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** Takes links back that the batch added. */
async function unlink(
  trx: Trx,
  batch: string,
  table: string,
  key: readonly string[],
): Promise<void> {
  const same = sql.join(
    key.map((column) => sql`t.${sql.ref(column)}::text = c.row_key ->> ${sql.lit(column)}`),
    sql` AND `,
  );
  await sql`DELETE FROM ${sql.table(table)} t USING import_change c
    WHERE c.run_id = ${batch} AND c.table_name = ${table} AND ${same}`.execute(trx);
}

const atBatch = (batch: string, table: string): RawBuilder<boolean> =>
  sql<boolean>`c.run_id = ${batch} AND c.table_name = ${table}
    AND t.id = (c.row_key ->> 'id')::uuid AND t.version = c.version`;

async function restore(trx: Trx, batch: string, table: string): Promise<number> {
  const { rows } = await sql<{ name: string }>`
    SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = ${table}
      AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'version')`.execute(trx);
  const set = sql.join(
    rows.map(({ name }) => sql`${sql.ref(name)} = b.${sql.ref(name)}`),
    sql`, `,
  );
  const done = await sql`UPDATE ${sql.table(table)} t SET ${set}, version = t.version + 1
    FROM import_change c,
      jsonb_populate_record(NULL::${sql.table(table)}, c.before) AS b
    WHERE ${atBatch(batch, table)} AND c.before IS NOT NULL`.execute(trx);
  return Number(done.numAffectedRows ?? 0);
}

async function remove(trx: Trx, batch: string, { table, own }: UndoTable): Promise<number> {
  const { rows } = await sql<{ table: string; column: string }>`
    SELECT c.conrelid::regclass::text AS "table", a.attname AS "column"
    FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
    WHERE c.contype = 'f' AND c.confrelid = ${table}::regclass`.execute(trx);
  const unused = rows
    .filter((reference) => !own.includes(reference.table))
    .map(
      (reference) =>
        sql`NOT EXISTS (SELECT 1 FROM ${sql.table(reference.table)} x
          WHERE x.${sql.ref(reference.column)} = t.id)`,
    );
  const done = await sql`DELETE FROM ${sql.table(table)} t USING import_change c
    WHERE ${sql.join([atBatch(batch, table), sql`c.before IS NULL`, ...unused], sql` AND `)}`.execute(
    trx,
  );
  return Number(done.numAffectedRows ?? 0);
}
