import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../../tests/support/database.ts';
import { makeAccount } from '../../../../../tests/support/factories.ts';
import {
  type Hanging,
  type HangingServer,
  startHanging,
} from '../../../../../tests/support/hanging.ts';
import type { Actor } from '../../../../platform/access/access.ts';
import { newId } from '../../../../platform/db/ids.ts';
import { MOVED } from '../../../partnerships/events.ts';
import { addWebhook, webhookHandler } from '../commands.ts';
import { webhookInput } from '../contract.ts';
import { listDeliveries } from '../queries.ts';
import { startDeliveries } from './commands.ts';

const SECRET = 'a secret of the test installation, long enough';
const soon = { timeout: 20_000, interval: 50 };
let test: TestDatabase;
let admin: Actor;
let receiver: Server;
let told: string[] = [];
let hanging: HangingServer[] = [];
let running: Awaited<ReturnType<typeof startDeliveries>>[] = [];

beforeAll(async () => {
  test = await testDatabase();
  receiver = createServer((request, response) => {
    told.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await test.close();
});
beforeEach(async () => {
  await test.reset();
  admin = await makeAccount(test.db, 'admin', 'national', '');
  told = [];
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop(0)));
  await Promise.all(hanging.map((one) => one.close()));
  running = [];
  hanging = [];
});

async function deliver(timeoutMs = 60_000, alone = false) {
  const started = await startDeliveries({
    db: test.db,
    log: pino({ level: 'silent' }),
    secret: SECRET,
    allowPrivate: true,
    timeoutMs,
    alone,
  });
  running.push(started);
  return started;
}

const add = (port: number) =>
  addWebhook(
    ctxOf(test.db, admin),
    need(admin, 'webhooks.manage'),
    webhookInput.parse({ url: `http://127.0.0.1:${port}/`, events: [MOVED] }),
    SECRET,
  );
const addWell = () => add((receiver.address() as AddressInfo).port);
async function addHanging(how: Hanging): Promise<HangingServer> {
  const server = await startHanging(how);
  hanging.push(server);
  await add(server.port);
  return server;
}
async function happens(wake: () => void = () => undefined): Promise<string> {
  const event = { id: newId(), type: MOVED, payload: { partnershipId: 'p' } };
  await webhookHandler(test.db, wake)(event);
  return event.id;
}
const log = () => listDeliveries(test.db, need(admin, 'webhooks.manage'));

it('tells a receiver that answers while twenty others hang, message after message', async () => {
  for (let n = 0; n < 20; n += 1) await addHanging(n % 2 === 0 ? 'silent' : 'drip');
  await addWell();
  const { wake, source } = await deliver();
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    ids.push(await happens(wake));
    await expect.poll(() => told, soon).toEqual(ids);
  }
  // Nobody has more than two exchanges, however many messages wait.
  await expect.poll(() => hanging.every((one) => one.open() >= 1), soon).toBe(true);
  expect(Math.max(...hanging.map((one) => one.open()))).toBeLessThanOrEqual(2);
  expect(await source.state()).toMatchObject({ name: 'webhooks', failed: 0 });
});

it('takes the status for the answer, whatever drips or pours after it', async () => {
  await addHanging('drip-body');
  await addHanging('endless');
  const { wake } = await deliver();
  await happens(wake);
  await expect
    .poll(async () => (await log()).map(({ status }) => status), soon)
    .toEqual(['delivered', 'delivered']);
});

it('gives a receiver that hangs up to the deadline, then says so and tries later', async () => {
  await addHanging('silent');
  const { wake, source } = await deliver(200);
  await happens(wake);
  await expect
    .poll(log, soon)
    .toMatchObject([{ status: 'waiting', attempts: 1, lastError: 'timeout' }]);
  expect(await source.state()).toMatchObject({ waiting: 1, running: 0, lastError: 'timeout' });
});

it('never gives one message to two processes', async () => {
  await addWell();
  const both = [await deliver(), await deliver()];
  const ids: string[] = [];
  for (let n = 0; n < 20; n += 1) ids.push(await happens(() => both.map((one) => one.wake())));
  await expect
    .poll(async () => (await log()).every(({ status }) => status === 'delivered'), soon)
    .toBe(true);
  expect(told.toSorted()).toEqual(ids.toSorted());
});

it('stops in bounded time, and delivers after a start what the stop ended', async () => {
  await addHanging('silent');
  const first = await deliver();
  await happens(first.wake);
  await expect.poll(() => hanging[0]?.open(), soon).toBe(1);
  await first.stop(50);
  expect(await log()).toMatchObject([{ status: 'waiting', attempts: 0 }]);
  await deliver();
  await expect.poll(() => hanging[0]?.seen(), soon).toBe(2);
});

it('takes up again what a process that died had claimed', async () => {
  await addWell();
  const id = await happens();
  await sql`UPDATE webhook_delivery SET attempts = 1, claimed_until = now() + interval '1 minute'`.execute(
    test.db,
  );
  const other = await deliver();
  expect(await other.source.state()).toMatchObject({ waiting: 0, running: 1 });
  expect(told).toEqual([]);
  await sql`UPDATE webhook_delivery SET claimed_until = now() - interval '1 second'`.execute(
    test.db,
  );
  other.wake();
  await expect.poll(() => told, soon).toEqual([id]);
});

it('gives back at once what it had claimed when no other process can have it', async () => {
  await addWell();
  const id = await happens();
  await sql`UPDATE webhook_delivery SET claimed_until = now() + interval '1 hour'`.execute(test.db);
  await deliver(60_000, true);
  await expect.poll(() => told, soon).toEqual([id]);
});

it('counts what was given up for a week, and tries it again when asked', async () => {
  await addWell();
  await happens();
  const given = (days: number) =>
    sql`UPDATE webhook_delivery SET status = 'given-up', last_error = 'HTTP 500',
      given_up_at = now() - make_interval(days => ${days}::int)`.execute(test.db);
  await given(8);
  const { source } = await deliver();
  expect(await source.state()).toMatchObject({ waiting: 0, failed: 0, lastError: null });
  await given(1);
  expect(await source.state()).toMatchObject({ waiting: 0, failed: 1, lastError: 'HTTP 500' });
  await source.again();
  await expect.poll(() => told.length, soon).toBe(1);
});
