import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { createToken } from '../src/modules/accounts/public.ts';
import { newCode, REFERRAL_CODE } from '../src/modules/alliance/public.ts';
import { compareOrientationRollup } from '../src/modules/orientation/public.ts';
import { ANONYMOUS } from '../src/platform/access/access.ts';
import { newId } from '../src/platform/db/ids.ts';
import type { Db } from '../src/platform/db/schema.ts';
import { makeManySessions } from './many-sessions.ts';
import type { Measured } from './report.ts';
import { median, timed } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const CLIENTS = 16;
const RUNS = 3;
const WRITES = 2_500;
const WARM_UP = 400;
/** A million visits a day, if one in twenty were oriented within two hours: far above any real day. */
const RATE = 400;
const SECONDS = 15;
const P99_MS = 50;

interface Target {
  readonly placeId: string;
  readonly sessionId: string | null;
}

/** Counters all over the country, each sending what it gave at once, one in five with a seat. */
export async function orientationWrites(worlds: Worlds): Promise<Measured> {
  const { product, handle, engine, samples } = await worlds.postgres();
  const { db } = handle;
  await makeManySessions(db);
  const targets = await readTargets(db);
  const { token } = await createToken(
    { db, actor: ANONYMOUS, locale: 'fr', now: new Date() },
    samples.account,
    { name: 'bench', scopes: ['read', 'write'], days: 1 },
  );
  const sent: string[] = [];
  let next = 0;
  const one = async (): Promise<number> => {
    next += 1;
    const target = targets[next % targets.length] as Target;
    const { ms, value } = await timed(() => send(product.url, token, target));
    sent.push(value);
    return ms;
  };
  const closed = async (count: number): Promise<number> => {
    let left = count;
    const { ms } = await timed(() =>
      Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          while (left > 0) {
            left -= 1;
            await one();
          }
        }),
      ),
    );
    return (count * 1000) / ms;
  };
  await closed(WARM_UP);
  const rates: number[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) rates.push(await closed(WRITES));
  const waits = await atRate(one);
  const p99 = percentile(waits, 0.99);
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM orientation WHERE id = ANY(${sent}::uuid[])`.execute(db);
  const lost = sent.length - (rows[0]?.n ?? 0);
  const differences = await compareOrientationRollup(db);
  return {
    id: 'orientation-writes',
    what: `POST /api/v1/orientations, one a request, ${CLIENTS} clients, ${WRITES} a run; p99 at ${RATE}/s ≤ ${P99_MS} ms`,
    value: median(rates),
    unit: '/s',
    engine,
    runs: RUNS,
    sound: lost === 0 && differences === 0 && p99 <= P99_MS,
    details: [
      `at ${RATE}/s for ${SECONDS} s: p50 ${percentile(waits, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
      `${sent.length} acknowledged, ${lost} lost, ${differences} sums that differ from their records`,
    ],
  };
}

/** Sends on time whether or not answers came: a server that falls behind cannot slow its senders. */
async function atRate(one: () => Promise<number>): Promise<number[]> {
  const started = performance.now();
  const pending: Promise<number>[] = [];
  for (let count = 0; count < RATE * SECONDS; count += 1) {
    const due = started + (count * 1000) / RATE;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    pending.push(one());
  }
  return Promise.all(pending);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

async function readTargets(db: Db): Promise<Target[]> {
  const { rows } = await sql<Target>`
    SELECT p.id AS "placeId", CASE WHEN n % 5 = 0 THEN s.id END AS "sessionId"
    FROM (SELECT id, row_number() OVER (ORDER BY md5(id::text)) AS n FROM place
      WHERE status = 'open' LIMIT 8000) AS p
    LEFT JOIN (SELECT id, row_number() OVER (ORDER BY id) * 5 AS m FROM workshop_session
      WHERE capacity = 500 AND state = 'planned' AND starts_at > now() + interval '1 hour') AS s
      ON s.m = p.n`.execute(db);
  return rows;
}

async function send(url: string, token: string, target: Target): Promise<string> {
  const id = newId();
  const now = Date.now();
  const answer = await fetch(`${url}/api/v1/orientations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      sentAt: now,
      items: [
        {
          id,
          code: newCode(REFERRAL_CODE),
          placeId: target.placeId,
          givenAt: now - 2_000,
          difficulty: 'device',
          wish: 'soon',
          access: [],
          offerKind: target.sessionId ? 'workshop' : 'place',
          hostPlaceId: target.placeId,
          sessionId: target.sessionId,
          presenceId: null,
          startsAt: null,
          channel: 'print',
          contact: null,
        },
      ],
    }),
  });
  const { items } = (await answer.json()) as { items: { outcome: string; problem: string }[] };
  if (items[0]?.outcome !== 'kept') throw new Error(`${answer.status} ${items[0]?.problem}`);
  return id;
}
