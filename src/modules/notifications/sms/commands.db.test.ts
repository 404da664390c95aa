import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  type SmsGatewayServer,
  signReceipt,
  startSmsGateway,
} from '../../../../tests/support/sms-gateway.ts';
import { newId } from '../../../platform/db/ids.ts';
import { RefusedForGood } from '../../../platform/outgoing/refused.ts';
import { httpSms } from '../../../platform/sms/sms.ts';
import { takeReceipt, trackedSms } from './commands.ts';

const TOKEN = 'a-token-of-the-test-only';
let test: TestDatabase;
let gateway: SmsGatewayServer;
let event: string;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  await gateway?.close();
  gateway = await startSmsGateway(TOKEN);
  event = newId();
});
afterAll(() => gateway?.close());

const send = (token = TOKEN) =>
  trackedSms(
    {
      db: test.db,
      sms: httpSms({ url: gateway.url, token, from: 'Maillage', patienceMs: 150 }),
    },
    { id: event, to: '+33612345678', text: 'Bonjour' },
  );

const state = () =>
  test.db
    .selectFrom('sms_message')
    .select(['state', 'tries', 'last_error'])
    .where('id', '=', event)
    .executeTakeFirst();

it('hands a message over once, in the form that the gateway wants', async () => {
  await send();
  await send();
  expect(gateway.delivered()).toEqual([
    { id: event, to: '+33612345678', from: 'Maillage', text: 'Bonjour' },
  ]);
  expect(gateway.asked()).toBe(1);
  expect(await state()).toMatchObject({ state: 'taken' });
});

it.each(['late', 'never'] as const)(
  'delivers once although the gateway answers %s: the second try carries the same id',
  async (mood) => {
    gateway.next(mood);
    await expect(send()).rejects.toThrow();
    expect(await state()).toMatchObject({ state: 'waiting', tries: 1 });
    await send();
    expect(gateway.asked()).toBe(2);
    expect(gateway.delivered()).toHaveLength(1);
    expect(await state()).toMatchObject({ state: 'taken', tries: 2 });
  },
);

it('tries again while the gateway is busy, and says so meanwhile', async () => {
  gateway.next('busy', 'busy');
  await expect(send()).rejects.toThrow('503');
  await expect(send()).rejects.toThrow('503');
  expect(await state()).toMatchObject({
    state: 'waiting',
    last_error: expect.stringMatching(/503/),
  });
  await send();
  expect(gateway.delivered()).toHaveLength(1);
});

it('says what the gateway refuses for good, and tries it again only when somebody asks', async () => {
  gateway.next('refused');
  await expect(send()).rejects.toBeInstanceOf(RefusedForGood);
  expect(await state()).toMatchObject({ state: 'failed' });
  await send();
  await send();
  expect(gateway.asked()).toBe(2);
  expect(await state()).toMatchObject({ state: 'taken' });
});

it('keeps neither the number nor the text, not even in what went wrong', async () => {
  await expect(send('wrong')).rejects.toThrow('401');
  const rows = await test.db.selectFrom('sms_message').selectAll().execute();
  expect(JSON.stringify(rows)).not.toMatch(/612345678|Bonjour/);
});

it('takes what became of a message in any order, twice, signed only', async () => {
  await send();
  const said = (status: string, token = TOKEN) => {
    const body = JSON.stringify({ id: event, status });
    return takeReceipt(test.db, TOKEN, body, signReceipt(token, body));
  };
  expect(await said('delivered', 'wrong')).toMatchObject({
    failure: { code: 'signature-invalid' },
  });
  expect(await state()).toMatchObject({ state: 'taken' });
  expect(await said('failed')).toMatchObject({ ok: true });
  expect(await state()).toMatchObject({ state: 'failed' });
  await said('delivered');
  await said('delivered');
  await said('failed');
  expect(await state()).toMatchObject({ state: 'delivered' });
  const body = JSON.stringify({ id: newId(), status: 'delivered' });
  expect(await takeReceipt(test.db, TOKEN, body, signReceipt(TOKEN, body))).toMatchObject({
    failure: { code: 'not-found' },
  });
  expect(await takeReceipt(test.db, TOKEN, 'x', signReceipt(TOKEN, 'x'))).toMatchObject({
    failure: { code: 'receipt-invalid' },
  });
});
