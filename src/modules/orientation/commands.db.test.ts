import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../tests/support/factories.ts';
import { type Actor, ANONYMOUS } from '../../platform/access/access.ts';
import { sealEnvelope } from '../../platform/access/envelope.ts';
import { envelopeKey } from '../../platform/access/open-envelope.ts';
import { unseal } from '../../platform/access/seal.ts';
import { newId } from '../../platform/db/ids.ts';
import { newCode, REFERRAL_CODE } from '../alliance/public.ts';
import { mergePartners, undoMerge } from '../partners/merging/commands.ts';
import { createWorkshop } from '../workshops/commands.ts';
import { SEAT_MOVED, SESSION_CHANGED } from '../workshops/events.ts';
import { markSeat, takeSeat } from '../workshops/public.ts';
import { cancelSession, moveSession, planSessions } from '../workshops/sessions/commands.ts';
import { giveOrientations } from './commands.ts';
import { takeEarlier, tellEarlier, wantEarlier } from './earlier/commands.ts';
import { earlierThan } from './earlier/queries.ts';
import { EARLIER_FREE, ORIENTATION_REFUSED, SLIP_ASKED } from './events.ts';
import {
  answerOrientation,
  followSeat,
  noteResult,
  withdrawOrientation,
} from './hosting/commands.ts';
import { listToTell, newsOf } from './news/queries.ts';
import { listReceived, orientationByCode } from './queries.ts';
import { slipByCode } from './slip/queries.ts';
import {
  compareOrientationRollup,
  forgetSlipContacts,
  orientationHandler,
  remindHosts,
} from './upkeep/commands.ts';

const SECRET = 's'.repeat(32);
const HOUR = 3_600_000;

let test: TestDatabase;
let lead: Actor;
let agent: Actor;
let host: Actor;
let counter: string;
let room: string;
let workshop: string;
let session: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());

beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  counter = await makePlace(test.db, '23096', '23');
  room = await makePlace(test.db, '23096', '23');
  agent = await makeAccount(test.db, 'counter-agent', 'place', counter);
  const partner = await makePartner(test.db, lead, '23096', 'Le Relais');
  host = await makeAccount(test.db, 'partner-admin', 'organisation', partner);
  const partnership = await makePartnership(test.db, lead, partner, '23', 'active');
  const made = await createWorkshop(ctxOf(test.db, lead), need(lead, 'workshops.write'), {
    partnershipId: partnership,
    title: 'Consulter ses comptes',
    description: '',
    themes: ['banque_et_achats_en_ligne'],
    level: 'debutant',
    access: [],
    open: true,
  });
  if (!made.ok) throw new Error(made.failure.code);
  workshop = made.value.id;
  [session = ''] = await plan('2026-06-25', 1);
});

async function plan(on: string, capacity: number, weeks = 1): Promise<string[]> {
  const done = await planSessions(ctxOf(test.db, lead), need(lead, 'workshops.write'), workshop, {
    placeId: room,
    roomId: null,
    on,
    from: '14:00',
    to: '16:00',
    capacity,
    weeks,
    ledByMe: false,
  });
  if (!done.ok) throw new Error(done.failure.code);
  return done.value.ids;
}

const device = NOW.getTime();

function item(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: newId(),
    code: newCode(REFERRAL_CODE),
    placeId: counter,
    givenAt: device - HOUR,
    difficulty: 'banking',
    wish: 'group',
    access: ['step-free'],
    offerKind: 'workshop',
    hostPlaceId: room,
    sessionId: session,
    presenceId: null,
    startsAt: null,
    channel: 'print',
    contact: null,
    ...more,
  };
}

const give = (items: readonly unknown[], by = agent, sentAt = device) =>
  giveOrientations(ctxOf(test.db, by), need(by, 'orientations.give'), { sentAt, items }, SECRET);

const events = async (type: string): Promise<number> => {
  const rows = await test.db
    .selectFrom('domain_event')
    .select('id')
    .where('type', '=', type)
    .execute();
  return rows.length;
};

/** Hands waiting events of workshops to the orientation's handler, as the queue does. */
async function relay(): Promise<void> {
  const rows = await test.db
    .selectFrom('domain_event')
    .select(['id', 'type', 'payload'])
    .where('type', 'in', [SEAT_MOVED, SESSION_CHANGED])
    .orderBy('id')
    .execute();
  for (const row of rows)
    await orientationHandler(test.db)({ ...row, payload: row.payload as Record<string, unknown> });
}

