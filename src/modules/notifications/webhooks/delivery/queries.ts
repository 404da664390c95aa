import { sql } from 'kysely';
import type { Db } from '../../../../platform/db/schema.ts';
import type { QueueState } from '../../../../platform/jobs/queries.ts';
import '../tables.ts';

/** How the deliveries stand; given up counts for a week, as with the other queues. */
export async function deliveryState(db: Db, now: Date): Promise<QueueState> {
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  const { rows } = await sql<{
    waiting: number;
    running: number;
    oldest: Date | null;
    next: Date | null;
    failed: number;
    last_error: string | null;
  }>`
    SELECT w.*,
      (SELECT count(*) FROM webhook_delivery
        WHERE status = 'given-up' AND given_up_at > ${weekAgo}) AS failed,
      (SELECT nullif(last_error, '') FROM webhook_delivery
        WHERE (status = 'waiting' OR (status = 'given-up' AND given_up_at > ${weekAgo}))
          AND last_error <> '' ORDER BY created_at DESC LIMIT 1) AS last_error
    FROM (
      SELECT count(*) FILTER (WHERE claimed_until IS NULL OR claimed_until <= ${now}) AS waiting,
        count(*) FILTER (WHERE claimed_until > ${now}) AS running,
        min(created_at) FILTER (WHERE claimed_until IS NULL OR claimed_until <= ${now}) AS oldest,
        min(next_at) FILTER (WHERE claimed_until IS NULL OR claimed_until <= ${now}) AS next
      FROM webhook_delivery WHERE status = 'waiting') w`.execute(db);
  const [row] = rows;
  return {
    name: 'webhooks',
    waiting: Number(row?.waiting ?? 0),
    running: Number(row?.running ?? 0),
    failed: Number(row?.failed ?? 0),
    oldestAt: row?.oldest?.toISOString() ?? null,
    nextAt: row?.next?.toISOString() ?? null,
    lastError: row?.last_error ?? null,
  };
}
