import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { createRoom } from '../../rooms/commands.ts';
import { roomInput } from '../../rooms/contract.ts';
import { bookingInput, bookRoom, linkedBooking } from '../../rooms/public.ts';
import { cancelSession, createWorkshop, moveSession, planSessions } from '../commands.ts';
import { sessionsInput, workshopInput } from '../contract.ts';
import { listSessions } from '../queries.ts';

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
  const room = await createRoom(
    ctx,
    need(lead, 'rooms.write'),
    roomInput.parse({
      placeId: await makePlace(test.db, '23096', '23'),
      name: 'Salle Marguerite',
      seats: 12,
      hours: { tuesday: [['09:00', '18:00']], wednesday: [['09:00', '12:00']] },
      confirmation: 'instant',
      openTo: 'partners',
    }),
  );
  const made = await createWorkshop(
    ctx,
    need(lead, 'workshops.write'),
    workshopInput.parse({ partnershipId, title: 'Essai', themes: ['email'], level: 'debutant' }),
  );
  if (!room.ok || !made.ok) throw new Error('no room');
  roomId = room.value.id;
  series = made.value.id;
});

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
