import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import { plainError } from '../outgoing/refused.ts';

/** How a queue stands; pages and metrics read the same. */
export interface QueueState {
  readonly name: string;
  /** Waiting for their first or another try. */
  readonly waiting: number;
  readonly running: number;
  /** Given up; they are kept for a week. */
  readonly failed: number;
  /** When the oldest that waits came; ISO, null when none waits. */
  readonly oldestAt: string | null;
  /** When the next try is due; ISO, null when none waits. */
  readonly nextAt: string | null;
  /** Why the latest of those that wait or were given up did not succeed; null when nothing failed. */
  readonly lastError: string | null;
}

/** A queue that is kept elsewhere than in jobs. */
export interface QueueSource {
  readonly name: string;
  state(): Promise<QueueState>;
  /** Tries again now all that failed or waits for its next try. */
  again(): Promise<void>;
}

/** How all queues stand, those with nothing to do among them. */
export async function queueStates(
  db: Db,
  known: readonly string[],
  sources: readonly QueueSource[],
): Promise<QueueState[]> {
  const { rows } = await sql<{
    name: string;
    waiting: number;
    running: number;
    failed: number;
    oldest: Date | null;
    next: Date | null;
    last_error: string | null;
  }>`
    SELECT name,
      count(*) FILTER (WHERE state IN ('created', 'retry')) AS waiting,
      count(*) FILTER (WHERE state = 'active') AS running,
      count(*) FILTER (WHERE state = 'failed') AS failed,
      min(created_on) FILTER (WHERE state IN ('created', 'retry')) AS oldest,
      min(start_after) FILTER (WHERE state IN ('created', 'retry')) AS next,
      (array_agg(output->>'message' ORDER BY created_on DESC)
        FILTER (WHERE state IN ('failed', 'retry') AND output->>'message' IS NOT NULL))[1]
        AS last_error
    FROM jobs.job
    WHERE state IN ('created', 'retry', 'active', 'failed') AND name NOT LIKE '\\_\\_pgboss%'
    GROUP BY name`.execute(db);
  const found = new Map(rows.map((row) => [row.name, row]));
  const names = [...new Set([...known, ...found.keys()])];
  const states = names.map((name): QueueState => {
    const row = found.get(name);
    return {
      name,
      waiting: Number(row?.waiting ?? 0),
      running: Number(row?.running ?? 0),
      failed: Number(row?.failed ?? 0),
      oldestAt: row?.oldest?.toISOString() ?? null,
      nextAt: row?.next?.toISOString() ?? null,
      lastError: row?.last_error ? plainError(row.last_error) : null,
    };
  });
  return [...states, ...(await Promise.all(sources.map((source) => source.state())))];
}

export interface JobRow {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly tries: number;
  /** Why the last try failed; null when none did. */
  readonly problem: string | null;
  readonly createdAt: string;
  /** When the next try is due; null when it was given up. */
  readonly nextAt: string | null;
}

/**
 * Work that failed or waits for another try, latest first, at most 100. Payloads are left out:
 * they may hold sealed secrets.
 */
export async function listTroubledJobs(db: Db): Promise<JobRow[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    state: string;
    retry_count: number;
    problem: string | null;
    created_on: Date;
    start_after: Date;
  }>`
    SELECT id, name, state::text AS state, retry_count, output->>'message' AS problem, created_on,
      start_after
    FROM jobs.job WHERE state IN ('failed', 'retry') ORDER BY created_on DESC LIMIT 100`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    // A given-up job's last try is not counted as a repeat.
    tries: row.state === 'failed' ? row.retry_count + 1 : row.retry_count,
    problem: row.problem === null ? null : plainError(row.problem),
    createdAt: row.created_on.toISOString(),
    nextAt: row.state === 'retry' ? row.start_after.toISOString() : null,
  }));
}

/** Events that wait to be handed to the queue; more than a few for long means that it stands still. */
export async function countWaitingEvents(db: Db): Promise<number> {
  const row = await db
    .selectFrom('domain_event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('handled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
