import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { closeRoom } from '../../rooms/closures/commands.ts';
import { closureInput } from '../../rooms/closures/contract.ts';
import { createRoom } from '../../rooms/commands.ts';
import { roomInput } from '../../rooms/contract.ts';
import { bookingInput, bookRoom, linkedBooking } from '../../rooms/public.ts';
import { createWorkshop } from '../commands.ts';
import { sessionsInput, workshopInput } from '../contract.ts';
import { SESSION_CHANGED } from '../events.ts';
import { sessionsNear } from '../near/queries.ts';
import { countRoomless, listSessions } from '../queries.ts';
import { takeSeat } from '../registrations/commands.ts';
import { seatByCode } from '../registrations/queries.ts';
import { cancelSession, moveSession, planSessions } from '../sessions/commands.ts';

let test: TestDatabase;
let lead: Actor;
let partnerId: string;
let roomId: string;
let series: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());

beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partnerId = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partnerId, '23', 'active');
  const ctx = ctxOf(test.db, lead);
  roomId = await makeRoom('Salle Marguerite');
  const made = await createWorkshop(
    ctx,
    need(lead, 'workshops.write'),
    workshopInput.parse({ partnershipId, title: 'Essai', themes: ['email'], level: 'debutant' }),
  );
  if (!made.ok) throw new Error(made.failure.code);
  series = made.value.id;
});

