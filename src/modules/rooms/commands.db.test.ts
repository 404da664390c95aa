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
import type { Actor } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { bookRoom, finishBookings, moveBooking, previewBooking } from './bookings/commands.ts';
import { bookingInput, bookingMoveInput } from './bookings/contract.ts';
import type { BookingMove } from './bookings/domain.ts';
import { bookingsOf, getBooking, listBookings, waitingFor } from './bookings/queries.ts';
import { closeRoom, reopenRoom } from './closures/commands.ts';
import { closureInput } from './closures/contract.ts';
import { listClosures } from './closures/queries.ts';
import { createRoom, updateRoom } from './commands.ts';
import { roomInput } from './contract.ts';
import { getRoom, listRooms, roomsOf } from './queries.ts';

/** A Tuesday after the tests' today. */
const DAY = '2026-06-16';
let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let correze: Actor;
let manager: Actor;
let member: Actor;
let stranger: Actor;
let partnerId: string;
let placeId: string;
let roomId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  partnerId = await makePartner(test.db, lead, '23096');
  const other = await makePartner(test.db, lead, '19272');
  await makePartnership(test.db, lead, partnerId, '23', 'active');
  placeId = await makePlace(test.db, '23096', '23');
  manager = await makeAccount(test.db, 'place-manager', 'place', placeId);
  member = await makeAccount(test.db, 'partner-member', 'organisation', partnerId);
  stranger = await makeAccount(test.db, 'partner-admin', 'organisation', other);
  roomId = await makeRoom();
});

const room = (more: Record<string, unknown> = {}) =>
  roomInput.parse({
    placeId,
    name: 'Salle Marguerite',
    seats: 12,
    equipment: ['computers', 'wifi'],
    access: ['step-free'],
    hours: { tuesday: [['09:00', '18:00']] },
    bufferMinutes: 15,
    confirmation: 'request',
    openTo: 'partners',
    ...more,
  });

async function makeRoom(more: Record<string, unknown> = {}, actor = creuse): Promise<string> {
  const made = await createRoom(ctxOf(test.db, actor), need(actor, 'rooms.write'), room(more));
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

const asked = (more: Record<string, unknown> = {}) =>
  bookingInput.parse({
    partnerId,
    purpose: 'Atelier téléphone',
    day: DAY,
    from: '14:00',
    to: '16:00',
    ...more,
  });
const book = (actor: Actor, more: Record<string, unknown> = {}, id?: string) =>
  bookRoom(ctxOf(test.db, actor), need(actor, 'rooms.book'), roomId, asked(more), id);
const move = (actor: Actor, id: string, what: BookingMove, more = {}, now = NOW) =>
  moveBooking(
    { ...ctxOf(test.db, actor), now },
    need(actor, 'rooms.book'),
    id,
    bookingMoveInput.parse({ move: what, ...more }),
  );
async function booked(actor: Actor, more: Record<string, unknown> = {}): Promise<string> {
  const made = await book(actor, more);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}
const eventsOf = async (): Promise<string[]> => {
  const rows = await test.db
    .selectFrom('domain_event')
    .select('type')
    .where('type', 'like', 'rooms.%')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.type);
};