it('keeps an orientation with its seat, under the code on the slip, once', async () => {
  const one = item();
  const [first] = await give([one]);
  const [again] = await give([one]);
  expect(first).toEqual({
    id: one.id,
    outcome: 'kept',
    code: one.code,
    state: 'accepted',
    problem: null,
  });
  expect(again).toEqual(first);
  const seats = await test.db
    .selectFrom('workshop_registration')
    .select(['code', 'state', 'via'])
    .execute();
  expect(seats).toEqual([{ code: one.code, state: 'registered', via: 'staff' }]);
  const kept = await orientationByCode(test.db, String(one.code).toLowerCase());
  expect(kept).toMatchObject({
    title: 'Consulter ses comptes',
    givenAt: new Date(device - HOUR).toISOString(),
    expectedAt: '2026-06-25T12:00:00.000Z',
    host: { partnerName: 'Le Relais' },
    reached: false,
  });
  expect(await compareOrientationRollup(test.db)).toBe(0);
});

it('says when no seat was left, and keeps the orientation on the waiting list', async () => {
  const [a, b] = [item(), item()];
  await give([a]);
  const [second] = await give([b]);
  expect(second).toMatchObject({ outcome: 'kept', state: 'given', problem: 'no-seat-left' });
  expect((await slipByCode(test.db, String(b.code), NOW))?.waiting).toBe(true);
  // Given without a network, the paper promises a seat: the counter tells.
  expect(await listToTell(test.db, counter, NOW)).toMatchObject([{ code: b.code, waiting: true }]);
});

it('refuses one by one what cannot be taken, and holds up none of the others', async () => {
  const elsewhere = await makePlace(test.db, '19272', '19');
  const answers = await give([
    item({ difficulty: 'everything' }),
    item({ placeId: elsewhere }),
    item({ placeId: newId() }),
    item({ sessionId: newId() }),
    // A year that the database does not know must not hold up the others for ever.
    item({ offerKind: 'place', sessionId: null, startsAt: '0000-01-01T00:00:00Z' }),
    item({ contact: 'not a letter' }),
    'nonsense',
    item(),
  ]);
  expect(answers.map(({ outcome, problem }) => [outcome, problem])).toEqual([
    ['refused', 'choose-one'],
    ['refused', 'out-of-scope'],
    ['refused', 'place-unknown'],
    ['refused', 'offer-unknown'],
    ['refused', 'date-invalid'],
    ['kept', 'contact-invalid'],
    ['refused', 'invalid'],
    ['kept', 'no-seat-left'],
  ]);
  const rows = await test.db
    .selectFrom('orientation')
    .select(['channel', 'sealed_contact'])
    .execute();
  expect(rows).toMatchObject([{}, {}]);
  expect(rows).toContainEqual({ channel: 'none', sealed_contact: null });
});

it('gives another code when the one on the slip is taken', async () => {
  const one = item();
  await give([one]);
  const [other] = await give([item({ code: one.code, sessionId: session })]);
  expect(other).toMatchObject({ outcome: 'kept', problem: 'code-changed' });
  expect(other?.code).not.toBe(one.code);
});

it.each([
  ['an hour ahead', HOUR, HOUR],
  ['ten years behind', -10 * 365 * 24 * HOUR, HOUR],
  ['jumping while it waits', 0, -5 * HOUR],
])('dates by the server although the device’s clock is %s', async (_, ahead, waited) => {
  const one = item({ givenAt: device + ahead - waited });
  await give([one], agent, device + ahead);
  const row = await test.db
    .selectFrom('orientation')
    .select(['given_at', 'clock_offset_s'])
    .executeTakeFirstOrThrow();
  const believed = Math.max(waited, 0);
  expect(row.given_at.getTime()).toBe(device - believed);
  expect(row.clock_offset_s).toBe(Math.round(ahead / 1000));
});

