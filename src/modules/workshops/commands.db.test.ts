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
import { compareRollups } from '../activity/public.ts';
import { createWorkshop } from './commands.ts';
import { sessionsInput, workshopInput } from './contract.ts';
import { SEAT_FREED, SESSION_CHANGED, SESSION_NEAR } from './events.ts';
import { getSession, listSessions } from './queries.ts';
import {
  forgetContacts,
  giveSeatBack,
  markSeat,
  remindSeats,
  takeSeat,
} from './registrations/commands.ts';
import { registrationInput } from './registrations/contract.ts';
import { listSeats, seatByCode } from './registrations/queries.ts';
import { closeSession } from './report/commands.ts';
import { reportInput } from './report/contract.ts';
import { cancelSession, moveSession, planSessions } from './sessions/commands.ts';

const SECRET = 's'.repeat(32);
let test: TestDatabase;
let lead: Actor;
let place: string;
let partnership: string;
let series: string;

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
  const input = workshopInput.parse({
    partnershipId: partnership,
    title: 'Premiers pas',
    themes: ['email'],
    level: 'debutant',
  });
  const made = await createWorkshop(ctx(), need(lead, 'workshops.write'), input);
  if (!made.ok) throw new Error(made.failure.code);
  series = made.value.id;
});

const ctx = (now = NOW): Ctx => ({ ...ctxOf(test.db, lead), now });
const run = (actor = lead) => need(actor, 'workshops.write');
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);

async function plan(more: Record<string, unknown> = {}, actor = lead): Promise<string[]> {
  const input = sessionsInput.parse({
    placeId: place,
    on: '2026-06-17',
    from: '14:00',
    to: '16:00',
    capacity: 2,
    ...more,
  });
  const done = await planSessions({ ...ctx(), actor }, run(actor), series, input);
  if (!done.ok) throw new Error(done.failure.code);
  return done.value.ids;
}

async function seat(session: string, email: string | null = null, id = newId()) {
  const input = registrationInput.parse({ id, firstName: email ? 'Ada' : '', email: email ?? '' });
  const done = await takeSeat(ctx(), need(lead, 'workshops.register'), session, input, SECRET);
  if (!done.ok) throw new Error(done.failure.code);
  return done.value;
}

const told = async (type: string): Promise<string[]> =>
  (await test.db.selectFrom('domain_event').select('payload').where('type', '=', type).execute())
    .map(({ payload }) => (payload as { registrationId: string }).registrationId)
    .sort();

describe('sessions', () => {
  it('come back at the same hour in Paris when the clocks change', async () => {
    await plan({ on: '2026-10-20', weeks: 2 });
    const { items } = await listSessions(test.db, { workshop: series });
    expect(items.map(({ startsAt }) => startsAt)).toEqual([
      '2026-10-20T12:00:00.000Z',
      '2026-10-27T13:00:00.000Z',
    ]);
  });

  it('are not planned in the past, nor by a delegate elsewhere', async () => {
    await expect(plan({ on: '2026-06-14' })).rejects.toThrow('date-in-past');
    const other = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    await expect(plan({}, other)).rejects.toThrow('out-of-scope');
  });

  it('tell of every seat when they are moved or cancelled: its counter may have to say it', async () => {
    const [id = ''] = await plan();
    const reached = await seat(id, 'ada@example.org');
    const silent = await seat(id);
    const move = {
      on: '2026-06-18',
      from: '10:00',
      to: '12:00',
      placeId: null,
      roomId: null,
      reason: 'Salle prise',
      version: 1,
    };
    expect(await moveSession(ctx(), run(), id, move)).toMatchObject({ ok: true });
    expect(await moveSession(ctx(), run(), id, move)).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
    expect(await told(SESSION_CHANGED)).toEqual([reached.id, silent.id].sort());
    expect(await getSession(test.db, id)).toMatchObject({
      startsAt: '2026-06-18T08:00:00.000Z',
      movedFrom: '2026-06-17T12:00:00.000Z',
      changeReason: 'Salle prise',
    });
    await cancelSession(ctx(), run(), id, { reason: 'Grève', version: 2 });
    expect(await told(SESSION_CHANGED)).toEqual(
      [reached.id, reached.id, silent.id, silent.id].sort(),
    );
    // A slip that was printed before says what became of it.
    expect((await seatByCode(test.db, reached.code.toLowerCase()))?.session.state).toBe(
      'cancelled',
    );
  });
});