describe('a room', () => {
  it('is made once, by who looks after the place', async () => {
    const id = newId();
    const ctx = ctxOf(test.db, manager);
    const write = need(manager, 'rooms.write');
    expect(await createRoom(ctx, write, room(), id)).toMatchObject({ value: { created: true } });
    expect(await createRoom(ctx, write, room(), id)).toMatchObject({ value: { created: false } });
    expect(
      await createRoom(ctxOf(test.db, correze), need(correze, 'rooms.write'), room()),
    ).toMatchObject({ failure: { code: 'out-of-scope' } });
    expect(await createRoom(ctx, write, room({ placeId: newId() }))).toMatchObject({
      failure: { code: 'place-unknown' },
    });
  });

  it('is found by seats, equipment, access and department', async () => {
    const ids = async (filters: Parameters<typeof listRooms>[1]) =>
      (await listRooms(test.db, filters)).map(({ id }) => id);
    expect(await ids({ department: '23', seats: 12, equipment: ['wifi'] })).toEqual([roomId]);
    expect(await ids({ q: 'bureau' })).toEqual([roomId]);
    expect(await ids({ seats: 13 })).toEqual([]);
    expect(await ids({ equipment: ['wifi', 'printer'] })).toEqual([]);
    expect(await ids({ access: ['hearing-loop'] })).toEqual([]);
    expect(await ids({ department: '19' })).toEqual([]);
    expect(await roomsOf(test.db, placeId)).toHaveLength(1);
    expect(await roomsOf(test.db, 'nothing')).toEqual([]);
  });

  it('is not closed for good while bookings are ahead, nor changed unseen', async () => {
    const id = await booked(member);
    const ctx = ctxOf(test.db, creuse);
    const write = need(creuse, 'rooms.write');
    const closed = room({ status: 'closed' });
    expect(await updateRoom(ctx, write, roomId, 1, closed)).toMatchObject({
      failure: { code: 'bookings-ahead' },
    });
    expect(await updateRoom(ctx, write, roomId, 2, room())).toMatchObject({
      failure: { code: 'changed-meanwhile' },
    });
    await move(member, id, 'cancel');
    expect(await updateRoom(ctx, write, roomId, 1, closed)).toMatchObject({ ok: true });
    expect(await listRooms(test.db, {})).toEqual([]);
    expect((await getRoom(test.db, roomId))?.status).toBe('closed');
    expect(await book(member)).toMatchObject({ failure: { code: 'outside-hours', proposals: [] } });
  });
});

describe('a booking', () => {
  it('waits for the place, which hears of it; who looks after the room books at once', async () => {
    expect(await book(member)).toMatchObject({ value: { status: 'pending', created: true } });
    expect(await eventsOf()).toEqual(['rooms.booking-asked']);
    expect(await book(manager, { from: '09:00', to: '10:00', partnerId: null })).toMatchObject({
      value: { status: 'confirmed' },
    });
    expect(await waitingFor(test.db, manager, NOW)).toHaveLength(1);
    expect(await waitingFor(test.db, correze, NOW)).toEqual([]);
    expect(await bookingsOf(test.db, member, NOW)).toHaveLength(1);
    expect(await bookingsOf(test.db, stranger, NOW)).toEqual([]);
  });

  it('holds at once where the room says so', async () => {
    roomId = await makeRoom({ confirmation: 'instant' });
    expect(await book(member)).toMatchObject({ value: { status: 'confirmed' } });
    expect(await eventsOf()).toEqual([]);
  });

  it('needs an agreement in force and a partner of one’s own', async () => {
    expect(await book(stranger)).toMatchObject({ failure: { code: 'out-of-scope' } });
    const [own] = [...need(stranger, 'rooms.book').organisations];
    expect(await book(stranger, { partnerId: own })).toMatchObject({
      failure: { code: 'agreement-missing' },
    });
    await makePartnership(test.db, lead, own ?? '', '19', 'agreed');
    expect(await book(stranger, { partnerId: own })).toMatchObject({
      failure: { code: 'agreement-missing' },
    });
    await makePartnership(test.db, lead, own ?? '', '19', 'active');
    expect(await book(stranger, { partnerId: own })).toMatchObject({ ok: true });
    roomId = await makeRoom({ openTo: 'near' });
    expect(await book(stranger, { partnerId: own })).toMatchObject({
      failure: { code: 'agreement-missing' },
    });
    expect(await book(creuse, { partnerId: newId() })).toMatchObject({
      failure: { code: 'partner-unknown' },
    });
  });

  it('proposes the next slots when it is taken, its buffer included', async () => {
    await booked(member);
    expect(await book(creuse, { from: '16:10', to: '17:10' })).toMatchObject({
      failure: {
        code: 'slot-taken',
        proposals: [
          { day: DAY, from: '12:45', to: '13:45' },
          { day: DAY, from: '16:15', to: '17:15' },
          { day: '2026-06-23', from: '16:10', to: '17:10' },
        ],
      },
    });
    expect(await book(creuse, { from: '16:15', to: '17:15' })).toMatchObject({ ok: true });
  });

  it('sent twice books once', async () => {
    const id = newId();
    expect(await book(member, { weeks: 3 }, id)).toMatchObject({ value: { created: true } });
    const again = await book(member, { weeks: 3 }, id);
    expect(again).toMatchObject({ value: { created: false, id } });
    expect(again.ok && again.value.ids).toHaveLength(3);
  });

  it('works inside a transaction of somebody else, and goes with it', async () => {
    const undone = test.db.transaction().execute(async (trx) => {
      const ctx = { ...ctxOf(test.db, member), db: trx };
      const session = newId();
      const input = asked({ workshopSessionId: session });
      const made = await bookRoom(ctx, need(member, 'rooms.book'), roomId, input);
      expect(made).toMatchObject({ ok: true });
      const [seen] = await listBookings(trx, { room: roomId });
      expect(seen?.workshopSessionId).toBe(session);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await listBookings(test.db, { room: roomId })).toEqual([]);
  });

  it('is won by exactly one of two hundred who ask at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, turn) => book(turn % 2 ? member : creuse)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const codes = new Set(results.map((one) => (one.ok ? 'won' : one.failure.code)));
    expect([...codes].sort()).toEqual(['slot-taken', 'won']);
    expect(await listBookings(test.db, { room: roomId })).toHaveLength(1);
  }, 60_000);

  it('cannot be doubled by whoever writes past the command', async () => {
    const id = await booked(member);
    const copy = (status: string) =>
      sql`INSERT INTO room_booking
        (id, room_id, purpose, starts_at, ends_at, blocked_until, status)
        SELECT ${newId()}::uuid, room_id, purpose, ends_at, ends_at + interval '1 hour',
          ends_at + interval '1 hour', ${status} FROM room_booking WHERE id = ${id}::uuid`.execute(
        test.db,
      );
    await expect(copy('confirmed')).rejects.toMatchObject({ code: '23P01' });
    await expect(copy('refused')).resolves.toBeDefined();
  });
});

