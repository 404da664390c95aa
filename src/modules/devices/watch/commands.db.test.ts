import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor, Ctx } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Mail } from '../../../platform/mail/mail.ts';
import { mailHandler } from '../../notifications/commands.ts';
import { moveDevice, receiveLot, withdrawLot } from '../commands.ts';
import { lotInput } from '../contract.ts';
import { LOANS_OVERDUE, STOCK_LOW } from '../events.ts';
import { handOut } from '../hand-outs/commands.ts';
import { handOutInput } from '../hand-outs/contract.ts';
import { isUntouched, listDevices, listLots } from '../queries.ts';
import { listStock } from '../stock/queries.ts';
import { remindLoans, setThresholds, watchStock } from './commands.ts';
import { thresholdInput } from './contract.ts';

let test: TestDatabase;
let lead: Actor;
let manager: Actor;
let partnership: string;
let place: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Relais');
  partnership = await makePartnership(test.db, lead, partner, '23');
  place = await makePlace(test.db, '23096', '23');
  manager = await makeAccount(test.db, 'place-manager', 'place', place);
});

const ctx = (actor: Actor, now = NOW): Ctx => ({ ...ctxOf(test.db, actor), now });
const days = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000);

async function lot(quantity: number): Promise<{ id: string; devices: string[] }> {
  const input = lotInput.parse({
    kind: 'tablet',
    maker: 'Essai',
    model: 'T1',
    origin: 'given',
    quantity,
    price: 0,
    partnershipId: partnership,
    placeId: place,
    receivedOn: '2026-06-10',
  });
  const id = newId();
  const done = await receiveLot(ctx(lead), need(lead, 'devices.write'), input, id);
  if (!done.ok) throw new Error(done.failure.code);
  const devices = await listDevices(test.db, need(lead, 'devices.read'), { lot: id });
  return { id, devices: devices.map((one) => one.id) };
}

const lend = (deviceId: string, dueOn: string) =>
  handOut(
    ctx(manager),
    {
      scope: need(manager, 'devices.hand-out'),
      record: need(manager, 'activity.record'),
      follow: null,
      register: null,
      secret: 's'.repeat(32),
    },
    handOutInput.parse({
      id: newId(),
      deviceId,
      terms: 'lent',
      dueOn,
      agreement: 'spoken',
      witness: 'Un collègue',
      read: true,
    }),
  );

/** The mails that the events of a type make. */
async function mails(type: string): Promise<Mail[]> {
  const sent: Mail[] = [];
  const handle = mailHandler({
    db: test.db,
    publicUrl: 'https://maillage.example',
    secret: 's'.repeat(32),
    sms: async () => {},
    send: async (mail) => void sent.push(mail),
  });
  const events = await test.db
    .selectFrom('domain_event')
    .select('payload')
    .where('type', '=', type)
    .execute();
  for (const { payload } of events) await handle({ id: newId(), type, payload });
  await test.db.deleteFrom('domain_event').execute();
  return sent;
}

describe('a stock that runs low', () => {
  it('is told once to the place’s manager, and again only after it was filled', async () => {
    await lot(2);
    expect(await watchStock(test.db, NOW)).toBe(1);
    expect(await watchStock(test.db, days(1))).toBe(0);
    const [mail, another] = await mails(STOCK_LOW);
    expect(another).toBeUndefined();
    expect(mail?.to).toBe(`place-manager-${place}@example.org`);
    expect(mail?.text).toContain('Tablettes : 2');
    expect(mail?.text).toContain(`/equipements?lieu=${place}`);
    const { devices } = await lot(1);
    expect(await watchStock(test.db, days(2))).toBe(0);
    const gone = { move: 'fail' as const, note: '', version: 1 };
    await moveDevice(ctx(lead), need(lead, 'devices.write'), devices[0] ?? '', gone);
    expect(await watchStock(test.db, days(3))).toBe(1);
  });

  it('is few from what the manager of the place says on, nobody else’s', async () => {
    await lot(4);
    expect(await watchStock(test.db, NOW)).toBe(0);
    const far = await makeAccount(
      test.db,
      'place-manager',
      'place',
      await makePlace(test.db, '19272', '19'),
    );
    const set = (actor: Actor, tablet: number) =>
      setThresholds(
        ctx(actor),
        need(actor, 'devices.write'),
        place,
        thresholdInput.parse({ tablet: String(tablet) }),
      );
    expect(await set(far, 5)).toMatchObject({ failure: { code: 'out-of-scope' } });
    expect(await set(manager, 5)).toMatchObject({ ok: true });
    expect(thresholdInput.safeParse({ tablet: '-1' }).success).toBe(false);
    expect(await listStock(test.db, need(manager, 'devices.read'), { place })).toMatchObject([
      { inStock: 4, few: 5, low: true },
    ]);
    expect(await watchStock(test.db, NOW)).toBe(1);
    await set(manager, 1);
    // What was put right before the mail left is not told.
    expect(await mails(STOCK_LOW)).toEqual([]);
    expect(await watchStock(test.db, NOW)).toBe(0);
  });
});

it('tells a place of the loans that should be back, with numbers of devices only', async () => {
  const { devices } = await lot(2);
  expect(await lend(devices[0] ?? '', '2026-06-20')).toMatchObject({ ok: true });
  expect(await lend(devices[1] ?? '', '2026-07-20')).toMatchObject({ ok: true });
  expect(await remindLoans(test.db, days(5))).toBe(0);
  expect(await remindLoans(test.db, days(7))).toBe(1);
  const [mail] = await mails(LOANS_OVERDUE);
  expect(mail?.to).toBe(`place-manager-${place}@example.org`);
  expect(mail?.text).toMatch(/TAB-\d{6} : à rendre avant le 20 juin 2026/);
  expect(mail?.text.match(/TAB-/g)).toHaveLength(1);
});

describe('a lot recorded by mistake', () => {
  it('is taken back while nothing has moved, and not afterwards', async () => {
    const wrong = await lot(3);
    const write = need(manager, 'devices.write');
    expect(await isUntouched(test.db, write, wrong.id)).toBe(true);
    expect(await withdrawLot(ctx(manager), write, wrong.id)).toMatchObject({ ok: true });
    expect(await listLots(test.db, need(lead, 'devices.read'), 20)).toEqual([]);
    expect(await withdrawLot(ctx(manager), write, wrong.id)).toMatchObject({
      failure: { code: 'not-found' },
    });
    const used = await lot(2);
    await lend(used.devices[0] ?? '', '2026-06-20');
    expect(await isUntouched(test.db, write, used.id)).toBe(false);
    expect(await withdrawLot(ctx(manager), write, used.id)).toMatchObject({
      failure: { code: 'lot-used' },
    });
    const devices = await listDevices(test.db, need(lead, 'devices.read'), { lot: used.id });
    expect(devices).toHaveLength(2);
  });

  it('is not for somebody else to take back', async () => {
    const { id } = await lot(1);
    const far = await makeAccount(
      test.db,
      'place-manager',
      'place',
      await makePlace(test.db, '19272', '19'),
    );
    expect(await withdrawLot(ctx(far), need(far, 'devices.write'), id)).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
  });
});
