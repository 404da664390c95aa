import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { type CatalogTable, listSequences, listTables } from './catalog.ts';
import { type DumpedSequence, type DumpedTable, tableMember } from './manifest.ts';

export interface Dump {
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly DumpedSequence[];
  readonly waiting: number;
}

/** Rows of these are not kept: counters of the minute, and sessions that a restore must not revive. */
const LEFT_EMPTY = ['auth_session', 'rate_limit'];
/** Text that is in memory at once, roughly, in characters. */
const PAGE_CHARACTERS = 2_000_000;
const MOST_ROWS = 5_000;

/**
 * Writes every row of an open transaction's snapshot into files of a folder, a table each. Values
 * are PostgreSQL's own text of them, which both engines and all versions read back exactly. Memory
 * stays flat: rows come through a cursor.
 *
 * Events that the queue has taken and not finished are written as not taken: what waits survives
 * without the queue's own tables, whose layout belongs to its library.
 * @param trx a transaction that nothing has been read in yet
 */
export async function dumpDatabase(trx: Db, folder: string): Promise<Dump> {
  const queued = await hasQueue(trx);
  const tables: DumpedTable[] = [];
  for (const table of await listTables(trx)) {
    const file = join(folder, tableMember(table.name));
    await mkdir(dirname(file), { recursive: true });
    const count = { rows: 0 };
    const pages = LEFT_EMPTY.includes(table.name) ? [] : pagesOf(trx, table, queued, count);
    await pipeline(Readable.from(pages), createWriteStream(file, { mode: 0o600 }));
    tables.push({ name: table.name, columns: [...table.columns], rows: count.rows });
  }
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM domain_event WHERE handled_at IS NULL
      ${queued ? sql`OR id IN ${UNFINISHED}` : sql``}`.execute(trx);
  return { tables, sequences: await listSequences(trx), waiting: Number(rows[0]?.n ?? 0) };
}

/** Makes a transaction a snapshot whose texts depend on no server's or session's settings. */
export async function beginSnapshot(trx: Db): Promise<void> {
  await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`.execute(trx);
  await fixedTexts(trx);
}

/** Settings that decide how values are written as text, and read from it, for this transaction. */
export async function fixedTexts(trx: Db): Promise<void> {
  await sql`SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
    set_config('IntervalStyle', 'postgres', true), set_config('extra_float_digits', '1', true),
    set_config('bytea_output', 'hex', true)`.execute(trx);
}

/** Work of the queue that is still to be done, or being done. */
const OPEN = sql`state::text IN ('created', 'retry', 'active')`;

/** Events that some handler has not done with: told once more, each part is done once. */
const UNFINISHED = sql`(SELECT id FROM jobs.job
  WHERE (name = 'domain-event' OR name LIKE 'event-%') AND ${OPEN})`;

/** Jobs that stand for themselves, such as a mail: neither an event's nor the clock's. */
const WAITING_JOBS = sql`(
  SELECT id, queue, data FROM waiting_job
  UNION ALL
  SELECT id, name AS queue, data::jsonb FROM jobs.job
  WHERE ${OPEN} AND data IS NOT NULL AND name <> 'domain-event' AND name NOT LIKE 'event-%'
    AND name NOT LIKE '\\_\\_pgboss%' AND name NOT IN (SELECT name FROM jobs.schedule)) AS waiting`;

async function hasQueue(trx: Db): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    SELECT to_regclass('jobs.job') IS NOT NULL AS there`.execute(trx);
  return rows[0]?.there === true;
}

async function* pagesOf(trx: Db, table: CatalogTable, queued: boolean, count: { rows: number }) {
  const values = table.columns.map(({ name }) =>
    queued && table.name === 'domain_event' && name === 'handled_at'
      ? sql`CASE WHEN id IN ${UNFINISHED} THEN NULL ELSE handled_at END::text`
      : sql`${sql.ref(name)}::text`,
  );
  await sql`DECLARE backup_rows NO SCROLL CURSOR FOR
    SELECT json_build_array(${sql.join(values)})::text AS line
    FROM ${queued && table.name === 'waiting_job' ? WAITING_JOBS : sql.table(table.name)}`.execute(
    trx,
  );
  for (let wanted = 100; ; ) {
    const { rows } = await sql<{ line: string }>`
      FETCH ${sql.raw(String(wanted))} FROM backup_rows`.execute(trx);
    if (rows.length === 0) break;
    count.rows += rows.length;
    const page = `${rows.map(({ line }) => line).join('\n')}\n`;
    yield page;
    const each = page.length / rows.length;
    wanted = Math.min(MOST_ROWS, Math.max(1, Math.floor(PAGE_CHARACTERS / each)));
  }
  await sql`CLOSE backup_rows`.execute(trx);
}
