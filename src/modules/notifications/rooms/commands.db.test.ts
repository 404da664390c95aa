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
import { newId } from '../../../platform/db/ids.ts';
import type { Mail } from '../../../platform/mail/mail.ts';
import { bookRoom, moveBooking } from '../../rooms/bookings/commands.ts';
import { bookingInput, bookingMoveInput } from '../../rooms/bookings/contract.ts';
import { BOOKING_ANSWERED, BOOKING_ASKED } from '../../rooms/bookings/events.ts';
import { createRoom } from '../../rooms/commands.ts';
import { roomInput } from '../../rooms/contract.ts';
import { mailHandler } from '../commands.ts';

let test: TestDatabase;
let lead: Actor;
let member: Actor;
let placeId: string;
let bookingId: string;
let sent: Mail[] = [];

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());

beforeEach(async () => {
  await test.reset();
  sent = [];
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partnerId = await makePartner(test.db, lead, '23096', 'Le Relais');
  await makePartnership(test.db, lead, partnerId, '23', 'active');
  placeId = await makePlace(test.db, '23096', '23');
  member = await makeAccount(test.db, 'partner-member', 'organisation', partnerId);
  const room = await createRoom(
    ctxOf(test.db, lead),
    need(lead, 'rooms.write'),
    roomInput.parse({
      placeId,
      name: 'Salle Marguerite',
      seats: 12,
      hours: { tuesday: [['09:00', '18:00']] },
      confirmation: 'request',
      openTo: 'partners',
    }),
  );
  if (!room.ok) throw new Error(room.failure.code);
  const booked = await bookRoom(
    ctxOf(test.db, member),
    need(member, 'rooms.book'),
    room.value.id,
    bookingInput.parse({
      partnerId,
      purpose: 'Atelier',
      day: '2026-06-16',
      from: '14:00',
      to: '16:00',
    }),
  );
  if (!booked.ok) throw new Error(booked.failure.code);
  bookingId = booked.value.id;
});

async function happens(type: string): Promise<void> {
  const send = async (mail: Mail): Promise<void> => void sent.push(mail);
  const options = {
    db: test.db,
    publicUrl: 'https://example.org',
    secret: 'x'.repeat(32),
    send,
    sms: async () => {},
  };
  await mailHandler(options)({ id: newId(), type, payload: { bookingId } });
}

const decide = (move: string, reason = '') =>
  moveBooking(
    ctxOf(test.db, lead),
    need(lead, 'rooms.book'),
    bookingId,
    bookingMoveInput.parse({ move, reason }),
  );

it('asks the place’s manager, or who looks after the department, for an answer', async () => {
  await happens(BOOKING_ASKED);
  expect(sent.map(({ to }) => to)).toEqual(['alliance-lead-all@example.org']);
  sent = [];
  const manager = await makeAccount(test.db, 'place-manager', 'place', placeId);
  await happens(BOOKING_ASKED);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.to).toBe(`place-manager-${placeId}@example.org`);
  expect(sent[0]?.text).toContain('Salle Marguerite');
  expect(sent[0]?.text).toContain('Le Relais');
  expect(sent[0]?.text).toContain(`https://example.org/reservations/${bookingId}`);
  expect(manager.accountId).not.toBeNull();
});

it('asks nobody once it was answered', async () => {
  await decide('accept');
  await happens(BOOKING_ASKED);
  expect(sent).toEqual([]);
});

it.each([
  ['accept', ''],
  ['refuse', 'Travaux dans la salle'],
] as const)('tells who booked of « %s »', async (move, reason) => {
  expect(await decide(move, reason)).toMatchObject({ ok: true });
  await happens(BOOKING_ANSWERED);
  expect(sent.map(({ to }) => to)).toEqual([
    (
      await test.db
        .selectFrom('auth_user')
        .select('email')
        .where('id', '=', member.accountId ?? '')
        .executeTakeFirstOrThrow()
    ).email,
  ]);
  expect(sent[0]?.text).toContain('Salle Marguerite');
  if (reason) expect(sent[0]?.text).toContain(reason);
});
