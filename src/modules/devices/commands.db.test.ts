import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../tests/support/factories.ts';
import { type Actor, authorize, type Ctx } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { compareRollups } from '../activity/public.ts';
import { createFile } from '../follow-up/commands.ts';
import { newFileInput } from '../follow-up/contract.ts';
import { endFile } from '../follow-up/ending/commands.ts';
import { createWorkshop } from '../workshops/commands.ts';
import { sessionsInput, workshopInput } from '../workshops/contract.ts';
import { planSessions } from '../workshops/sessions/commands.ts';
import { moveDevice, noteSerial, receiveLot } from './commands.ts';
import { lotInput, type MoveInput } from './contract.ts';
import { TRANSFER_OVERDUE, TRANSFER_RECEIVED, TRANSFER_SENT } from './events.ts';
import { forgetSignatures, handOut, takeBack } from './hand-outs/commands.ts';
import { handOutInput, type ReturnInput } from './hand-outs/contract.ts';
import { getHandOut, listDueLoans, readSignature } from './hand-outs/queries.ts';
import { getDevice, listDeviceEvents, listDevices, listLots } from './queries.ts';
import { deviceFigures, listDeviceOffersNear, listStock } from './stock/queries.ts';
import { receiveDevices, remindTransfers, sendDevices } from './transfers/commands.ts';
import { getTransfer, listTransfers } from './transfers/queries.ts';

const SECRET = 's'.repeat(32);
let test: TestDatabase;
let lead: Actor;
let manager: Actor;
let partner: string;
let partnership: string;
let place: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Relais');
  partnership = await makePartnership(test.db, lead, partner, '23');
  place = await makePlace(test.db, '23096', '23');
  manager = await makeAccount(test.db, 'place-manager', 'place', place);
});

const ctx = (actor: Actor, now = NOW): Ctx => ({ ...ctxOf(test.db, actor), now });
const days = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000);
const SIGNATURE = [
  [
    [10, 10],
    [20, 40],
    [60, 30],
    [90, 80],
    [120, 60],
  ],
];

async function stock(quantity = 3, more: Record<string, unknown> = {}): Promise<string[]> {
  const input = lotInput.parse({
    kind: 'tablet',
    maker: 'Essai',
    model: 'T1',
    origin: 'refurbished',
    quantity: String(quantity),
    price: '29,90',
    partnershipId: partnership,
    placeId: place,
    receivedOn: '2026-06-10',
    ...more,
  });
  const id = newId();
  const done = await receiveLot(ctx(lead), need(lead, 'devices.write'), input, id);
  if (!done.ok) throw new Error(done.failure.code);
  return (await listDevices(test.db, need(lead, 'devices.read'), { lot: id })).map((one) => one.id);
}

const proofOf = (actor: Actor) => ({
  scope: need(actor, 'devices.hand-out'),
  record: need(actor, 'activity.record'),
  follow: authorize(actor, 'follow-up.write'),
  register: authorize(actor, 'workshops.register'),
  secret: SECRET,
});

const give = (deviceId: string, more: Record<string, unknown> = {}, actor = manager, now = NOW) =>
  handOut(
    ctx(actor, now),
    proofOf(actor),
    handOutInput.parse({
      id: newId(),
      deviceId,
      terms: 'given',
      agreement: 'signature',
      signature: JSON.stringify(SIGNATURE),
      read: true,
      ...more,
    }),
  );

const device = async (id: string) => {
  const found = await getDevice(test.db, need(lead, 'devices.read'), id);
  if (!found) throw new Error('no device');
  return found;
};

async function move(id: string, what: MoveInput['move'], actor = manager) {
  const { version } = await device(id);
  return moveDevice(ctx(actor), need(actor, 'devices.write'), id, {
    move: what,
    note: '',
    version,
  });
}

async function back(handOutId: string, deviceId: string, how: ReturnInput['how'], now = NOW) {
  const { version } = await device(deviceId);
  const scope = need(manager, 'devices.hand-out');
  return takeBack(ctx(manager, now), scope, handOutId, { how, note: '', version });
}