describe('a weekly booking', () => {
  it('shows which weeks clash, then leaves them out when asked', async () => {
    await booked(creuse, { day: '2026-06-30', from: '15:00', to: '17:00' });
    const ctx = ctxOf(test.db, member);
    const scope = need(member, 'rooms.book');
    const seen = await previewBooking(ctx, scope, roomId, asked({ weeks: 4 }));
    const problems = [null, null, 'slot-taken', null];
    expect(seen).toMatchObject({
      value: { occurrences: problems.map((problem) => ({ problem })) },
    });
    expect(await book(member, { weeks: 4 })).toMatchObject({
      failure: { code: 'slot-taken', occurrences: problems.map((problem) => ({ problem })) },
    });
    expect(await listBookings(test.db, { room: roomId })).toHaveLength(1);
    const made = await book(member, { weeks: 4, leaveOut: true });
    expect(made.ok && made.value.ids).toHaveLength(3);
  });

  it('stays at its hour through the change of clocks', async () => {
    const made = await book(creuse, { day: '2026-10-20', weeks: 2 });
    const found = await listBookings(test.db, { room: roomId });
    expect(made).toMatchObject({ ok: true });
    expect(found.map(({ startsAt }) => startsAt)).toEqual([
      '2026-10-20T12:00:00.000Z',
      '2026-10-27T13:00:00.000Z',
    ]);
  });

  it('is answered at once as a whole', async () => {
    const id = await booked(member, { weeks: 3 });
    expect(await move(manager, id, 'accept', { series: true })).toMatchObject({
      value: { moved: 3 },
    });
    expect(await move(member, id, 'cancel')).toMatchObject({ value: { moved: 1 } });
    const found = await listBookings(test.db, { series: id });
    expect(found.map(({ status }) => status)).toEqual(['cancelled', 'confirmed', 'confirmed']);
  });
});

