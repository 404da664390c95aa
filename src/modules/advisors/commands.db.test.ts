import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../tests/support/factories.ts';
import type { Actor, Ctx } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { addAbsence, withdrawAbsence } from './absences/commands.ts';
import { absenceInput } from './absences/contract.ts';
import { listAbsences } from './absences/queries.ts';
import {
  bookSlot,
  cancelForHolder,
  cancelSlot,
  markAppointment,
  moveAppointment,
} from './appointments/commands.ts';
import { bookingInput } from './appointments/contract.ts';
import { getAppointmentByCode, listAppointments, listDisplaced } from './appointments/queries.ts';
import { leaveClosedPlaces, returnToOpenPlaces } from './closed-places/commands.ts';
import { createAdvisor, updateAdvisor } from './commands.ts';
import { advisorInput } from './contract.ts';
import { listCoverage } from './coverage/queries.ts';
import { departAdvisor } from './departure/commands.ts';
import { departureInput } from './departure/contract.ts';
import { countLegacy } from './departure/queries.ts';
import { APPOINTMENT_BOOKED, APPOINTMENT_CHANGED, APPOINTMENT_NEAR } from './events.ts';
import { listFreeSlots, listPresencesNear, otherTimes } from './offers/queries.ts';
import { listPresences } from './presences/queries.ts';
import { getAdvisor } from './queries.ts';
import { forgetAppointmentContacts, remindAppointments } from './reminders/commands.ts';
import { changeRound } from './round-change/commands.ts';
import { roundChange } from './round-change/contract.ts';
import { countAhead } from './round-change/queries.ts';
import {
  cancelPresence,
  extendRounds,
  planRound,
  replacePresence,
  stopRound,
} from './rounds/commands.ts';
import { roundInput } from './rounds/contract.ts';

const SECRET = 's'.repeat(32);
let test: TestDatabase;
let lead: Actor;
let place: string;
let other: string;
let partnership: string;
let advisor: string;

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
  other = await makePlace(test.db, '23008', '23');
  advisor = await sheet();
});

const ctx = (now = NOW): Ctx => ({ ...ctxOf(test.db, lead), now });
const write = (actor = lead) => need(actor, 'advisors.write');
const book = () => need(lead, 'appointments.book');
const days = (n: number) => new Date(NOW.getTime() + n * 86_400_000);