it('seals how to reach somebody, tells once, adds it later, and forgets it', async () => {
  const contact = await sealEnvelope(
    envelopeKey(SECRET),
    JSON.stringify({ phone: '06 12 34 56 78', email: null }),
  );
  const one = item({ channel: 'none' });
  await give([one]);
  expect(await events(SLIP_ASKED)).toBe(0);
  await give([{ ...one, channel: 'sms', contact }]);
  await give([{ ...one, channel: 'sms', contact }]);
  expect(await events(SLIP_ASKED)).toBe(1);
  const row = await test.db
    .selectFrom('orientation')
    .select(['channel', 'sealed_contact'])
    .executeTakeFirstOrThrow();
  expect(row.channel).toBe('sms');
  expect(row.sealed_contact).not.toMatch(/612345678/);
  expect(unseal(SECRET, row.sealed_contact ?? '')).toContain('+33612345678');
  expect(await forgetSlipContacts(test.db, new Date('2026-07-01T12:00:00Z'))).toBe(0);
  expect(await forgetSlipContacts(test.db, new Date('2026-07-03T12:00:00Z'))).toBe(1);
});

const letter = (phone: string) =>
  sealEnvelope(envelopeKey(SECRET), JSON.stringify({ phone, email: null }));

it('sends after printing, in the language chosen last, and once more to a corrected number', async () => {
  const one = item();
  await give([one]);
  const seen = async () => {
    const { channel, locale, sealed_contact } = await test.db
      .selectFrom('orientation')
      .select(['channel', 'locale', 'sealed_contact'])
      .executeTakeFirstOrThrow();
    return [channel, locale, sealed_contact ? unseal(SECRET, sealed_contact) : ''];
  };
  const sms = { ...one, channel: 'sms', locale: 'en' };
  await give([{ ...sms, contact: await letter('06 12 34 56 78') }]);
  expect(await seen()).toEqual(['sms', 'en', expect.stringContaining('+33612345678')]);
  await give([{ ...sms, contact: await letter('06 12 34 56 79') }]);
  expect(await seen()).toEqual(['sms', 'en', expect.stringContaining('+33612345679')]);
  expect(await events(SLIP_ASKED)).toBe(2);
  // The reminder of the seat follows.
  const seat = await test.db
    .selectFrom('workshop_registration')
    .select(['locale', 'sealed_contact'])
    .executeTakeFirstOrThrow();
  expect(seat.locale).toBe('en');
  expect(unseal(SECRET, seat.sealed_contact ?? '')).toContain('+33612345679');
  // The paper printed once more takes nothing back.
  await give([{ ...one, channel: 'print', locale: 'en' }]);
  expect(await seen()).toEqual(['sms', 'en', expect.stringContaining('+33612345679')]);
});

it('lists at the counter whom the text message did not reach, until another one did', async () => {
  const one = item({ channel: 'sms', contact: await letter('0612345678') });
  await give([one]);
  expect(await listToTell(test.db, counter, NOW)).toEqual([]);
  const message = (state: 'failed' | 'taken', minute: number) =>
    test.db
      .insertInto('sms_message')
      .values({
        id: newId(),
        orientation_id: String(one.id),
        state,
        asked_at: new Date(NOW.getTime() + minute * 60_000),
      })
      .execute();
  await message('failed', 0);
  expect(await listToTell(test.db, counter, NOW)).toMatchObject([{ code: one.code, unsent: true }]);
  await message('taken', 1);
  expect(await listToTell(test.db, counter, NOW)).toEqual([]);
});

it('speaks the person’s language to the person, not the agent’s', async () => {
  await give([item({ locale: 'en', channel: 'sms', contact: await letter('0612345678') })]);
  const seat = await test.db
    .selectFrom('workshop_registration')
    .select('locale')
    .executeTakeFirstOrThrow();
  expect(seat.locale).toBe('en');
});

it('tells who left a number that the session was called off before the queue could leave', async () => {
  await cancelSession(ctxOf(test.db, lead), need(lead, 'workshops.write'), session, {
    reason: 'Panne',
    version: 1,
  });
  await give([item({ channel: 'sms', contact: await letter('0612345678') })]);
  expect([await events(SLIP_ASKED), await events(ORIENTATION_REFUSED)]).toEqual([0, 1]);
});

it('frees the seat that a host without the workshop’s sheet refuses', async () => {
  const one = item();
  await give([one]);
  const owner = await makeAccount(test.db, 'place-manager', 'place', room);
  const done = await answerOrientation(
    ctxOf(test.db, owner),
    need(owner, 'orientations.receive'),
    String(one.id),
    'refused',
    'full',
  );
  expect(done).toMatchObject({ value: { state: 'refused' } });
  const [seat] = await test.db.selectFrom('workshop_registration').select('state').execute();
  expect(seat?.state).toBe('cancelled');
});

