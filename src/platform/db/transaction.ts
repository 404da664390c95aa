import type { Db, Trx } from './schema.ts';

/**
 * Runs work in a transaction: the caller's when it has one open, so that several commands succeed
 * or fail as one, else its own.
 */
export function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Trx) : db.transaction().execute(work);
}
