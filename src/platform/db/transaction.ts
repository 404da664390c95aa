import type { Result } from '../result.ts';
import type { Db, Trx } from './schema.ts';

/**
 * Runs work in a transaction: the caller's when it has one open, so that several commands succeed
 * or fail as one, else its own.
 */
export function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Trx) : db.transaction().execute(work);
}

class Undone extends Error {
  readonly failure: unknown;
  constructor(failure: unknown) {
    super('undone');
    this.failure = failure;
  }
}

/** Runs work in a transaction of its own and undoes all that it wrote when it ends in a failure. */
export async function allOrNothing<T, F>(
  db: Db,
  work: (trx: Trx) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  try {
    return await db.transaction().execute(async (trx) => {
      const result = await work(trx);
      if (!result.ok) throw new Undone(result.failure);
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return { ok: false, failure: error.failure as F };
    throw error;
  }
}
