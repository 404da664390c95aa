import { sql } from 'kysely';
import { createToken } from '../src/modules/accounts/public.ts';
import { compareRollups } from '../src/modules/activity/public.ts';
import { ANONYMOUS } from '../src/platform/access/access.ts';
import { newId } from '../src/platform/db/ids.ts';
import type { Db } from '../src/platform/db/schema.ts';
import type { Measured } from './report.ts';
import { median, p95, timed } from './statistics.ts';
import type { Worlds } from './worlds.ts';

const CLIENTS = 16;
const RUNS = 3;
const WRITES = 2_000;
const WARM_UP = 200;

interface Target {
  readonly partnershipId: string;
  readonly placeId: string;
  readonly commitment: string;
}

/** Many small senders: each record its own request, over one keep-alive connection a client. */
export async function activityWrites(worlds: Worlds): Promise<Measured> {
  const { product, handle, engine, samples } = await worlds.postgres();
  const { db } = handle;
  const targets = await readTargets(db);
  const { token } = await createToken(
    { db, actor: ANONYMOUS, locale: 'fr', now: new Date() },
    samples.account,
    { name: 'bench', scopes: ['read', 'write'], days: 1 },
  );
  const sent: string[] = [];
  const waits: number[] = [];
  const run = async (count: number): Promise<number> => {
    let left = count;
    const { ms } = await timed(() =>
      Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          while (left > 0) {
            left -= 1;
            const target = targets[left % targets.length] as Target;
            const { ms: wait, value } = await timed(() => send(product.url, token, target));
            sent.push(value);
            waits.push(wait);
          }
        }),
      ),
    );
    return (count * 1000) / ms;
  };
  await run(WARM_UP);
  waits.length = 0;
  const rates: number[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) rates.push(await run(WRITES));
  const kept = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM activity WHERE id = ANY(${sent}::uuid[])`.execute(db);
  const lost = sent.length - (kept.rows[0]?.n ?? 0);
  const differences = await compareRollups(db);
  return {
    id: 'activity-writes',
    what: `POST /api/v1/activity, one record a request, ${CLIENTS} clients, ${WRITES} writes a run`,
    value: median(rates),
    unit: '/s',
    engine,
    runs: RUNS,
    sound: lost === 0 && differences === 0,
    details: [
      `p95 of a write ${p95(waits).toFixed(1)} ms`,
      `${sent.length} acknowledged, ${lost} lost, ${differences} sums that differ from their records`,
    ],
  };
}

async function readTargets(db: Db): Promise<Target[]> {
  const { rows } = await sql<Target>`
    SELECT s.id AS "partnershipId", pp.place_id AS "placeId", s.commitment
    FROM partnership s JOIN partnership_place pp ON pp.partnership_id = s.id
    WHERE s.stage = 'active' ORDER BY s.reference, pp.place_id LIMIT 500`.execute(db);
  return rows;
}

async function send(url: string, token: string, target: Target): Promise<string> {
  const id = newId();
  const answer = await fetch(`${url}/api/v1/activity`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...target,
      id,
      happenedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
      kind: 'workshop',
      participations: 8,
      personsDeclared: 7,
      minutes: 90,
    }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
  return id;
}