const activities = () => test.db.selectFrom('activity').selectAll().execute();

describe('a lot', () => {
  it('is received once, with as many numbered devices as it says', async () => {
    const ids = await stock(3);
    const rows = await listDevices(test.db, need(manager, 'devices.read'), { place });
    expect(rows.map((one) => one.id).sort()).toEqual([...ids].sort());
    expect(new Set(rows.map(({ number }) => number)).size).toBe(3);
    expect(rows[0]).toMatchObject({ kind: 'tablet', state: 'in-stock', priceCents: 2990 });
    const [lot] = await listLots(test.db, need(manager, 'devices.read'));
    const again = lotInput.parse({
      ...lot,
      quantity: 3,
      price: 0,
      partnershipId: partnership,
      placeId: place,
    });
    const twice = await receiveLot(ctx(lead), need(lead, 'devices.write'), again, lot?.id);
    expect(twice).toMatchObject({ value: { created: false } });
    expect(await listDevices(test.db, need(lead, 'devices.read'), {})).toHaveLength(3);
  });

  it('is not received of the future, elsewhere, nor under a partnership that does not run', async () => {
    await expect(stock(1, { receivedOn: '2026-06-16' })).rejects.toThrow('date-in-future');
    const far = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    const input = lotInput.parse({
      kind: 'sim',
      maker: 'X',
      model: 'Y',
      origin: 'given',
      quantity: 1,
      price: 0,
      partnershipId: partnership,
      placeId: place,
      receivedOn: '2026-06-10',
    });
    expect(await receiveLot(ctx(far), need(far, 'devices.write'), input)).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
    await test.db.updateTable('partnership').set({ stage: 'abandoned' }).execute();
    await expect(stock(1)).rejects.toThrow('partnership-unknown');
  });
});

