import { sql } from 'kysely';
import { unseal } from '../../../../platform/access/seal.ts';
import type { Db } from '../../../../platform/db/schema.ts';
import { keepBusy } from '../../../../platform/jobs/places.ts';
import type { QueueSource } from '../../../../platform/jobs/queries.ts';
import type { Log } from '../../../../platform/log/log.ts';
import { plainError } from '../../../../platform/outgoing/refused.ts';
import { sendWebhook, WEBHOOK_DEADLINE_MS } from '../../../../platform/webhooks/send.ts';
import { nextTry } from '../domain.ts';
import '../tables.ts';
import { deliveryState } from './queries.ts';

export interface WebhookOptions {
  readonly db: Db;
  readonly secret: string;
  /** Lets addresses of the own network through. */
  readonly allowPrivate: boolean;
  /** Milliseconds for one exchange; for tests. */
  readonly timeoutMs?: number;
}

/**
 * Exchanges side by side in one process, and with one receiver over all processes. The first is
 * for the machine's sake alone: were it near what a few receivers may have, these would fill it.
 */
const PLACES = 200;
const PLACES_OF_ONE = 2;
/** A claim outlives the exchange by far: one whose process has died is free again after it. */
const CLAIM_MS = 3 * WEBHOOK_DEADLINE_MS;
const POLL_MS = 2_000;

interface Claimed {
  readonly id: string;
  readonly event_id: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly sealed_secret: string;
}

/**
 * Takes deliveries whose time has come: the oldest of each receiver, at most two with one at a
 * time. A receiver that hangs keeps its own messages waiting and nobody else's; two processes
 * never take the same one.
 */
async function claimDue(db: Db, now: Date, most: number): Promise<Claimed[]> {
  const until = new Date(now.getTime() + CLAIM_MS);
  const { rows } = await sql<Claimed>`
    UPDATE webhook_delivery d SET attempts = d.attempts + 1, claimed_until = ${until}
    FROM webhook w
    WHERE w.id = d.webhook_id AND d.status = 'waiting'
      AND (d.claimed_until IS NULL OR d.claimed_until <= ${now})
      AND d.id IN (
        SELECT o.id FROM webhook_delivery o
        WHERE o.status = 'waiting' AND (o.claimed_until IS NULL OR o.claimed_until <= ${now})
          AND o.id IN (
            SELECT due.id FROM webhook h
            CROSS JOIN LATERAL (
              SELECT count(*)::int AS n FROM webhook_delivery b
              WHERE b.webhook_id = h.id AND b.status = 'waiting' AND b.claimed_until > ${now}
            ) busy
            CROSS JOIN LATERAL (
              SELECT c.id FROM webhook_delivery c
              WHERE c.webhook_id = h.id AND c.status = 'waiting' AND c.next_at <= ${now}
                AND (c.claimed_until IS NULL OR c.claimed_until <= ${now})
              ORDER BY c.next_at, c.id LIMIT greatest(0, ${PLACES_OF_ONE} - busy.n)
            ) due
          )
        ORDER BY o.next_at, o.id LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING d.id, d.event_id, d.body, d.attempts, w.url, w.sealed_secret`.execute(db);
  return rows;
}

/**
 * Tries every delivery whose time has come, once each, side by side.
 * @returns how many were tried
 */
export async function deliverDue(options: WebhookOptions, now: Date): Promise<number> {
  const claimed = await claimDue(options.db, now, PLACES);
  await Promise.all(claimed.map((one) => tryOnce(options, one, now)));
  return claimed.length;
}

async function tryOnce(
  { db, secret, allowPrivate, timeoutMs }: WebhookOptions,
  one: Claimed,
  now: Date,
  signal?: AbortSignal,
): Promise<void> {
  const message = { id: one.event_id, body: one.body };
  const key = unseal(secret, one.sealed_secret);
  const sent = await sendWebhook(one.url, key, message, now, {
    allowPrivate,
    signal,
    ...(timeoutMs ? { timeoutMs } : {}),
  });
  const stopped = signal?.aborted && !sent.ok;
  const again = sent.ok ? null : nextTry(one.attempts, now);
  await db
    .updateTable('webhook_delivery')
    .set({
      claimed_until: null,
      ...(sent.ok
        ? {
            status: 'delivered' as const,
            delivered_at: now,
            last_status: sent.value.status,
            last_error: '',
          }
        : stopped
          ? // We ended it ourselves: that was no try.
            { attempts: one.attempts - 1 }
          : {
              status: again ? ('waiting' as const) : ('given-up' as const),
              ...(again ? { next_at: again } : { given_up_at: now }),
              last_status: sent.failure.status,
              last_error: sent.failure.error.slice(0, 200),
            }),
    })
    .where('id', '=', one.id)
    // Claimed anew meanwhile, or put back by somebody: what that try finds counts.
    .where('attempts', '=', one.attempts)
    .where('status', '=', 'waiting')
    .execute();
}

/**
 * Delivers what is due, now and when woken, until it is stopped. What a stop ends is delivered
 * after the next start.
 * @param alone no other process has this database: what is claimed was claimed by one that died
 */
export async function startDeliveries(
  options: WebhookOptions & { readonly log: Log; readonly alone: boolean },
) {
  const { db, log } = options;
  if (options.alone)
    await db.updateTable('webhook_delivery').set({ claimed_until: null }).execute();
  const worker = keepBusy({
    places: PLACES,
    pollMs: POLL_MS,
    async take(free) {
      const now = new Date();
      const claimed = await claimDue(db, now, free);
      return claimed.map((one) => (signal) => tryOnce(options, one, now, signal));
    },
    failed: (error) => log.error({ problem: plainError(error) }, 'webhook deliveries'),
  });
  const source: QueueSource = {
    name: 'webhooks',
    state: () => deliveryState(db, new Date()),
    async again() {
      await db
        .updateTable('webhook_delivery')
        .set({ status: 'waiting', attempts: 0, next_at: new Date(), given_up_at: null })
        .where((eb) =>
          eb.or([
            eb('status', '=', 'given-up'),
            eb.and([eb('status', '=', 'waiting'), eb('claimed_until', 'is', null)]),
          ]),
        )
        .execute();
      worker.wake();
    },
  };
  return { source, wake: worker.wake, stop: worker.stop };
}