it('does not give back what has begun', async () => {
  const one = item();
  await give([one]);
  const late = { ...ctxOf(test.db, ANONYMOUS), now: new Date('2026-06-25T12:30:00Z') };
  expect(await withdrawOrientation(late, String(one.code))).toMatchObject({
    failure: { code: 'session-over' },
  });
  expect(await orientationByCode(test.db, String(one.code))).toMatchObject({ state: 'accepted' });
});

it('meets no deadlock when counters, hosts, people and staff move the same seats', async () => {
  const turns = Array.from({ length: 12 });
  const write = need(lead, 'workshops.write');
  const receive = need(lead, 'orientations.receive');
  const [other = ''] = await plan('2026-06-18', 40);
  const [big = ''] = await plan('2026-06-24', 40);
  const work = turns.map(async (_, turn) => {
    const [a, b] = [item({ sessionId: big }), item({ sessionId: big, wantsEarlier: true })];
    await give([a, b]);
    const ids = [a, b].map(({ id }) => String(id));
    const seats = await test.db
      .selectFrom('workshop_registration')
      .select('id')
      .where('id', 'in', ids)
      .execute();
    const ctx = ctxOf(test.db, lead);
    await Promise.all([
      give([item({ sessionId: big }), a]),
      answerOrientation(ctx, receive, ids[0] ?? '', turn % 2 ? 'refused' : 'came', 'full'),
      withdrawOrientation(ctxOf(test.db, ANONYMOUS), String(a.code)),
      takeEarlier(ctxOf(test.db, ANONYMOUS), String(b.code), other),
      ...seats.map(({ id }) => markSeat(ctx, write, id, 'came')),
      ...seats.map(({ id }) => followSeat({ db: test.db, now: NOW }, id)),
    ]);
  });
  await Promise.all(work);
  await relay();
  expect(await compareOrientationRollup(test.db)).toBe(0);
}, 60_000);

it('is received by its host only, once, with a result', async () => {
  const one = item();
  await give([one]);
  const stranger = await makeAccount(
    test.db,
    'partner-admin',
    'organisation',
    await makePartner(test.db, lead, '23096'),
  );
  const id = String(one.id);
  const as = (who: Actor) => [ctxOf(test.db, who), need(who, 'orientations.receive')] as const;
  expect((await listReceived(test.db, as(stranger)[1], {})).items).toEqual([]);
  expect((await listReceived(test.db, as(host)[1], {})).items).toHaveLength(1);
  const mangled = Buffer.from('["x","y"]').toString('base64url');
  expect((await listReceived(test.db, as(host)[1], {}, mangled)).items).toHaveLength(1);
  expect(await answerOrientation(...as(stranger), id, 'came')).toMatchObject({
    failure: { code: 'not-found' },
  });
  expect(await noteResult(...as(host), id, 'alone')).toMatchObject({
    failure: { code: 'result-before-coming' },
  });
  expect(await answerOrientation(...as(host), id, 'absent')).toMatchObject({
    failure: { code: 'too-early' },
  });
  expect(await answerOrientation(...as(host), id, 'came')).toMatchObject({
    failure: { code: 'before-the-day' },
  });
  const onTheDay = { ...ctxOf(test.db, host), now: new Date('2026-06-25T06:00:00Z') };
  const may = need(host, 'orientations.receive');
  const came = await answerOrientation(onTheDay, may, id, 'came');
  const again = await answerOrientation(onTheDay, may, id, 'came');
  expect([came, again]).toMatchObject([{ value: { before: false } }, { value: { before: true } }]);
  expect(await noteResult(...as(host), id, 'alone')).toMatchObject({ ok: true });
  const seat = await test.db.selectFrom('workshop_registration').select('state').execute();
  expect(seat).toEqual([{ state: 'came' }]);
  expect(await newsOf(test.db, counter, NOW)).toMatchObject({ given: 1, came: 1, withResult: 1 });
  expect(await compareOrientationRollup(test.db)).toBe(0);
});

it('goes along to another place, which the counter is told of', async () => {
  const one = item();
  await give([one]);
  const other = await makePlace(test.db, '23096', '23');
  const moved = await moveSession(ctxOf(test.db, lead), need(lead, 'workshops.write'), session, {
    on: '2026-06-25',
    from: '14:00',
    to: '16:00',
    placeId: other,
    roomId: null,
    reason: 'Dégât des eaux',
    version: 1,
  });
  expect(moved.ok).toBe(true);
  await relay();
  const slip = await slipByCode(test.db, String(one.code), NOW);
  expect(slip).toMatchObject({ place: { id: other }, movedFrom: null });
  expect(slip?.movedFromPlace).toBeTruthy();
  const [told] = await listToTell(test.db, counter, NOW);
  // The hour is the same: it is the place that has to be said.
  expect(told).toMatchObject({ code: one.code, host: slip?.place.name });
  expect(told?.movedFrom).toBe(told?.expectedAt);
});