describe('handing out', () => {
  it('asks for an agreement: drawn, or heard by a witness, and a day for a loan', () => {
    const fields = (more: Record<string, unknown>) => {
      const parsed = handOutInput.safeParse({
        id: newId(),
        deviceId: newId(),
        terms: 'given',
        agreement: 'spoken',
        read: true,
        ...more,
      });
      return parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
    };
    expect(fields({ witness: 'Un collègue' })).toEqual([]);
    expect(fields({})).toEqual(['witness: witness-needed']);
    expect(fields({ agreement: 'signature' })).toEqual(['signature: signature-needed']);
    expect(fields({ agreement: 'signature', signature: '' })).toEqual([
      'signature: signature-needed',
    ]);
    // A dot is no signature.
    expect(fields({ agreement: 'signature', signature: '[[[1,1]]]' })).not.toEqual([]);
    expect(fields({ agreement: 'signature', signature: 'x' })).not.toEqual([]);
    expect(fields({ terms: 'lent', witness: 'X' })).toEqual(['dueOn: required']);
    expect(fields({ witness: 'X', read: false })).toEqual(['read: accept-needed']);
  });

  it('counts once as equipment, however often it is sent', async () => {
    const [one = ''] = await stock();
    const id = newId();
    expect(await give(one, { id })).toMatchObject({ value: { id, seatCode: null } });
    expect(await give(one, { id })).toMatchObject({ value: { id } });
    expect(await activities()).toMatchObject([
      {
        id,
        kind: 'equipment',
        participations: 1,
        persons_declared: 1,
        place_id: place,
        partnership_id: partnership,
      },
    ]);
    expect(await compareRollups(test.db)).toBe(0);
    expect(await device(one)).toMatchObject({ state: 'handed-out' });
    expect(await getHandOut(test.db, need(manager, 'devices.hand-out'), id)).toMatchObject({
      priceCents: 2990,
      endedOn: null,
    });
  });

  it('never gives one device to two people, however many try at once', async () => {
    const [one = ''] = await stock(1);
    const tries = await Promise.all(Array.from({ length: 20 }, () => give(one)));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    for (const tried of tries)
      if (!tried.ok) expect(tried.failure).toEqual({ code: 'device-taken', field: 'deviceId' });
    expect(await activities()).toHaveLength(1);
    // Were the lock forgotten, the index would still refuse.
    const twice = sql`INSERT INTO device_hand_out (id, device_id, place_id, terms, price_cents, agreed_by, handed_on)
      SELECT ${newId()}::uuid, device_id, place_id, terms, price_cents, agreed_by, handed_on FROM device_hand_out`;
    await expect(twice.execute(test.db)).rejects.toThrow('device_hand_out_once');
  });

  it('keeps the signature sealed and apart, and forgets it in time', async () => {
    const [one = '', two = ''] = await stock();
    const [drawn, spoken] = [newId(), newId()];
    await give(one, { id: drawn });
    await give(two, { id: spoken, agreement: 'spoken', signature: '', witness: 'Témoin Inventé' });
    expect(await readSignature(test.db, SECRET, drawn)).toEqual({
      strokes: SIGNATURE,
      witness: null,
    });
    expect(await readSignature(test.db, SECRET, spoken)).toMatchObject({
      witness: 'Témoin Inventé',
    });
    for (const table of [
      'device_signature',
      'device_hand_out',
      'device_event',
      'activity',
      'domain_event',
    ]) {
      const { rows } = await sql`SELECT t::text FROM ${sql.table(table)} AS t`.execute(test.db);
      expect(JSON.stringify(rows)).not.toMatch(/Inventé|strokes/);
    }
    expect(await forgetSignatures(test.db, days(700))).toBe(0);
    expect(await back(drawn, one, 'return')).toMatchObject({ ok: true });
    expect(await forgetSignatures(test.db, days(80))).toBe(0);
    expect(await forgetSignatures(test.db, days(92))).toBe(1);
    expect(await forgetSignatures(test.db, days(722))).toBe(1);
  });

  it('takes a seat at a workshop in the same breath, or does nothing at all', async () => {
    const run = need(lead, 'workshops.write');
    const series = await createWorkshop(
      ctx(lead),
      run,
      workshopInput.parse({
        partnershipId: partnership,
        title: 'Premiers pas avec une tablette',
        themes: ['prendre_en_main_du_materiel'],
        level: 'debutant',
      }),
    );
    if (!series.ok) throw new Error(series.failure.code);
    const planned = await planSessions(
      ctx(lead),
      run,
      series.value.id,
      sessionsInput.parse({
        placeId: place,
        on: '2026-06-20',
        from: '10:00',
        to: '12:00',
        capacity: 1,
      }),
    );
    const sessionId = planned.ok ? planned.value.ids[0] : undefined;
    const [one = '', two = '', three = ''] = await stock();
    const first = await give(one, { sessionId });
    expect(first).toMatchObject({
      value: { waiting: false, seatCode: expect.stringMatching(/^.{4}-.{4}$/) },
    });
    expect(await give(two, { sessionId })).toMatchObject({ value: { waiting: true } });
    // The session is unknown: no device, no activity, no signature either.
    expect(await give(three, { sessionId: newId() })).toMatchObject({
      failure: { field: 'sessionId' },
    });
    expect(await device(three)).toMatchObject({ state: 'in-stock' });
    expect(await activities()).toHaveLength(2);
    // The partnership ended badly: the activity is refused, and the seat with it.
    await test.db.updateTable('partnership').set({ stage: 'abandoned' }).execute();
    expect(await give(three, { sessionId })).toMatchObject({
      failure: { code: 'partnership-unknown' },
    });
    expect(await test.db.selectFrom('workshop_registration').selectAll().execute()).toHaveLength(2);
    expect(await test.db.selectFrom('device_signature').selectAll().execute()).toHaveLength(2);
  });

  it('may name a file of one’s own organisation, whose end takes the signature along', async () => {
    const [one = '', two = ''] = await stock();
    const write = need(manager, 'follow-up.write');
    const file = newFileInput.parse({
      keeper: { kind: 'place', code: place },
      firstName: 'Zélie',
      communeCode: '23096',
      purpose: 'equipment',
      months: 12,
      givenOn: '2026-06-15',
      way: 'paper',
      agreed: true,
    });
    const made = await createFile(ctx(manager), write, SECRET, file);
    if (!made.ok) throw new Error(made.failure.code);
    const personId = made.value.id;
    const id = newId();
    expect(
      await give(one, { id, personId, terms: 'lent', dueOn: '2026-07-15' }, manager, days(3)),
    ).toMatchObject({ ok: true });
    const touched = await test.db
      .selectFrom('followed_person')
      .select('last_contact_on')
      .executeTakeFirstOrThrow();
    expect(touched.last_contact_on).toBe('2026-06-18');
    // Somebody of another organisation cannot name it, as if there were none.
    const member = await makeAccount(test.db, 'partner-member', 'organisation', partner);
    const foreign = await give(two, { personId }, member);
    expect(foreign).toEqual(await give(two, { personId: newId() }, member));
    expect(foreign).toMatchObject({ failure: { code: 'file-unknown' } });
    await endFile(ctx(manager), write, personId, 'erased');
    expect(await readSignature(test.db, SECRET, id)).toBeNull();
    expect(await getHandOut(test.db, need(manager, 'devices.hand-out'), id)).toMatchObject({
      personId: null,
    });
    expect(await device(one)).toMatchObject({ state: 'on-loan' });
  });

  it('keeps loans within a year, and what is elsewhere out of reach', async () => {
    const [one = ''] = await stock();
    expect(await give(one, { terms: 'lent', dueOn: '2026-06-15' })).toMatchObject({
      failure: { code: 'date-in-past' },
    });
    expect(await give(one, { terms: 'lent', dueOn: '2028-01-01' })).toMatchObject({
      failure: { code: 'loan-too-long' },
    });
    const far = await makeAccount(test.db, 'advisor', 'department', '19');
    expect(await give(one, {}, far)).toEqual(await give(newId(), {}, far));
    expect(await getDevice(test.db, need(far, 'devices.read'), one)).toBeNull();
    expect(await listStock(test.db, need(far, 'devices.read'))).toEqual([]);
  });
});