async function sheet(more: Record<string, unknown> = {}): Promise<string> {
  const input = advisorInput.parse({
    name: 'Conseiller de Guéret',
    kind: 'advisor',
    partnershipId: partnership,
    themes: ['email'],
    departmentCode: '23',
    activeFrom: '2026-01-01',
    ...more,
  });
  const made = await createAdvisor(ctx(), write(), input);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

/** Tuesdays 9–12 in slots of 30 minutes from 16 June on, unless said otherwise. */
async function round(more: Record<string, unknown> = {}, who = advisor): Promise<string> {
  const input = roundInput.parse({
    placeId: place,
    weekday: 'tuesday',
    everyWeeks: 1,
    from: '09:00',
    to: '12:00',
    validFrom: '2026-06-15',
    slotMinutes: 30,
    ...more,
  });
  const made = await planRound(ctx(), write(), who, input);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

const presences = async (filters = {}) =>
  (await listPresences(test.db, { planned: true, ...filters })).items;

async function give(
  presenceId: string,
  startsAt: string,
  email: string | null = null,
  id = newId(),
) {
  const input = bookingInput.parse({ id, presenceId, startsAt, firstName: '', email: email ?? '' });
  return bookSlot(ctx(), book(), input, { secret: SECRET });
}

const told = async (type: string): Promise<string[]> =>
  (
    await test.db.selectFrom('domain_event').select('payload').where('type', '=', type).execute()
  ).map(({ payload }) => (payload as { appointmentId: string }).appointmentId);

const FIRST = '2026-06-16T07:00:00.000Z';

describe('sheets', () => {
  it('are made by who covers the department, once for one id', async () => {
    const delegate = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    const input = advisorInput.parse({
      name: 'Ailleurs',
      kind: 'mediator',
      partnershipId: partnership,
      themes: ['email'],
      departmentCode: '23',
      activeFrom: '2026-01-01',
    });
    const refused = await createAdvisor({ ...ctx(), actor: delegate }, write(delegate), input);
    expect(refused).toMatchObject({ failure: { code: 'out-of-scope' } });
    const id = newId();
    expect(await createAdvisor(ctx(), write(), input, id)).toMatchObject({
      value: { created: true },
    });
    expect(await createAdvisor(ctx(), write(), input, id)).toMatchObject({
      value: { created: false },
    });
  });

  it('belong to one account at most, and an end of work goes through the departure', async () => {
    const mine = await sheet({ link: 'me' });
    await expect(sheet({ link: 'me' })).rejects.toThrow('account-has-sheet');
    const row = await getAdvisor(test.db, mine);
    const ending = advisorInput.parse({
      name: 'Moi',
      kind: 'advisor',
      partnershipId: partnership,
      themes: ['email'],
      departmentCode: '23',
      activeFrom: '2026-01-01',
      activeUntil: '2026-07-01',
    });
    expect(await updateAdvisor(ctx(), write(), mine, row?.version ?? 0, ending)).toMatchObject({
      failure: { code: 'use-departure' },
    });
  });
});

describe('rounds', () => {
  it('become dated presences some weeks ahead, and more as time passes', async () => {
    await round();
    const first = await presences();
    expect(first).toHaveLength(8);
    expect(first[0]).toMatchObject({ startsAt: FIRST, slots: 6, booked: 0 });
    expect(await extendRounds(test.db, NOW)).toBe(0);
    expect(await extendRounds(test.db, days(21))).toBe(3);
    expect(await extendRounds(test.db, days(21))).toBe(0);
  });

  it('keep their hours on the clock over the end of summer time', async () => {
    await round({ validFrom: '2026-10-20', validUntil: '2026-10-27' });
    await extendRounds(test.db, new Date('2026-10-01T08:00:00Z'));
    expect((await presences()).map(({ startsAt }) => startsAt)).toEqual([
      '2026-10-20T07:00:00.000Z',
      '2026-10-27T08:00:00.000Z',
    ]);
  });

  it('never put somebody at two places at once', async () => {
    await round();
    await expect(round({ placeId: other, from: '11:00', to: '13:00' })).rejects.toThrow(
      'advisor-elsewhere',
    );
    expect(await test.db.selectFrom('advisor_round').select('id').execute()).toHaveLength(1);
    await round({ placeId: other, from: '12:00', to: '13:00' });
    expect(await presences()).toHaveLength(16);
  });

  it('stop on a day; appointments after it are listed to act on, and the code says so', async () => {
    const id = await round();
    const all = await presences();
    const second = all[1];
    const given = await give(second?.id ?? '', second?.startsAt ?? '', 'ada@example.org');
    const done = await stopRound(ctx(), write(), id, {
      lastDay: '2026-06-17',
      reason: 'Le bureau ferme',
    });
    expect(done).toMatchObject({ value: { cancelled: 7, displaced: 1 } });
    const code = given.ok ? given.value.code : '';
    expect(await getAppointmentByCode(test.db, code)).toMatchObject({
      state: 'displaced',
      reason: 'Le bureau ferme',
    });
    expect(await told(APPOINTMENT_CHANGED)).toEqual([given.ok ? given.value.id : '']);
    expect(await extendRounds(test.db, days(30))).toBe(0);
  });
});

it('sees rounds that would meet only beyond the weeks that are written', async () => {
  const id = await round({ everyWeeks: 2, validFrom: '2026-06-16', validUntil: '2026-11-30' });
  const late = { placeId: other, everyWeeks: 2, from: '11:00', to: '13:00' };
  // Every other week from 16 June: 22 September is one of its days, 15 September is not.
  await expect(round({ ...late, validFrom: '2026-09-22' })).rejects.toThrow('advisor-elsewhere');
  await expect(round({ ...late, everyWeeks: 1, validFrom: '2026-09-15' })).rejects.toThrow(
    'advisor-elsewhere',
  );
  const between = await round({ ...late, validFrom: '2026-09-15' });
  await round({ ...late, everyWeeks: 1, validFrom: '2026-12-01', from: '13:00', to: '14:00' });
  // A change meets the others' rules too.
  const change = (roundId: string, more: Record<string, unknown>) => {
    const input = roundChange.parse({
      id: newId(),
      from: '09:00',
      to: '12:00',
      slotMinutes: 30,
      reason: 'Nouveaux horaires',
      ...more,
    });
    return changeRound(ctx(), write(), roundId, input);
  };
  const weekly = { firstDay: '2026-09-01', everyWeeks: '1' };
  expect(await change(id, weekly)).toMatchObject({ failure: { code: 'advisor-elsewhere' } });
  expect(await change(id, { firstDay: '2026-12-01' })).toMatchObject({
    failure: { code: 'ends-before-start', field: 'firstDay' },
  });
  // Stopped before it began, it stands in nobody's way.
  await stopRound(ctx(), write(), between, { lastDay: '2026-06-15', reason: 'Finalement non' });
  expect(await change(id, weekly)).toMatchObject({ ok: true });
});

it('writes nothing for a round that was stopped before it began', async () => {
  const id = await round({ validFrom: '2026-09-15' });
  const stop = { lastDay: '2026-06-14', reason: 'Finalement non' };
  expect(await stopRound(ctx(), write(), id, stop)).toMatchObject({ value: { cancelled: 0 } });
  expect(await extendRounds(test.db, days(60))).toBe(0);
  expect(await presences()).toEqual([]);
});

describe('slots', () => {
  it('of one presence are given once, to one of fifty who ask together', async () => {
    await round();
    const [one] = await presences();
    const asked = await Promise.all(Array.from({ length: 50 }, () => give(one?.id ?? '', FIRST)));
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
    const codes = asked.flatMap((answer) => (answer.ok ? [] : [answer.failure.code]));
    expect(new Set(codes)).toEqual(new Set(['slot-taken']));
    const rows = await test.db.selectFrom('advisor_appointment').select('id').execute();
    expect(rows).toHaveLength(1);
  });

  it('are offered while they are free, and again when given back', async () => {
    await round();
    const near = () =>
      listPresencesNear(test.db, { placeIds: [place, other], from: NOW, to: days(7) });
    expect(await near()).toMatchObject([
      {
        placeId: place,
        kind: 'advisor',
        themes: ['email'],
        freeSlots: 6,
        firstFree: new Date(FIRST),
      },
    ]);
    const [one] = await presences();
    const given = await give(one?.id ?? '', FIRST, 'ada@example.org');
    expect(await near()).toMatchObject([
      { freeSlots: 5, firstFree: new Date('2026-06-16T07:30:00Z') },
    ]);
    expect(await listFreeSlots(test.db, one?.id ?? '', NOW)).toHaveLength(5);
    expect(await told(APPOINTMENT_BOOKED)).toHaveLength(1);
    const code = given.ok ? given.value.code : '';
    expect(await cancelSlot(ctx(), code)).toMatchObject({ value: { state: 'cancelled' } });
    expect(await near()).toMatchObject([{ freeSlots: 6 }]);
    expect(await give(one?.id ?? '', FIRST)).toMatchObject({ ok: true });
  });

  it('are those of the presence, to come, and sent twice give one', async () => {
    await round();
    const [one] = await presences();
    const at = one?.id ?? '';
    expect(await give(at, '2026-06-16T07:10:00Z')).toMatchObject({
      failure: { code: 'slot-unknown' },
    });
    const id = newId();
    const first = await give(at, FIRST, null, id);
    expect(await give(at, FIRST, null, id)).toEqual(first);
    const late = bookingInput.parse({ id: newId(), presenceId: at, startsAt: FIRST });
    expect(await bookSlot(ctx(new Date(FIRST)), book(), late, { secret: SECRET })).toMatchObject({
      failure: { code: 'presence-over' },
    });
  });

  it('serve inside the transaction of somebody else, with a code that exists', async () => {
    await round();
    const [one] = await presences();
    const input = bookingInput.parse({ id: newId(), presenceId: one?.id ?? '', startsAt: FIRST });
    await test.db.transaction().execute(async (trx) => {
      const done = await bookSlot({ ...ctx(), db: trx }, 'public', input, {
        secret: SECRET,
        code: 'AAAA-BBBB',
        via: 'counter',
      });
      expect(done).toMatchObject({ value: { code: 'AAAA-BBBB' } });
    });
    expect(await getAppointmentByCode(test.db, 'aaaabbbb')).toMatchObject({ startsAt: FIRST });
  });

  it('are moved with their code, and never to one that is given', async () => {
    await round();
    const [one, two] = await presences();
    const given = await give(one?.id ?? '', FIRST);
    const code = given.ok ? given.value.code : '';
    await give(two?.id ?? '', two?.startsAt ?? '');
    const taken = { presenceId: two?.id ?? '', startsAt: two?.startsAt ?? '' };
    expect(await moveAppointment(ctx(), { code }, taken)).toMatchObject({
      failure: { code: 'slot-taken' },
    });
    const free = { presenceId: two?.id ?? '', startsAt: '2026-06-23T09:30:00.000Z' };
    expect(await moveAppointment(ctx(), { code }, free)).toMatchObject({ ok: true });
    expect(await getAppointmentByCode(test.db, code)).toMatchObject({
      startsAt: free.startsAt,
      movedFrom: FIRST,
    });
    expect(await listFreeSlots(test.db, one?.id ?? '', NOW)).toHaveLength(6);
  });

  it('are marked by who looks after the advisor', async () => {
    await round();
    const [one] = await presences();
    const given = await give(one?.id ?? '', FIRST);
    const id = given.ok ? given.value.id : '';
    const far = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    expect(await markAppointment(ctx(), write(far), id, 'came')).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
    // Nobody comes, or stays away, before the hour.
    for (const to of ['came', 'absent'] as const)
      expect(await markAppointment(ctx(), write(), id, to)).toMatchObject({
        failure: { code: 'too-early' },
      });
    const began = new Date(FIRST);
    expect(await markAppointment(ctx(began), write(), id, 'came')).toMatchObject({ ok: true });
    expect(await cancelSlot(ctx(days(2)), given.ok ? given.value.code : '')).toMatchObject({
      failure: { code: 'move-not-allowed' },
    });
  });

  it('are read, called off and moved only by who looks after the advisor, on their presence', async () => {
    await round();
    const [one, two] = await presences();
    const given = await give(one?.id ?? '', FIRST, 'ada@example.org');
    const { id, code } = given.ok ? given.value : { id: '', code: '' };
    const presenceId = one?.id ?? '';
    const free = { presenceId: two?.id ?? '', startsAt: two?.startsAt ?? '' };
    // A delegate elsewhere gives appointments anywhere, and reads nobody's.
    const far = write(await makeAccount(test.db, 'territory-delegate', 'department', '19'));
    expect(await listAppointments(test.db, far, presenceId, SECRET)).toEqual([]);
    const none = { failure: { code: 'not-found' } };
    expect(await cancelForHolder(ctx(), far, { code })).toMatchObject(none);
    expect(await moveAppointment(ctx(), { id, scope: far }, free)).toMatchObject(none);
    expect(await getAppointmentByCode(test.db, code)).toMatchObject({
      state: 'booked',
      startsAt: FIRST,
    });
    expect(await listAppointments(test.db, write(), presenceId, SECRET)).toMatchObject([{ code }]);
    // From the page of another presence or advisor it is not there either.
    for (const page of [{ presenceId: free.presenceId }, { advisorId: newId() }])
      expect(await cancelForHolder(ctx(), write(), { code, ...page })).toMatchObject(none);
    expect(await moveAppointment(ctx(), { id, scope: write() }, free)).toMatchObject({ ok: true });
    const done = await cancelForHolder(ctx(), write(), { code, presenceId: free.presenceId });
    expect(done).toMatchObject({ value: { state: 'cancelled' } });
    expect(await told(APPOINTMENT_CHANGED)).toEqual([id, id]);
  });

  it('are reminded of once within 48 hours, and forgotten a week later', async () => {
    await round();
    const [one] = await presences();
    const given = await give(one?.id ?? '', FIRST, 'ada@example.org');
    expect(await remindAppointments(test.db, days(-3))).toBe(0);
    expect(await remindAppointments(test.db, NOW)).toBe(1);
    expect(await remindAppointments(test.db, NOW)).toBe(0);
    expect(await told(APPOINTMENT_NEAR)).toEqual([given.ok ? given.value.id : '']);
    expect(await forgetAppointmentContacts(test.db, days(7))).toBe(0);
    expect(await forgetAppointmentContacts(test.db, days(9))).toBe(1);
  });
});

describe('absences', () => {
  const away = (more = {}) =>
    absenceInput.parse({
      firstDay: '2026-06-16',
      lastDay: '2026-06-23',
      reason: 'leave',
      ...more,
    });

  it('let presences fall; taken back they come back, with appointments that still wait', async () => {
    await round();
    const [one] = await presences();
    const given = await give(one?.id ?? '', FIRST);
    const code = given.ok ? given.value.code : '';
    const done = await addAbsence(ctx(), write(), advisor, away());
    expect(done).toMatchObject({ value: { handed: 0, cancelled: 2, displaced: 1 } });
    expect(await listDisplaced(test.db, write(), advisor, NOW, SECRET)).toMatchObject([{ code }]);
    const id = done.ok ? done.value.id : '';
    expect(await withdrawAbsence(ctx(), write(), id)).toMatchObject({ value: { restored: 2 } });
    expect(await getAppointmentByCode(test.db, code)).toMatchObject({ state: 'booked' });
    expect(await presences()).toHaveLength(8);
  });

  it('are noted once for the same days, and again when the first was taken back', async () => {
    const id = newId();
    const done = await addAbsence(ctx(), write(), advisor, away(), id);
    expect(await addAbsence(ctx(), write(), advisor, away(), id)).toMatchObject({ ok: true });
    const twice = () => addAbsence(ctx(), write(), advisor, away());
    expect(await twice()).toMatchObject({ failure: { code: 'absence-noted', field: 'firstDay' } });
    expect(await listAbsences(test.db, advisor, '2026-06-15')).toHaveLength(1);
    await withdrawAbsence(ctx(), write(), done.ok ? done.value.id : '');
    expect(await twice()).toMatchObject({ ok: true });
  });

  it('go to nobody but who is in post in the same department', async () => {
    await round();
    const [one] = await presences();
    const elsewhere = await sheet({ name: 'Ailleurs', departmentCode: '19' });
    const future = await sheet({ name: 'Plus tard', activeFrom: '2026-09-01' });
    const refused = { failure: { code: 'replacement-unknown', field: 'replacementId' } };
    for (const replacementId of [elsewhere, future, advisor]) {
      const absence = away({ replacementId });
      expect(await addAbsence(ctx(), write(), advisor, absence)).toMatchObject(refused);
      const given = await replacePresence(ctx(), write(), one?.id ?? '', {
        replacementId,
        version: 1,
      });
      expect(given).toMatchObject(refused);
    }
    expect(await presences({ advisor })).toHaveLength(8);
  });

  it('hand presences to a replacement who is free, appointments included', async () => {
    await round();
    const stand = await sheet({ name: 'Remplaçante' });
    await round({ placeId: other, weekday: 'tuesday', validUntil: '2026-06-16' }, stand);
    const all = await presences({ place });
    const given = await give(all[1]?.id ?? '', all[1]?.startsAt ?? '', 'ada@example.org');
    const done = await addAbsence(ctx(), write(), advisor, away({ replacementId: stand }));
    // On the 16th the replacement is elsewhere: that one falls away.
    expect(done).toMatchObject({ value: { handed: 1, cancelled: 1, displaced: 0 } });
    const code = given.ok ? given.value.code : '';
    expect(await getAppointmentByCode(test.db, code)).toMatchObject({
      state: 'booked',
      advisor: { name: 'Remplaçante' },
      replaced: true,
    });
    expect(await told(APPOINTMENT_CHANGED)).toHaveLength(1);
  });

  it('also hold for presences that are written later', async () => {
    await addAbsence(ctx(), write(), advisor, away());
    await round();
    expect(await presences()).toHaveLength(6);
  });
});

describe('a departure', () => {
  const leave = (more = {}) =>
    departureInput.parse({
      lastDay: '2026-06-17',
      reason: 'Fin de contrat',
      version: 1,
      ...more,
    });

  it('is counted before, then hands rounds and appointments to who takes over', async () => {
    await round({ everyWeeks: 2, validFrom: '2026-06-16' });
    const stand = await sheet({ name: 'Suite' });
    const all = await presences();
    const given = await give(all[1]?.id ?? '', all[1]?.startsAt ?? '', 'ada@example.org');
    expect(await countLegacy(test.db, write(), advisor, '2026-06-17', NOW)).toEqual({
      rounds: 1,
      presences: 3,
      appointments: 1,
    });
    const done = await departAdvisor(ctx(), write(), advisor, leave({ replacementId: stand }));
    expect(done).toMatchObject({ value: { rounds: 1, handed: 3, cancelled: 0, displaced: 0 } });
    // The cadence goes on: 16 and 30 June, 14 July, … later ones under the new name.
    await extendRounds(test.db, days(28));
    const later = await presences({ advisor: stand });
    expect(later.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
      '2026-06-30',
      '2026-07-14',
      '2026-07-28',
      '2026-08-11',
      '2026-08-25',
    ]);
    expect(await getAppointmentByCode(test.db, given.ok ? given.value.code : '')).toMatchObject({
      advisor: { id: stand },
    });
  });

  it('without anybody lets the rest fall and lists who has to be told', async () => {
    await round();
    const all = await presences();
    await give(all[2]?.id ?? '', all[2]?.startsAt ?? '');
    const done = await departAdvisor(ctx(), write(), advisor, leave());
    expect(done).toMatchObject({ value: { rounds: 0, handed: 0, cancelled: 7, displaced: 1 } });
    expect(await listDisplaced(test.db, write(), advisor, NOW, SECRET)).toHaveLength(1);
    expect(await extendRounds(test.db, days(30))).toBe(0);
  });
});

it('shows which departments nobody covers', async () => {
  await round();
  const covered = await listCoverage(test.db, '2026-06-15');
  expect(covered.find(({ code }) => code === '23')).toEqual({
    code: '23',
    name: 'Creuse',
    advisors: 1,
    presences: 3,
    places: 1,
  });
  expect(covered.find(({ code }) => code === '19')).toMatchObject({ advisors: 0, presences: 0 });
});

it('cancels one presence that the writer saw as it is', async () => {
  await round();
  const [one] = await presences();
  const why = { reason: 'Réunion', version: 2 };
  expect(await cancelPresence(ctx(), write(), one?.id ?? '', why)).toMatchObject({
    failure: { code: 'changed-meanwhile' },
  });
  expect(await cancelPresence(ctx(), write(), one?.id ?? '', { ...why, version: 1 })).toMatchObject(
    { ok: true },
  );
  expect(await presences()).toHaveLength(7);
});

it('shows mediators’ tours in offices of priority neighbourhoods', async () => {
  const geometry = JSON.stringify({ type: 'Polygon', coordinates: [] });
  const box = { geometry, west: 0, east: 1, south: 0, north: 1, vintage: '2024' };
  await test.db
    .insertInto('qpv')
    .values({ ...box, code: 'QN02301M', name: 'Un quartier', department_code: '23' })
    .execute();
  await test.db
    .updateTable('place')
    .set({ qpv_code: 'QN02301M' })
    .where('id', '=', other)
    .execute();
  const mediator = await sheet({ name: 'Médiatrice', kind: 'mediator' });
  await round();
  await round({ placeId: other, weekday: 'friday', validUntil: '2026-06-26' }, mediator);
  const tours = await presences({ qpv: true, kind: 'mediator' });
  expect(tours.map(({ place: at, startsAt }) => [at.qpvCode, startsAt.slice(0, 10)])).toEqual([
    ['QN02301M', '2026-06-19'],
    ['QN02301M', '2026-06-26'],
  ]);
  expect(await presences({ qpv: true, kind: 'advisor' })).toEqual([]);
});

it('lets the person employed look after their own rounds, and nobody else’s elsewhere', async () => {
  const own = await makeAccount(test.db, 'advisor', 'department', '19');
  const input = roundInput.parse({
    placeId: place,
    weekday: 'monday',
    everyWeeks: 1,
    from: '09:00',
    to: '10:00',
    validFrom: '2026-06-15',
    byAppointment: false,
  });
  const plan = () => planRound({ ...ctx(), actor: own }, write(own), advisor, input);
  expect(await plan()).toMatchObject({ failure: { code: 'out-of-scope' } });
  await test.db
    .updateTable('advisor')
    .set({ account_id: own.accountId })
    .where('id', '=', advisor)
    .execute();
  expect(await plan()).toMatchObject({ ok: true });
});

describe('other hours for a round', () => {
  const change = (roundId: string, more: Record<string, unknown> = {}, id = newId()) =>
    changeRound(
      ctx(),
      write(),
      roundId,
      roundChange.parse({
        id,
        firstDay: '2026-06-16',
        from: '10:00',
        to: '13:00',
        slotMinutes: 30,
        reason: 'Nouveaux horaires',
        ...more,
      }),
    );

  it('keep the appointments that still fit and tell those that do not', async () => {
    const id = await round();
    const [first, second] = await presences();
    const lost = await give(first?.id ?? '', FIRST, 'ada@example.org');
    const kept = await give(first?.id ?? '', '2026-06-16T08:30:00.000Z', 'bea@example.org');
    const later = await give(second?.id ?? '', '2026-06-23T08:00:00.000Z', 'eve@example.org');
    const newOne = newId();
    const done = await change(id, {}, newOne);
    expect(done).toMatchObject({ ok: true, value: { kept: 2, displaced: 1 } });
    // Sent twice, it changes once.
    expect(await change(id, {}, newOne)).toMatchObject({ value: { kept: 0, displaced: 0 } });
    const state = async (one: typeof lost) =>
      getAppointmentByCode(test.db, one.ok ? one.value.code : '');
    expect(await state(lost)).toMatchObject({ state: 'displaced', reason: 'Nouveaux horaires' });
    expect(await state(kept)).toMatchObject({ state: 'booked', reason: '' });
    expect(await state(later)).toMatchObject({ state: 'booked' });
    expect(await told(APPOINTMENT_CHANGED)).toEqual([lost.ok ? lost.value.id : '']);
    const now = await presences();
    expect(now[0]).toMatchObject({
      startsAt: '2026-06-16T08:00:00.000Z',
      endsAt: '2026-06-16T11:00:00.000Z',
      booked: 1,
    });
    expect(new Set(now.map((row) => row.startsAt.slice(0, 10))).size).toBe(now.length);
    await extendRounds(test.db, days(7));
    const ahead = await presences();
    expect(new Set(ahead.map((row) => row.startsAt.slice(0, 10))).size).toBe(ahead.length);
  });

  it('keep the cadence, leave what was before, and follow another length of slots', async () => {
    const id = await round({ everyWeeks: 2 });
    const before = await presences();
    const [, second] = before;
    const given = await give(second?.id ?? '', '2026-06-30T08:00:00.000Z');
    const done = await change(id, { firstDay: '2026-06-22', from: '09:00', slotMinutes: 60 });
    expect(done).toMatchObject({ ok: true, value: { kept: 1, displaced: 0 } });
    const after = await presences();
    expect(after.map((row) => row.startsAt.slice(0, 10))).toEqual(
      before.map((row) => row.startsAt.slice(0, 10)),
    );
    expect(after[0]).toMatchObject({ slotMinutes: 30 });
    const found = await getAppointmentByCode(test.db, given.ok ? given.value.code : '');
    expect(found).toMatchObject({ state: 'booked', endsAt: '2026-06-30T09:00:00.000Z' });
  });

  it('and another place move dates, never an appointment: it is displaced and told', async () => {
    const id = await round();
    const [first] = await presences();
    const given = await give(first?.id ?? '', FIRST, 'ada@example.org');
    const code = given.ok ? given.value.code : '';
    expect(await countAhead(test.db, write(), id, NOW)).toEqual({ presences: 8, appointments: 1 });
    const more = { placeId: other, from: '09:00', to: '12:00' };
    // The writer believes that nobody is concerned: told who is, nothing is changed.
    expect(await change(id, { ...more, displaces: 0 })).toEqual({
      ok: false,
      failure: { code: 'appointments-concerned', field: 'form', kept: 0, displaced: 1 },
    });
    expect(await presences({ place: other })).toEqual([]);
    expect(await getAppointmentByCode(test.db, code)).toMatchObject({ state: 'booked' });
    expect(await change(id, { ...more, displaces: 1 })).toMatchObject({
      value: { presences: 8, kept: 0, displaced: 1 },
    });
    expect(await presences({ place })).toEqual([]);
    expect((await presences({ place: other }))[0]?.startsAt).toBe(FIRST);
    // The same hour elsewhere is not the same appointment.
    const now = await getAppointmentByCode(test.db, code);
    expect(now).toMatchObject({
      state: 'displaced',
      reason: 'Nouveaux horaires',
      place: { id: place },
    });
    expect(await told(APPOINTMENT_CHANGED)).toEqual([given.ok ? given.value.id : '']);
    // The code's page offers the new place by name.
    const [time] = await otherTimes(test.db, { placeId: place, advisorId: advisor }, NOW, days(30));
    expect(time?.elsewhere).toContain('Aubusson');
  });

  it('or another day and rhythm follow from the day on, and leave what was before', async () => {
    const id = await round();
    const [first, second] = await presences();
    const before = await give(first?.id ?? '', FIRST);
    const lost = await give(second?.id ?? '', '2026-06-23T07:00:00.000Z');
    const done = await change(id, {
      firstDay: '2026-06-17',
      weekday: 'friday',
      everyWeeks: '2',
      from: '09:00',
      to: '12:00',
    });
    expect(done).toMatchObject({ ok: true, value: { kept: 0, displaced: 1 } });
    const days = (await presences()).map((row) => row.startsAt.slice(0, 10));
    expect(days.slice(0, 3)).toEqual(['2026-06-16', '2026-06-19', '2026-07-03']);
    const state = async (one: typeof lost) =>
      (await getAppointmentByCode(test.db, one.ok ? one.value.code : ''))?.state;
    expect([await state(before), await state(lost)]).toEqual(['booked', 'displaced']);
    const closed = await change(await round({ weekday: 'monday' }), { placeId: newId() });
    expect(closed).toMatchObject({ failure: { code: 'place-unknown', field: 'placeId' } });
  });

  it('begin with the next presence while the one of today is running, or over', async () => {
    for (const at of ['2026-06-16T08:00:00Z', '2026-06-16T10:30:00Z']) {
      const id = await round();
      const [first] = await presences();
      const input = roundChange.parse({
        id: newId(),
        firstDay: '2026-06-16',
        from: '10:00',
        to: '13:00',
        slotMinutes: 30,
        reason: 'Nouveaux horaires',
      });
      expect(await changeRound(ctx(new Date(at)), write(), id, input)).toMatchObject({ ok: true });
      const [today, next] = await presences();
      expect(today).toEqual(first);
      expect(next).toMatchObject({ startsAt: '2026-06-23T08:00:00.000Z' });
      await test.db.deleteFrom('advisor_presence').execute();
      await test.db.deleteFrom('advisor_round').execute();
    }
  });

  it('are refused whole where the advisor is elsewhere then, in the past, or for others', async () => {
    const id = await round();
    await round({ placeId: other, from: '12:30', to: '14:00' });
    expect(await change(id)).toMatchObject({ failure: { code: 'advisor-elsewhere' } });
    expect((await presences({ place })).every((row) => row.startsAt.includes('T07:00'))).toBe(true);
    expect(await change(id, { firstDay: '2026-06-14' })).toMatchObject({
      failure: { code: 'date-in-past' },
    });
    const far = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    const input = roundChange.parse({
      id: newId(),
      firstDay: '2026-06-16',
      from: '09:00',
      to: '10:00',
      slotMinutes: 30,
      reason: 'Essai',
    });
    expect(await changeRound({ ...ctx(), actor: far }, write(far), id, input)).toMatchObject({
      failure: { code: 'out-of-scope' },
    });
  });
});

it('leaves places that were closed, once, and tells who had an appointment there', async () => {
  await round();
  await round({ placeId: other, weekday: 'thursday' });
  const [first] = await presences({ place });
  const given = await give(first?.id ?? '', FIRST, 'ada@example.org');
  expect(await leaveClosedPlaces(test.db, NOW)).toEqual({ cancelled: 0, displaced: 0 });
  await test.db.updateTable('place').set({ status: 'closed' }).where('id', '=', place).execute();
  expect(await leaveClosedPlaces(test.db, NOW)).toMatchObject({ displaced: 1 });
  expect(await leaveClosedPlaces(test.db, NOW)).toEqual({ cancelled: 0, displaced: 0 });
  expect(await presences({ place })).toEqual([]);
  expect((await presences({ place: other })).length).toBeGreaterThan(0);
  expect(await told(APPOINTMENT_CHANGED)).toEqual([given.ok ? given.value.id : '']);
});

it('gives a place that opens again its dates back, and the people their hours', async () => {
  await round();
  const [first, second, third] = await presences();
  const early = await give(first?.id ?? '', FIRST);
  const given = await give(second?.id ?? '', '2026-06-23T07:00:00.000Z', 'ada@example.org');
  const away = await give(third?.id ?? '', '2026-06-30T07:00:00.000Z');
  const close = (status: 'open' | 'closed') =>
    test.db.updateTable('place').set({ status }).where('id', '=', place).execute();
  const code = (one: typeof given) => (one.ok ? one.value.code : '');
  await close('closed');
  expect(await leaveClosedPlaces(test.db, NOW)).toEqual({ cancelled: 8, displaced: 3 });
  // No words are kept: they are said in the reader's language.
  expect(await getAppointmentByCode(test.db, code(given))).toMatchObject({
    state: 'displaced',
    reason: '',
    changeCode: 'place-closed',
  });
  expect(await returnToOpenPlaces(test.db, NOW)).toBe(0);
  await extendRounds(test.db, days(7));
  const absence = absenceInput.parse({
    firstDay: '2026-06-30',
    lastDay: '2026-06-30',
    reason: 'leave',
  });
  await addAbsence(ctx(), write(), advisor, absence);
  await close('open');
  // A week later: the first date is over, the third is the absence's.
  expect(await returnToOpenPlaces(test.db, days(3))).toBe(6);
  expect(await returnToOpenPlaces(test.db, days(3))).toBe(0);
  expect(await getAppointmentByCode(test.db, code(given))).toMatchObject({
    state: 'booked',
    changeCode: null,
  });
  expect(await getAppointmentByCode(test.db, code(early))).toMatchObject({ state: 'displaced' });
  expect(await getAppointmentByCode(test.db, code(away))).toMatchObject({ state: 'displaced' });
  // Told twice: that it falls away, and that it takes place after all.
  const id = given.ok ? given.value.id : '';
  expect(await told(APPOINTMENT_CHANGED)).toEqual([id, id]);
  const ahead = (await presences({ place })).map((row) => row.startsAt.slice(0, 10));
  expect(ahead).not.toContain('2026-06-30');
  // What lay beyond while it was closed comes with the nightly work.
  expect(await extendRounds(test.db, days(7))).toBe(1);

  // An absence taken back while the place is closed: its day waits for the place, then comes back.
  const [off] = await listAbsences(test.db, advisor, '2026-06-15');
  await close('closed');
  await leaveClosedPlaces(test.db, days(3));
  expect(await withdrawAbsence(ctx(days(3)), write(), off?.id ?? '')).toMatchObject({
    value: { restored: 0 },
  });
  expect(await returnToOpenPlaces(test.db, days(3))).toBe(0);
  await close('open');
  await returnToOpenPlaces(test.db, days(3));
  expect(
    (await presences({ place, after: days(3) })).map((row) => row.startsAt.slice(0, 10)),
  ).toContain('2026-06-30');
  expect(await getAppointmentByCode(test.db, code(away))).toMatchObject({ state: 'booked' });
});

it('brings the days of an absence back with the place, whichever ended last', async () => {
  await round();
  const input = absenceInput.parse({
    firstDay: '2026-06-23',
    lastDay: '2026-06-23',
    reason: 'training',
  });
  const noted = await addAbsence(ctx(), write(), advisor, input);
  const close = (status: 'open' | 'closed') =>
    test.db.updateTable('place').set({ status }).where('id', '=', place).execute();
  await close('closed');
  await leaveClosedPlaces(test.db, NOW);
  const id = noted.ok ? noted.value.id : '';
  expect(await withdrawAbsence(ctx(), write(), id)).toMatchObject({ value: { restored: 0 } });
  await close('open');
  expect(await returnToOpenPlaces(test.db, NOW)).toBe(8);
});
