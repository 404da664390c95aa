import { sql } from 'kysely';
import type { Trx } from '../db/schema.ts';
import type { OpenedImport, RowIssue, Tally } from './importer.ts';
import type { Accepted, Reading } from './read-rows.ts';

/**
 * Writes a batch. What the database refuses for the sake of one row is put down to that row, as if
 * its importer had refused it: the batch is undone to a savepoint and written in halves, until the
 * row stands alone.
 * @throws every other error, which ends the import: nothing is written then
 */
export async function applyBatch<R, L, Rec, C extends string>(
  trx: Trx,
  opened: OpenedImport<R, L, Rec, C>,
  batch: readonly Accepted<Rec>[],
  reading: Pick<Reading, 'refuse'>,
): Promise<Tally> {
  await sql`SAVEPOINT import_batch`.execute(trx);
  try {
    const done = await opened.apply(
      trx,
      batch.map(({ record }) => record),
    );
    if (done.created + done.updated + done.unchanged !== batch.length)
      throw new Error(`Importer accounts for ${JSON.stringify(done)} of ${batch.length} records`);
    await sql`RELEASE SAVEPOINT import_batch`.execute(trx);
    return done;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await sql`ROLLBACK TO SAVEPOINT import_batch`.execute(trx);
    await sql`RELEASE SAVEPOINT import_batch`.execute(trx);
    const [only] = batch;
    if (batch.length === 1 && only) {
      await reading.refuse(only, refusal);
      return NOTHING;
    }
    const middle = Math.ceil(batch.length / 2);
    const first = await applyBatch(trx, opened, batch.slice(0, middle), reading);
    return sum(first, await applyBatch(trx, opened, batch.slice(middle), reading));
  }
}

const NOTHING: Tally = { created: 0, updated: 0, unchanged: 0 };

/** Two accounts as one. */
export function sum(a: Tally, b: Tally): Tally {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
  };
}

/**
 * Classes of SQLSTATE (PostgreSQL 18, appendix A) that blame what is written: 22 data, 23
 * integrity, 54 a limit of the program, such as a text too long for its index.
 */
const BLAMES_ROW = /^(22|23|54)...$/;

function refusalOf(error: unknown): RowIssue | null {
  const { code, column } = (error ?? {}) as { code?: unknown; column?: unknown };
  if (typeof code !== 'string' || !BLAMES_ROW.test(code)) return null;
  return {
    field: typeof column === 'string' ? column : '',
    code: 'database-refused',
    params: { state: code },
  };
}