describe('the life of a booking', () => {
  const START = new Date('2026-06-16T12:00:00Z');
  const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

  it('is refused with a reason, and the slot is free again', async () => {
    const id = await booked(member);
    expect(await move(manager, id, 'refuse')).toMatchObject({ failure: { code: 'reason-needed' } });
    expect(await move(member, id, 'accept')).toMatchObject({
      failure: { code: 'move-not-allowed' },
    });
    expect(await move(stranger, id, 'cancel')).toMatchObject({ failure: { code: 'not-found' } });
    expect(await move(manager, id, 'refuse', { reason: 'Travaux.' })).toMatchObject({ ok: true });
    expect(await eventsOf()).toEqual(['rooms.booking-asked', 'rooms.booking-answered']);
    expect(await book(creuse)).toMatchObject({ ok: true });
    expect(await getBooking(test.db, stranger, id)).toBeNull();
    expect((await getBooking(test.db, member, id))?.reason).toBe('Travaux.');
  });

  it('is checked in, left and done; or nobody came', async () => {
    const id = await booked(member);
    await move(manager, id, 'accept');
    expect(await move(member, id, 'check-in', {}, later(-60))).toMatchObject({
      failure: { code: 'move-not-allowed' },
    });
    expect(await move(member, id, 'check-in', {}, later(-5))).toMatchObject({ ok: true });
    expect((await getBooking(test.db, member, id))?.checkedInAt).toBe(later(-5).toISOString());
    expect(await move(manager, id, 'no-show', {}, later(30))).toMatchObject({ ok: false });
    expect(await move(member, id, 'leave', {}, later(60))).toMatchObject({ ok: true });
    const missed = await booked(creuse, { day: '2026-06-23' });
    expect(
      await move(manager, missed, 'no-show', {}, new Date('2026-06-23T13:00:00Z')),
    ).toMatchObject({ ok: true });
  });

  it('ends at night', async () => {
    const [here, asking] = [await booked(creuse), await booked(member, { day: '2026-06-23' })];
    await move(creuse, here, 'check-in', {}, later(0));
    await finishBookings(test.db, new Date('2026-06-24T02:00:00Z'));
    const found = await listBookings(test.db, { room: roomId });
    expect(found.map(({ id, status }) => [id, status])).toEqual([
      [here, 'done'],
      [asking, 'cancelled'],
    ]);
  });
});

describe('a closure', () => {
  const close = (actor: Actor, more: Record<string, unknown> = {}) =>
    closeRoom(
      ctxOf(test.db, actor),
      need(actor, 'rooms.write'),
      roomId,
      closureInput.parse({ fromDay: DAY, untilDay: DAY, reason: 'Peinture', ...more }),
    );

  it('over bookings lists them first, then cancels them and tells', async () => {
    const id = await booked(member);
    const refused = await close(manager);
    expect(refused).toMatchObject({ failure: { code: 'bookings-inside', bookings: [{ id }] } });
    expect(await listClosures(test.db, roomId, NOW)).toEqual([]);
    expect(await close(manager, { cancelBookings: true })).toMatchObject({
      value: { cancelled: 1 },
    });
    expect(await getBooking(test.db, member, id)).toMatchObject({
      status: 'cancelled',
      reason: 'Peinture',
    });
    expect(await eventsOf()).toContain('rooms.bookings-closed');
    expect(await book(member)).toMatchObject({ failure: { code: 'room-closed' } });
  });

  it('beside bookings closes at once, and can be taken back', async () => {
    await booked(member);
    const closed = await close(manager, { untilTime: '12:00' });
    if (!closed.ok) throw new Error(closed.failure.code);
    expect(closed.value.cancelled).toBe(0);
    expect(await book(creuse, { from: '11:00', to: '12:00' })).toMatchObject({
      failure: { code: 'room-closed' },
    });
    const scope = need(manager, 'rooms.write');
    const reopened = () => reopenRoom(ctxOf(test.db, manager), scope, roomId, closed.value.id);
    expect(await reopened()).toMatchObject({ ok: true });
    expect(await reopened()).toMatchObject({ failure: { code: 'not-found' } });
    expect(await close(correze)).toMatchObject({ failure: { code: 'out-of-scope' } });
  });
});