it('follows the seat that the workshop’s staff mark', async () => {
  const one = item();
  await give([one]);
  const seat = await test.db
    .selectFrom('workshop_registration')
    .select('id')
    .executeTakeFirstOrThrow();
  const mark = (to: 'came' | 'absent', at: string) =>
    markSeat(
      { ...ctxOf(test.db, host), now: new Date(at) },
      need(host, 'workshops.write'),
      seat.id,
      to,
    );
  expect(await mark('came', '2026-06-24T21:59:00Z')).toMatchObject({
    failure: { code: 'before-the-day' },
  });
  expect(await mark('absent', '2026-06-25T11:59:00Z')).toMatchObject({
    failure: { code: 'too-early' },
  });
  expect(await mark('absent', '2026-06-25T14:00:00Z')).toMatchObject({ ok: true });
  await relay();
  expect(await orientationByCode(test.db, String(one.code))).toMatchObject({ state: 'absent' });
});

it('tells the counter of slips that are no longer true, until it was said', async () => {
  const [a, b] = [item(), item({ code: newCode(REFERRAL_CODE) })];
  const [other = ''] = await plan('2026-06-26', 5);
  await give([a, { ...b, sessionId: other }]);
  const write = need(lead, 'workshops.write');
  await cancelSession(ctxOf(test.db, lead), write, session, { reason: 'Panne', version: 1 });
  await moveSession(ctxOf(test.db, lead), write, other, {
    on: '2026-06-27',
    from: '10:00',
    to: '12:00',
    placeId: null,
    roomId: null,
    reason: 'Salle prise',
    version: 1,
  });
  await relay();
  const list = await listToTell(test.db, counter, NOW);
  expect(list.map(({ code, refusal, movedFrom }) => [code, refusal, movedFrom])).toEqual([
    [a.code, 'cancelled', null],
    [b.code, null, '2026-06-26T12:00:00.000Z'],
  ]);
  expect(await slipByCode(test.db, String(a.code), NOW)).toMatchObject({
    calledOff: true,
    reason: 'Panne',
  });
  expect(await slipByCode(test.db, String(b.code), NOW)).toMatchObject({
    startsAt: '2026-06-27T08:00:00.000Z',
    movedFrom: '2026-06-26T12:00:00.000Z',
  });
  // Sent late, after the session was called off: kept, and said.
  const [late] = await give([item()]);
  expect(late).toMatchObject({ outcome: 'kept', state: 'refused', problem: 'session-cancelled' });
});

it('gives an earlier place with the same code, and the later one to who waits', async () => {
  const one = item();
  await give([one]);
  const waiting = await takeSeat(
    ctxOf(test.db, lead),
    need(lead, 'workshops.register'),
    session,
    { id: newId(), firstName: null, email: null, phone: null },
    SECRET,
  );
  expect(waiting).toMatchObject({ value: { state: 'waiting' } });
  const code = String(one.code);
  const ctx = ctxOf(test.db, ANONYMOUS);
  await wantEarlier(ctx, code, true);
  expect(await earlierThan(test.db, String(one.id), NOW)).toEqual([]);
  const [sooner = ''] = await plan('2026-06-18', 1);
  expect((await earlierThan(test.db, String(one.id), NOW)).map((e) => e.sessionId)).toEqual([
    sooner,
  ]);
  // Nobody can be told who left no way to be reached; the page of the slip shows it.
  expect(await tellEarlier(test.db, NOW)).toBe(0);
  await give([{ ...one, channel: 'sms', contact: await letter('0612345678') }]);
  expect(await tellEarlier(test.db, NOW)).toBe(1);
  // Told once, they are left alone for a while.
  expect(await tellEarlier(test.db, NOW)).toBe(0);
  expect(await events(EARLIER_FREE)).toBe(1);
  expect(await takeEarlier(ctx, code, sooner)).toMatchObject({ ok: true });
  expect(await slipByCode(test.db, code, NOW)).toMatchObject({
    startsAt: '2026-06-18T12:00:00.000Z',
    orientation: { state: 'accepted', wantsEarlier: false },
  });
  await relay();
  const seats = await test.db
    .selectFrom('workshop_registration')
    .select(['session_id', 'state'])
    .orderBy('session_id')
    .execute();
  expect(seats).toEqual(
    [
      { session_id: session, state: 'registered' },
      { session_id: sooner, state: 'registered' },
    ].sort((x, y) => (x.session_id < y.session_id ? -1 : 1)),
  );
  expect(await takeEarlier(ctx, code, sooner)).toMatchObject({ failure: { code: 'no-seat-left' } });
});