/** A room at a place of its own, open on Tuesdays and on Wednesday mornings. */
async function makeRoom(name: string): Promise<string> {
  const made = await createRoom(
    ctxOf(test.db, lead),
    need(lead, 'rooms.write'),
    roomInput.parse({
      placeId: await makePlace(test.db, '23096', '23'),
      name,
      seats: 12,
      hours: { tuesday: [['09:00', '18:00']], wednesday: [['09:00', '12:00']] },
      confirmation: 'instant',
      openTo: 'partners',
    }),
  );
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

const plan = (more: Record<string, unknown> = {}) =>
  planSessions(
    ctxOf(test.db, lead),
    need(lead, 'workshops.write'),
    series,
    sessionsInput.parse({
      roomId,
      on: '2026-06-16',
      from: '14:00',
      to: '16:00',
      capacity: 8,
      weeks: 2,
      ...more,
    }),
  );

it('books the room for every session, whose place it says', async () => {
  const done = await plan();
  if (!done.ok) throw new Error(done.failure.code);
  for (const id of done.value.ids)
    expect(await linkedBooking(test.db, id)).toMatchObject({
      roomId,
      partnerId,
      status: 'confirmed',
    });
  const { items } = await listSessions(test.db, { workshop: series });
  expect(items).toHaveLength(2);
});

it('plans none when one week cannot have the room', async () => {
  const taken = await bookRoom(
    ctxOf(test.db, lead),
    need(lead, 'rooms.book'),
    roomId,
    bookingInput.parse({
      partnerId: null,
      purpose: 'Réunion',
      day: '2026-06-23',
      from: '15:00',
      to: '17:00',
    }),
  );
  expect(taken.ok).toBe(true);
  expect(await plan()).toMatchObject({ ok: false, failure: { field: 'roomId' } });
  expect((await listSessions(test.db, { workshop: series })).items).toEqual([]);
  const rows = await test.db.selectFrom('room_booking').select('id').execute();
  expect(rows).toHaveLength(1);
});

it('brings the room along when a session moves, or moves neither', async () => {
  const done = await plan({ weeks: 1 });
  if (!done.ok) throw new Error(done.failure.code);
  const [id = ''] = done.value.ids;
  const move = (on: string, from: string, to: string) =>
    moveSession(ctxOf(test.db, lead), need(lead, 'workshops.write'), id, {
      on,
      from,
      to,
      placeId: null,
      roomId: null,
      reason: 'Décalé',
      version: 1,
    });
  // Closed on Wednesday afternoons.
  expect(await move('2026-06-17', '14:00', '16:00')).toMatchObject({
    failure: { field: 'on' },
  });
  const before = await linkedBooking(test.db, id);
  expect(before?.status).toBe('confirmed');
  expect(await move('2026-06-17', '10:00', '12:00')).toMatchObject({ ok: true });
  const after = await linkedBooking(test.db, id);
  expect(after).toMatchObject({ status: 'confirmed', roomId });
  expect(after?.id).not.toBe(before?.id);
});

it('gives the room back when a session is cancelled', async () => {
  const done = await plan({ weeks: 1 });
  if (!done.ok) throw new Error(done.failure.code);
  const [id = ''] = done.value.ids;
  await cancelSession(ctxOf(test.db, lead), need(lead, 'workshops.write'), id, {
    reason: 'Malade',
    version: 1,
  });
  expect((await linkedBooking(test.db, id))?.status).toBe('cancelled');
});

it('says that a session has no room when its own is closed, until it was put elsewhere', async () => {
  const done = await plan({ weeks: 1 });
  if (!done.ok) throw new Error(done.failure.code);
  const [id = ''] = done.value.ids;
  const seat = await takeSeat(
    ctxOf(test.db, lead),
    need(lead, 'workshops.register'),
    id,
    { id: newId(), firstName: null, email: null, phone: null },
    'a-secret-for-tests-only-0123456789',
  );
  if (!seat.ok) throw new Error(seat.failure.code);
  const write = need(lead, 'workshops.write');
  const roomless = () => countRoomless(test.db, write, NOW);
  const shown = async () => {
    const found = await seatByCode(test.db, seat.value.code);
    return found?.session;
  };
  expect([await roomless(), (await shown())?.roomLost]).toEqual([0, false]);
  // What a counter may propose.
  const near = async () => {
    const place = (await shown())?.place.id ?? '';
    const found = await sessionsNear(test.db, [place], NOW, new Date('2026-07-01T00:00:00Z'));
    return found.map((session) => session.id);
  };
  expect(await near()).toEqual([id]);
  const close = (cancelBookings: boolean) =>
    closeRoom(
      ctxOf(test.db, lead),
      need(lead, 'rooms.write'),
      roomId,
      closureInput.parse({
        fromDay: '2026-06-16',
        untilDay: '2026-06-16',
        reason: 'Dégât des eaux',
        cancelBookings,
      }),
    );
  // Whoever closes sees the session first.
  expect(await close(false)).toMatchObject({
    failure: { code: 'bookings-inside', bookings: [{ purpose: 'Essai' }] },
  });
  expect(await close(true)).toMatchObject({ ok: true });
  expect(await linkedBooking(test.db, id)).toMatchObject({ status: 'cancelled' });
  expect([await roomless(), (await shown())?.roomLost]).toEqual([1, true]);
  expect(await near()).toEqual([]);
  const listed = await listSessions(test.db, { roomLost: true });
  expect(listed.items.map((row) => row.id)).toEqual([id]);

  const other = await makeRoom('Salle Nadaud');
  const elsewhere = {
    on: '2026-06-16',
    from: '14:00',
    to: '16:00',
    placeId: null,
    reason: 'Dégât des eaux',
    version: 1,
  };
  const move = (to: string) =>
    moveSession(ctxOf(test.db, lead), write, id, { ...elsewhere, roomId: to });
  expect(await move(roomId)).toMatchObject({ failure: { field: 'roomId' } });
  expect(await shown()).toMatchObject({ roomLost: true, movedFromPlace: null });
  const before = (await shown())?.place;
  expect(await move(other)).toMatchObject({ ok: true });
  expect(await linkedBooking(test.db, id)).toMatchObject({ roomId: other, status: 'confirmed' });
  expect([await roomless(), await near()]).toEqual([0, [id]]);
  const now = await shown();
  expect(now).toMatchObject({ roomLost: false, movedFrom: null, movedFromPlace: before?.name });
  expect(now?.place.id).not.toBe(before?.id);
  // Whoever holds a seat is told of it.
  const told = await test.db
    .selectFrom('domain_event')
    .select('id')
    .where('type', '=', SESSION_CHANGED)
    .execute();
  expect(told).toHaveLength(1);
});

it('plans once what is sent twice, and no more seats than the room has', async () => {
  const id = newId();
  const once = (more: Record<string, unknown> = {}) =>
    planSessions(
      ctxOf(test.db, lead),
      need(lead, 'workshops.write'),
      series,
      sessionsInput.parse({
        roomId,
        on: '2026-06-16',
        from: '14:00',
        to: '16:00',
        capacity: 12,
        weeks: 2,
        ...more,
      }),
      id,
    );
  expect(await once({ capacity: 13 })).toMatchObject({
    failure: { code: 'more-than-seats', field: 'capacity' },
  });
  expect(await once({ placeId: await makePlace(test.db, '23096', '23') })).toMatchObject({
    failure: { code: 'room-elsewhere', field: 'roomId' },
  });
  expect((await Promise.all([once(), once()])).map(({ ok }) => ok)).toEqual([true, true]);
  expect((await listSessions(test.db, { workshop: series })).items).toHaveLength(2);
});
