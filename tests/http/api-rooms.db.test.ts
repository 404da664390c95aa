import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let partner: string;
let place: string;
let token: Record<'manager' | 'own' | 'stranger' | 'verifier', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  await makePartnership(test.db, lead, partner, '23');
  place = await makePlace(test.db, '23096', '23');
  server = await serveTest(test);
  const make = async (role: Parameters<typeof makeAccount>[1], code = '') => {
    const kind = role === 'place-manager' ? 'place' : code ? 'organisation' : 'national';
    return server.tokenOf(await makeAccount(test.db, role, kind, code));
  };
  token = {
    manager: await make('place-manager', place),
    own: await make('partner-member', partner),
    stranger: await make('partner-admin', other),
    verifier: await make('verifier'),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

/** The same weekday some weeks ahead of the server's clock, open all week. */
const DAY = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const week = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
    day,
    [['09:00', '18:00']],
  ]),
);
const sheet = (more: Record<string, unknown> = {}) => ({
  placeId: place,
  name: 'Salle Marguerite',
  seats: 12,
  equipment: ['wifi', 'computers'],
  hours: week,
  bufferMinutes: 15,
  confirmation: 'request',
  openTo: 'partners',
  ...more,
});
const asked = (more: Record<string, unknown> = {}) => ({
  partnerId: partner,
  purpose: 'Atelier',
  day: DAY,
  from: '14:00',
  to: '16:00',
  ...more,
});
async function makeRoom(): Promise<string> {
  const made = await call('manager', 'POST', '/rooms', sheet());
  expect(made.status).toBe(201);
  return made.json.id;
}

describe('rooms over the interface', () => {
  it('are noted, changed, found, and refused with every field that is wrong', async () => {
    const id = await makeRoom();
    const change = sheet({ seats: 14, version: 1 });
    expect((await call('manager', 'PUT', `/rooms/${id}`, change)).status).toBe(200);
    expect((await call('manager', 'PUT', `/rooms/${id}`, change)).status).toBe(409);
    expect((await call('own', 'PUT', `/rooms/${id}`, change)).status).toBe(403);
    const found = await call('own', 'GET', `/rooms?department=23&seats=14&equipment=wifi`);
    expect(found.json.items.map((room: { id: string }) => room.id)).toEqual([id]);
    expect((await call('verifier', 'GET', `/rooms/${id}`)).json.seats).toBe(14);
    expect((await call('own', 'GET', `/rooms/${newId()}`)).status).toBe(404);
    const wrong = await call('manager', 'POST', '/rooms', sheet({ seats: 0, hours: {} }));
    expect(wrong.status).toBe(422);
    expect(refusedFields(wrong)).toEqual(['hours: hours-empty', 'seats: number-invalid']);
  });

  it('are booked, answered and closed with the rules of the pages', async () => {
    const id = await makeRoom();
    expect((await call('stranger', 'POST', `/rooms/${id}/bookings`, asked())).status).toBe(403);
    const booking = newId();
    const made = await call('own', 'POST', `/rooms/${id}/bookings`, asked({ id: booking }));
    expect([made.status, made.json.status]).toEqual([201, 'pending']);
    const taken = await call('manager', 'POST', `/rooms/${id}/bookings`, asked());
    expect([taken.status, taken.json.code]).toEqual([409, 'slot-taken']);
    expect(taken.json.detail).toContain(`${DAY} 11:45-13:45`);
    const seen = await call('own', 'POST', `/rooms/${id}/bookings/preview`, asked({ weeks: 2 }));
    expect(seen.json.occurrences.map((one: { problem: string }) => one.problem)).toEqual([
      'slot-taken',
      null,
    ]);
    const free = await call('own', 'GET', `/rooms/${id}/free?from=${DAY}&days=1`);
    expect(free.json.items).toEqual([
      { day: DAY, from: '09:00', to: '13:45' },
      { day: DAY, from: '16:15', to: '18:00' },
    ]);
    expect((await call('manager', 'GET', '/room-bookings?which=waiting')).json.items).toHaveLength(
      1,
    );
    expect((await call('own', 'GET', '/room-bookings')).json.items[0].id).toBe(booking);
    expect((await call('stranger', 'GET', `/room-bookings/${booking}`)).status).toBe(404);
    const move = (who: keyof typeof token, body: unknown) =>
      call(who, 'POST', `/room-bookings/${booking}/moves`, body);
    expect((await move('own', { move: 'accept' })).status).toBe(409);
    expect((await move('manager', { move: 'refuse' })).status).toBe(422);
    expect((await move('manager', { move: 'accept' })).status).toBe(201);
    const closure = { fromDay: DAY, untilDay: DAY, reason: 'Peinture' };
    const inside = await call('manager', 'POST', `/rooms/${id}/closures`, closure);
    expect([inside.status, inside.json.code]).toEqual([409, 'bookings-inside']);
    const closed = await call('manager', 'POST', `/rooms/${id}/closures`, {
      ...closure,
      cancelBookings: true,
    });
    expect([closed.status, closed.json.cancelled]).toEqual([201, 1]);
    expect((await call('own', 'GET', `/room-bookings/${booking}`)).json).toMatchObject({
      status: 'cancelled',
      reason: 'Peinture',
    });
    expect((await call('own', 'GET', `/rooms/${id}/closures`)).json.items).toHaveLength(1);
    const reopened = `/rooms/${id}/closures/${closed.json.id}`;
    expect((await call('own', 'DELETE', reopened)).status).toBe(403);
    expect((await call('manager', 'DELETE', reopened)).status).toBe(200);
    expect((await call('manager', 'GET', `/rooms/${id}/occupancy`)).json.bookings).toBe(0);
    expect((await call('verifier', 'GET', `/rooms/${id}/occupancy`)).status).toBe(403);
  });
});
