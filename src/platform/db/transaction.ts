import { fail, type Result } from '../result.ts';
import type { Db, Trx } from './schema.ts';

/**
 * Runs work in a transaction: the caller's when it has one open, so that several commands succeed
 * or fail as one, else its own.
 */
export function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Trx) : retried(() => db.transaction().execute(work));
}

/** Deadlock found by the database: it undid one of the two, which may well succeed alone. */
const DEADLOCK = '40P01';
const TRIES = 4;

/**
 * Does work again that the database broke off because two transactions waited for each other.
 * @param work all of a transaction: what it wrote is undone before it starts anew
 */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await work();
    } catch (error) {
      if (turn >= TRIES || (error as { code?: unknown }).code !== DEADLOCK) throw error;
    }
  }
}

class Refusal<F> extends Error {
  readonly failure: F;
  constructor(failure: F) {
    super('refused');
    this.failure = failure;
  }
}

/**
 * Runs work in a transaction of its own that a failed result undoes: what was written before the
 * refusal is not kept, as it would be when the failure were only returned.
 */
export async function allOrNothing<T, F>(
  db: Db,
  work: (trx: Trx) => Promise<Result<T, F>>,
): Promise<Result<T, F>> {
  try {
    return await retried(() =>
      db.transaction().execute(async (trx) => {
        const done = await work(trx);
        if (!done.ok) throw new Refusal(done.failure);
        return done;
      }),
    );
  } catch (error) {
    if (error instanceof Refusal) return fail((error as Refusal<F>).failure);
    throw error;
  }
}