describe('coming back', () => {
  it('leads by repair to a second person, and is counted as reuse', async () => {
    const [one = ''] = await stock(1);
    const [first, second] = [newId(), newId()];
    await give(one, { id: first });
    expect(await move(one, 'restock')).toMatchObject({ failure: { code: 'move-not-allowed' } });
    expect(await back(first, one, 'return')).toMatchObject({ ok: true });
    expect(await back(first, one, 'return')).toMatchObject({
      failure: { code: 'move-not-allowed' },
    });
    expect(await move(one, 'repair')).toMatchObject({ ok: true });
    expect(await move(one, 'repaired')).toMatchObject({ ok: true });
    const before = await deviceFigures(test.db, need(lead, 'devices.read'));
    expect(before).toEqual({
      handedOut: 1,
      onLoan: 0,
      back: 1,
      repaired: 1,
      reused: 0,
      reuseRate: 0,
    });
    await give(
      one,
      { id: second, terms: 'lent', dueOn: '2026-07-01' },
      manager,
      new Date(NOW.getTime() + 1000),
    );
    expect(await deviceFigures(test.db, need(lead, 'devices.read'))).toMatchObject({
      handedOut: 2,
      onLoan: 1,
      reused: 1,
      reuseRate: 1,
    });
    const due = (by: string) => listDueLoans(test.db, need(manager, 'devices.read'), by);
    expect(await due('2026-06-30')).toEqual([]);
    expect(await due('2026-07-01')).toMatchObject([{ id: second, dueOn: '2026-07-01' }]);
    // The first hand-out is over: nobody ends the second one by it.
    expect(await back(first, one, 'lose')).toMatchObject({ failure: { code: 'move-not-allowed' } });
    expect(await device(one)).toMatchObject({ state: 'on-loan' });
    const told = await listDeviceEvents(test.db, one);
    expect(told.map((event) => event.move)).toEqual([
      'lend',
      'repaired',
      'repair',
      'return',
      'hand-out',
      'arrive',
    ]);
  });

  it('is refused to whoever saw an older state', async () => {
    const [one = ''] = await stock(1);
    const write = need(manager, 'devices.write');
    const stale = { move: 'fail', note: '', version: 1 } as const;
    expect(await moveDevice(ctx(manager), write, one, stale)).toMatchObject({ ok: true });
    expect(await moveDevice(ctx(manager), write, one, stale)).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
    expect(await noteSerial(ctx(manager), write, one, 'SN-1')).toMatchObject({ ok: true });
    expect(await device(one)).toMatchObject({ serial: 'SN-1', state: 'broken' });
  });
});

