import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Db } from '../db/schema.ts';
import type { Log } from '../log/log.ts';
import { plainError, RefusedForGood } from '../outgoing/refused.ts';
import { keepBusy, type Worker } from './places.ts';

/** One queue and who works on it. */
export interface Work {
  readonly queue: string;
  /** How many of its jobs run side by side in one process. */
  readonly workers: number;
  /** Seconds after which a job whose process has died is taken up again; longer than any takes. */
  readonly lostAfter: number;
  /** Empties the job once it is done: what it held leaves with it. */
  readonly forget?: boolean;
  /** Seconds between two looks when nobody wakes it. */
  readonly pollSeconds?: number;
  /**
   * Does one job; rejects when it could not be done, and it is tried again later.
   * @throws RefusedForGood when there is no point in another try
   */
  run(job: { readonly id: string; readonly data: unknown }, signal: AbortSignal): Promise<void>;
}

interface Taken {
  readonly id: string;
  readonly data: unknown;
  readonly retryCount: number;
}

const POLL_SECONDS = 1;

/** Works on one queue; each of its jobs is settled by itself. */
export function startWork(boss: PgBoss, db: Db, log: Log, work: Work): Worker {
  const { queue, workers, pollSeconds = POLL_SECONDS } = work;
  return keepBusy({
    places: workers,
    pollMs: pollSeconds * 1000,
    async take(free) {
      const jobs = await boss.fetch<unknown>(queue, { batchSize: free, includeMetadata: true });
      return jobs.map((job) => (signal) => doOne(boss, db, log, work, job, signal));
    },
    failed: (error) => log.error({ queue, problem: plainError(error) }, 'queue'),
  });
}

async function doOne(
  boss: PgBoss,
  db: Db,
  log: Log,
  work: Work,
  job: Taken,
  signal: AbortSignal,
): Promise<void> {
  const { queue } = work;
  try {
    await work.run(job, signal);
  } catch (error) {
    const problem = plainError(error);
    log.warn({ queue, job: job.id, tries: job.retryCount + 1, problem }, 'job failed');
    if (error instanceof RefusedForGood)
      await sql`UPDATE jobs.job SET retry_limit = retry_count
        WHERE name = ${queue} AND id = ${job.id}::uuid AND state = 'active'`.execute(db);
    // Only this attempt: one that took so long that it was given to another settles nothing.
    await boss.fail(queue, job, { message: problem });
    return;
  }
  await boss.complete(queue, job);
  if (work.forget)
    await sql`UPDATE jobs.job SET data = NULL
      WHERE name = ${queue} AND id = ${job.id}::uuid AND state = 'completed'`.execute(db);
}
