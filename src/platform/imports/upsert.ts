import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/schema.ts';
import type { Tally } from './importer.ts';

/** Records as one parameter for `jsonb_to_recordset`. */
export function jsonRows(records: readonly unknown[]): RawBuilder<unknown> {
  return sql`${JSON.stringify(records)}::jsonb`;
}

/**
 * Runs an `INSERT … ON CONFLICT … DO UPDATE … WHERE … IS DISTINCT FROM … RETURNING (xmax = 0) AS
 * created` and counts: a row that comes back was created or updated, one that does not was
 * already so.
 * @param sent number of records in the statement
 */
export async function runUpsert(
  trx: Trx,
  statement: RawBuilder<{ created: boolean }>,
  sent: number,
): Promise<Tally> {
  const { rows } = await statement.execute(trx);
  const created = rows.filter((row) => row.created).length;
  return { created, updated: rows.length - created, unchanged: sent - rows.length };
}