describe('transfers', () => {
  const told = async (type: string) =>
    (await test.db.selectFrom('domain_event').select('payload').where('type', '=', type).execute())
      .length;

  it('carry devices to another place, say what is missing, and are reminded of once', async () => {
    const [one = '', two = ''] = await stock(2);
    const there = await makePlace(test.db, '23008', '23');
    const other = await makeAccount(test.db, 'place-manager', 'place', there);
    const id = newId();
    const input = { id, fromPlaceId: place, toPlaceId: there, deviceIds: [one, two], note: '' };
    const write = need(manager, 'devices.write');
    const nowhere = { ...input, toPlaceId: place };
    expect(await sendDevices(ctx(manager), write, nowhere)).toMatchObject({
      failure: { code: 'same-place' },
    });
    const foreign = { ...input, deviceIds: [one, newId()] };
    expect(await sendDevices(ctx(manager), write, foreign)).toMatchObject({
      failure: { code: 'device-unknown' },
    });
    // All or none.
    expect(await device(one)).toMatchObject({ state: 'in-stock' });
    expect(await sendDevices(ctx(manager), write, input)).toMatchObject({
      value: { created: true },
    });
    expect(await sendDevices(ctx(manager), write, input)).toMatchObject({
      value: { created: false },
    });
    expect(await told(TRANSFER_SENT)).toBe(1);
    expect(await give(one)).toMatchObject({ failure: { code: 'device-taken' } });
    expect(await remindTransfers(test.db, days(7))).toBe(0);
    expect(await remindTransfers(test.db, days(8))).toBe(1);
    expect(await remindTransfers(test.db, days(9))).toBe(0);
    expect(await told(TRANSFER_OVERDUE)).toBe(1);
    // Who sent them does not say that they arrived.
    expect(await receiveDevices(ctx(manager), write, id, { received: [one] })).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
    const receive = () =>
      receiveDevices(ctx(other), need(other, 'devices.write'), id, { received: [one] });
    expect(await receive()).toEqual({ ok: true, value: { id, missing: 1 } });
    expect(await receive()).toMatchObject({ failure: { code: 'transfer-over' } });
    expect(await told(TRANSFER_RECEIVED)).toBe(1);
    expect(await device(one)).toMatchObject({ state: 'in-stock', place: { id: there } });
    expect(await device(two)).toMatchObject({ state: 'lost', place: { id: place } });
    expect(await getTransfer(test.db, need(other, 'devices.read'), id)).toMatchObject({
      devices: 2,
      missing: 1,
    });
    const far = await makeAccount(
      test.db,
      'place-manager',
      'place',
      await makePlace(test.db, '19272', '19'),
    );
    expect(await listTransfers(test.db, need(far, 'devices.read'))).toEqual([]);
    expect(await listDeviceOffersNear(test.db, { placeIds: [place, there] })).toEqual([
      { placeId: there, kind: 'tablet', available: 1, priceCents: 2990 },
    ]);
    expect(await listStock(test.db, need(lead, 'devices.read'), { place: there })).toMatchObject([
      { inStock: 1, low: true },
    ]);
  });
});