describe('seats', () => {
  it('are never given twice, however many ask at once; the others wait in their order', async () => {
    const [id = ''] = await plan();
    const asked = await Promise.all(Array.from({ length: 12 }, () => seat(id)));
    expect(asked.filter(({ state }) => state === 'registered')).toHaveLength(2);
    const held = asked.find(({ state }) => state === 'registered');
    const next = asked
      .filter(({ state }) => state === 'waiting')
      .map((one) => one.id)
      .sort()[0];
    expect(await giveSeatBack(ctx(), held?.code ?? '')).toMatchObject({ ok: true });
    expect(await told(SEAT_FREED)).toEqual([next]);
    expect(await getSession(test.db, id)).toMatchObject({ taken: 2, waiting: 9 });
    // Twice changes nothing.
    expect(await giveSeatBack(ctx(), held?.code ?? '')).toMatchObject({
      value: { state: 'cancelled' },
    });
    expect(await told(SEAT_FREED)).toHaveLength(1);
  });

  it('are one when a form is sent twice', async () => {
    const [id = ''] = await plan();
    const mine = newId();
    const first = await seat(id, null, mine);
    expect(await seat(id, null, mine)).toEqual(first);
    expect(await getSession(test.db, id)).toMatchObject({ taken: 1 });
  });

  it('of a closed series are not taken from the public page', async () => {
    await test.db.updateTable('workshop').set({ open: false }).execute();
    const [id = ''] = await plan();
    const input = registrationInput.parse({ id: newId() });
    expect(await takeSeat(ctx(), 'public', id, input, SECRET)).toMatchObject({
      failure: { code: 'not-found' },
    });
  });

  it('keep what people leave sealed, show the first name to who runs it, and forget it', async () => {
    const [id = ''] = await plan();
    await seat(id, 'ada@example.org');
    const row = await test.db
      .selectFrom('workshop_registration')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toMatch(/Ada|example/);
    const session = await getSession(test.db, id);
    if (!session) throw new Error('no session');
    expect(await listSeats(test.db, run(), session, SECRET)).toMatchObject([
      { firstName: 'Ada', reached: true },
    ]);
    const other = await makeAccount(test.db, 'territory-delegate', 'department', '19');
    expect(await listSeats(test.db, run(other), session, SECRET)).toEqual([]);
    expect(await forgetContacts(test.db, hours(9 * 24))).toBe(0);
    expect(await forgetContacts(test.db, hours(10 * 24))).toBe(1);
  });

  it('are reminded of once, within 48 hours', async () => {
    const [id = ''] = await plan({ capacity: 1 });
    const held = await seat(id, 'ada@example.org');
    await seat(id, 'waits@example.org');
    expect(await remindSeats(test.db, hours(1))).toBe(0);
    expect(await remindSeats(test.db, hours(3))).toBe(1);
    expect(await remindSeats(test.db, hours(4))).toBe(0);
    expect(await told(SESSION_NEAR)).toEqual([held.id]);
  });
});

describe('closing', () => {
  const report = reportInput.parse({
    participations: '3',
    firstTimers: '1',
    genders: { feminin: '2', masculin: '' },
    outcomes: { alone: '2', 'with-help': '1' },
  });
  const close = (id: string, now = hours(60)) =>
    closeSession(ctx(now), run(), need(lead, 'activity.record'), id, report);

  it('records one activity under the session’s own id, once', async () => {
    const [id = ''] = await plan();
    const held = await seat(id);
    expect(await close(id, NOW)).toMatchObject({ failure: { code: 'session-not-begun' } });
    expect(await markSeat(ctx(hours(52)), run(), held.id, 'came')).toMatchObject({ ok: true });
    expect(await close(id)).toEqual({ ok: true, value: { id } });
    expect(await close(id)).toMatchObject({ failure: { code: 'session-over' } });
    const rows = await test.db.selectFrom('activity').selectAll().execute();
    expect(rows).toMatchObject([
      {
        id,
        kind: 'workshop',
        participations: 3,
        persons_declared: 3,
        minutes: 120,
        happened_on: '2026-06-17',
        partnership_id: partnership,
      },
    ]);
    expect(await compareRollups(test.db)).toBe(0);
    expect(await markSeat(ctx(hours(61)), run(), held.id, 'absent')).toMatchObject({
      failure: { code: 'session-over' },
    });
  });

  it('writes nothing when the activity is refused', async () => {
    const [id = ''] = await plan();
    await test.db.updateTable('partnership').set({ stage: 'abandoned' }).execute();
    expect(await close(id)).toMatchObject({ failure: { code: 'partnership-unknown' } });
    expect(await getSession(test.db, id)).toMatchObject({ state: 'planned' });
    expect(await test.db.selectFrom('workshop_report').selectAll().execute()).toEqual([]);
  });

  it('refuses totals of more people than came, and keeps out what was not counted', () => {
    expect(report.genders).toEqual({ feminin: 2 });
    const wrong = reportInput.safeParse({ participations: 2, ages: { retraite: 5 } });
    expect(wrong.success).toBe(true);
    const over = reportInput.safeParse({ participations: 2, statuses: { retraite: 3 } });
    expect(over.error?.issues[0]).toMatchObject({ path: ['statuses'], message: 'more-than-came' });
  });
});
