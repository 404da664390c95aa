import { connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { newCode, REFERRAL_CODE } from '../src/modules/alliance/public.ts';
import {
  drain,
  type Queue,
  type Queued,
  type SentBatch,
} from '../src/modules/orientation/public.ts';
import { newId } from '../src/platform/db/ids.ts';
import { freePort } from '../tools/checks/postgres.ts';
import type { Measured } from './report.ts';
import { timed } from './statistics.ts';
import { atEnd } from './tidy.ts';
import type { Worlds } from './worlds.ts';

const QUEUED = 10_000;
/** Connections that are cut, each somewhere in its life. */
const CUT = 0.35;

/**
 * The device's own queue against the product through a wire that is cut at random: before the
 * request, in the middle of it, after the server has written and before the device has heard.
 */
export async function offlineSync(worlds: Worlds): Promise<Measured> {
  const { product, handle, engine, cookie } = await worlds.postgres();
  const { db } = handle;
  const wire = await badWire(Number(new URL(product.url).port));
  const close = atEnd(() => wire.close());
  const { rows: places } = await sql<{ id: string }>`
    SELECT id FROM place WHERE status = 'open' ORDER BY md5(id::text) LIMIT 20`.execute(db);
  const waiting = new Map<string, Queued>();
  for (let index = 0; index < QUEUED; index += 1) {
    const item = queued(places[index % places.length]?.id ?? '', index);
    waiting.set(item.id, item);
  }
  const ids = [...waiting.keys()];
  const refused: string[] = [];
  let heard = 0;
  const queue = inMemory(waiting, refused);
  let failures = 0;
  const { ms } = await timed(async () => {
    while (waiting.size > 0 && failures < QUEUED) {
      const state = await drain(queue, post(wire.port, product.url, cookie), Date.now, () => {
        heard += 1;
      });
      if (state !== 'empty') failures += 1;
    }
  });
  await close();
  const { rows } = await sql<{ kept: number; codes: number; counted: number }>`
    SELECT count(*)::int AS kept, count(DISTINCT code)::int AS codes,
      count(DISTINCT id)::int AS counted
    FROM orientation WHERE id = ANY(${ids}::uuid[])`.execute(db);
  const kept = rows[0] ?? { kept: 0, codes: 0, counted: 0 };
  return {
    id: 'offline-sync',
    what: `${QUEUED} queued orientations, ${Math.round(CUT * 100)} % of the connections cut at random: lost or twice`,
    value: QUEUED - kept.kept + (kept.kept - kept.codes),
    unit: 'lost',
    engine,
    runs: 1,
    sound: refused.length === 0 && waiting.size === 0 && kept.counted === QUEUED && failures > 20,
    details: [
      `${failures} sendings broke off, ${wire.afterAnswer()} of them after the server had written`,
      `${heard} answers heard, ${refused.length} refused, ${(ms / 1000).toFixed(1)} s`,
    ],
  };
}

function queued(placeId: string, index: number): Queued {
  return {
    id: newId(),
    code: newCode(REFERRAL_CODE),
    placeId,
    givenAt: Date.now() - (QUEUED - index) * 1_000,
    difficulty: 'internet',
    wish: 'near',
    access: [],
    offerKind: 'place',
    hostPlaceId: placeId,
    sessionId: null,
    presenceId: null,
    startsAt: null,
    channel: 'print',
    contact: null,
    wantsEarlier: false,
    locale: 'fr',
    turn: 1,
  };
}

function inMemory(waiting: Map<string, Queued>, refused: string[]): Queue {
  return {
    first: async (most) => [...waiting.values()].slice(0, most),
    done: async (id, turn) => {
      if (waiting.get(id)?.turn === turn) waiting.delete(id);
    },
    refuse: async (id) => {
      refused.push(id);
      waiting.delete(id);
    },
  };
}

function post(port: number, origin: string, cookie: string) {
  return async (batch: unknown): Promise<SentBatch> => {
    const answer = await fetch(`http://127.0.0.1:${port}/guichet/envoi`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(batch),
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.status === 429) return { kind: 'later' };
    if (!answer.ok) throw new Error(String(answer.status));
    const { items } = (await answer.json()) as {
      items: Extract<SentBatch, { kind: 'answered' }>['items'];
    };
    return { kind: 'answered', items };
  };
}

/** A wire to the product that breaks at random. */
async function badWire(to: number) {
  const port = await freePort();
  let afterAnswer = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((device) => {
    const product = connect(to, '127.0.0.1');
    for (const socket of [device, product]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => open.delete(socket));
    }
    const cut = (): void => {
      device.destroy();
      product.destroy();
    };
    device.on('close', () => product.destroy());
    if (Math.random() >= CUT) {
      device.pipe(product).pipe(device);
      return;
    }
    const where = Math.random();
    if (where < 0.3) {
      // In the middle of the request.
      device.once('data', (part) => {
        product.write(part.subarray(0, Math.floor(part.length * Math.random())));
        setTimeout(cut, 1);
      });
      return;
    }
    // The server hears it all and answers; the device does not, or not all of it.
    device.pipe(product);
    product.once('data', (part) => {
      afterAnswer += 1;
      if (where > 0.65) device.write(part.subarray(0, Math.floor(part.length / 2)));
      setTimeout(cut, 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    afterAnswer: () => afterAnswer,
    close: async (): Promise<void> => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