it('gives back an orientation with its seat to whoever has the code', async () => {
  const one = item();
  await give([one]);
  const ctx = ctxOf(test.db, ANONYMOUS);
  expect(await withdrawOrientation(ctx, String(one.code))).toMatchObject({
    value: { state: 'withdrawn' },
  });
  const [seat] = await test.db.selectFrom('workshop_registration').select('state').execute();
  expect(seat?.state).toBe('cancelled');
  expect(await withdrawOrientation(ctx, String(one.code))).toMatchObject({
    value: { before: true },
  });
});

it('reminds a host once of all that wait for an answer', async () => {
  const place = { offerKind: 'place', sessionId: null, givenAt: device - 5 * 24 * HOUR };
  await give([item(place), item(place)]);
  expect(await remindHosts(test.db, NOW)).toBe(1);
  expect(await remindHosts(test.db, NOW)).toBe(0);
});

it('is counted by the partner that was to receive it, whatever becomes of it and of the partner', async () => {
  const big = (await plan('2026-06-24', 40))[0] ?? '';
  const [accepted, came, gone] = [1, 2, 3].map(() => item({ sessionId: big }));
  const free = item({ offerKind: 'place', sessionId: null });
  /** The roll-up by partner and state, held against the records each time. */
  const sums = async (): Promise<Record<string, number>> => {
    expect(await compareOrientationRollup(test.db)).toBe(0);
    const rows = await test.db
      .selectFrom('orientation_rollup')
      .select(['host_partner_id as partner', 'state'])
      .select((eb) => eb.fn.sum<number>('orientations').as('n'))
      .where('orientations', '<>', 0)
      .groupBy(['host_partner_id', 'state'])
      .execute();
    return Object.fromEntries(
      rows.map(({ partner, state, n }) => [`${partner} ${state}`, Number(n)]),
    );
  };
  const none = '00000000-0000-0000-0000-000000000000';
  await give([accepted, came, gone, free]);
  const { partner_id: relais } = await test.db
    .selectFrom('workshop as w')
    .innerJoin('partnership as p', 'p.id', 'w.partnership_id')
    .select('p.partner_id')
    .where('w.id', '=', workshop)
    .executeTakeFirstOrThrow();
  expect(await sums()).toEqual({ [`${relais} accepted`]: 3, [`${none} given`]: 1 });

  const onTheDay = { ...ctxOf(test.db, lead), now: new Date('2026-06-25T06:00:00Z') };
  const receive = [onTheDay, need(lead, 'orientations.receive')] as const;
  expect(await answerOrientation(...receive, String(free?.id), 'accepted')).toMatchObject({
    ok: true,
  });
  expect(await answerOrientation(...receive, String(came?.id), 'came')).toMatchObject({ ok: true });
  expect(await noteResult(...receive, String(came?.id), 'alone')).toMatchObject({ ok: true });
  await withdrawOrientation(ctxOf(test.db, ANONYMOUS), String(gone?.code));
  const after = { accepted: 1, came: 1, withdrawn: 1 };
  const by = (partner: string) =>
    Object.fromEntries(Object.entries(after).map(([state, n]) => [`${partner} ${state}`, n]));
  expect(await sums()).toEqual({ ...by(relais), [`${none} accepted`]: 1 });

  const kept = await makePartner(test.db, lead, '23096', 'Le Relais de Guéret');
  const merged = await mergePartners(
    ctxOf(test.db, lead),
    need(lead, 'partners.merge'),
    kept,
    relais,
    { kept: 1, merged: 1 },
    new Set(),
  );
  if (!merged.ok) throw new Error(merged.failure.code);
  expect(await sums()).toEqual({ ...by(kept), [`${none} accepted`]: 1 });
  await undoMerge(ctxOf(test.db, lead), need(lead, 'partners.merge'), merged.value.id);
  expect(await sums()).toEqual({ ...by(relais), [`${none} accepted`]: 1 });
});
