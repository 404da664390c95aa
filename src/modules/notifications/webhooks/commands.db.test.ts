import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { StoredEvent } from '../../../platform/jobs/outbox.ts';
import { signatureOf } from '../../../platform/webhooks/send.ts';
import { MOVED } from '../../partnerships/events.ts';
import { addWebhook, removeWebhook, retryDelivery, webhookHandler } from './commands.ts';
import { webhookInput } from './contract.ts';
import { deliverDue } from './delivery/commands.ts';
import { WAITS } from './domain.ts';
import { listDeliveries } from './queries.ts';

const SECRET = 'a secret of the test installation, long enough';
let test: TestDatabase;
let admin: Actor;
let server: Server;
let url: string;
let answer = 204;
let got: { headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  test = await testDatabase();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await test.close();
});
beforeEach(async () => {
  await test.reset();
  admin = await makeAccount(test.db, 'admin', 'national', '');
  answer = 204;
  got = [];
});

const options = () => ({ db: test.db, secret: SECRET, allowPrivate: true });
/** What the product does with an event: notes what is to be told, then delivers what is due. */
async function happens(what: StoredEvent, allowPrivate = true): Promise<void> {
  await webhookHandler(test.db, () => undefined)(what);
  await deliverDue({ ...options(), allowPrivate }, new Date());
}
const scope = () => need(admin, 'webhooks.manage');
const add = (events: readonly string[] = [MOVED]) =>
  addWebhook(ctxOf(test.db, admin), scope(), webhookInput.parse({ url, events }), SECRET);
const event = (type = MOVED) => ({
  id: newId(),
  type,
  payload: { partnershipId: 'p', from: 'idea', to: 'co-design' },
});
const log = () => listDeliveries(test.db, scope());

it('tells an address what it asked for, signed, and once', async () => {
  const { secret } = await add();
  const moved = event();
  await happens(moved);
  await happens(moved);
  await happens(event('partnerships.created'));
  await happens(event('accounts.invited'));
  expect(got).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: '' }] = got;
  expect(JSON.parse(body)).toEqual({ type: MOVED, data: moved.payload });
  const seconds = Number(headers['webhook-timestamp']);
  expect(headers['webhook-signature']).toBe(signatureOf(secret, { id: moved.id, body }, seconds));
  expect(await log()).toMatchObject([{ status: 'delivered', attempts: 1, lastStatus: 204 }]);
});

it('tries again with growing waits, says why, and gives up in sight', async () => {
  await add();
  answer = 503;
  await happens(event());
  expect(await log()).toMatchObject([{ status: 'waiting', attempts: 1, lastError: 'HTTP 503' }]);
  expect(await deliverDue(options(), new Date())).toBe(0);
  let now = Date.now();
  for (const wait of WAITS) {
    now += (wait + 1) * 60_000;
    expect(await deliverDue(options(), new Date(now))).toBe(1);
  }
  const [given] = await log();
  expect(given).toMatchObject({ status: 'given-up', attempts: WAITS.length + 1, nextAt: null });
  // Somebody mends the receiver and asks for another try.
  answer = 200;
  await retryDelivery(ctxOf(test.db, admin), scope(), given?.id ?? '');
  expect(await deliverDue(options(), new Date())).toBe(1);
  expect(await log()).toMatchObject([{ status: 'delivered', lastError: '' }]);
});

it('reaches nothing inside unless it is allowed, and forgets what is taken away', async () => {
  const { id } = await add();
  await happens(event(), false);
  expect(got).toEqual([]);
  expect(await log()).toMatchObject([{ status: 'waiting', lastError: 'private address' }]);
  await removeWebhook(ctxOf(test.db, admin), scope(), id);
  expect(await log()).toEqual([]);
});

it('keeps no secret in clear', async () => {
  const { secret } = await add();
  const rows = await test.db.selectFrom('webhook').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(secret.replace('whsec_', ''));
});
