import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

/** As many tries as a new job has. */
const TRIES = 12;

/**
 * Puts back what a process was doing when it died. Only for a database that one process has: on a
 * shared one others may well be doing it, and what is lost is taken up when its time is over.
 */
export async function returnLost(db: Db): Promise<void> {
  await sql`UPDATE jobs.job SET state = 'retry', start_after = now() WHERE state = 'active'`.execute(
    db,
  );
}

/** Tries again now what was given up or waits for its next try: one job, or all of a queue. */
export async function tryAgain(db: Db, queue: string, id: string | null): Promise<void> {
  await sql`
    UPDATE jobs.job SET state = 'retry', completed_on = NULL, start_after = now(),
      retry_limit = retry_count + ${TRIES}, keep_until = now() + interval '14 days'
    WHERE name = ${queue} AND state IN ('failed', 'retry')
      AND (${id}::uuid IS NULL OR id = ${id}::uuid)`.execute(db);
}

/**
 * Puts back into their queues the jobs that a backup brought along. Each keeps its id, so that it is
 * one job however often this is done.
 */
export async function takeUpWaiting(
  db: Db,
  insert: (trx: Db, queue: string, jobs: readonly { id: string; data: object }[]) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const jobs = await trx.deleteFrom('waiting_job').returningAll().execute();
    for (const [queue, waiting] of Map.groupBy(jobs, (job) => job.queue))
      await insert(
        trx,
        queue,
        waiting.map(({ id, data }) => ({ id, data: data as object })),
      );
  });
}
