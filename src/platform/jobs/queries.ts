import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';

export interface JobRow {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly tries: number;
  /** Why the last try failed; null when none did. */
  readonly problem: string | null;
  readonly createdAt: string;
}

/**
 * Work that failed or waits for another try, latest first, at most 100. Payloads are left out:
 * they may hold sealed secrets.
 */
export async function listTroubledJobs(db: Db): Promise<JobRow[]> {
  const there = await sql<{ there: boolean }>`
    SELECT to_regclass('jobs.job') IS NOT NULL AS there`.execute(db);
  if (!there.rows[0]?.there) return [];
  const { rows } = await sql<{
    id: string;
    name: string;
    state: string;
    retry_count: number;
    problem: string | null;
    created_on: Date;
  }>`
    SELECT id, name, state::text AS state, retry_count, output->>'message' AS problem, created_on
    FROM jobs.job WHERE state IN ('failed', 'retry') ORDER BY created_on DESC LIMIT 100`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    state: row.state,
    tries: row.retry_count,
    problem: row.problem,
    createdAt: row.created_on.toISOString(),
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
