import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
let partnership: string;
let place: string;
let token: Record<'creuse' | 'correze' | 'own' | 'stranger' | 'advisor', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  partnership = await makePartnership(test.db, lead, partner, '23');
  place = await makePlace(test.db, '23096', '23');
  server = await serveTest(test);
  const make = async (role: Parameters<typeof makeAccount>[1], code: string) =>
    server.tokenOf(
      await makeAccount(test.db, role, code.length > 3 ? 'organisation' : 'department', code),
    );
  token = {
    creuse: await make('territory-delegate', '23'),
    correze: await make('territory-delegate', '19'),
    own: await make('partner-admin', partner),
    stranger: await make('partner-admin', other),
    advisor: await make('advisor', '23'),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

const week = (until: string) => ({ monday: [['09:00', until]] });
const facts = () => ({
  placeId: place,
  name: 'Épicerie du Fil',
  surface: 40,
  servicesAfter: ['Épicerie'],
  agreementStartsOn: '2024-01-01',
  agreementEndsOn: '2099-12-31',
});
const create = () =>
  call('creuse', 'POST', '/hostings', {
    ...facts(),
    partnershipId: partnership,
    hours: { validFrom: '2024-01-01', before: week('10:00'), after: week('12:00') },
  });

describe('a hosted business', () => {
  it('tells its hours now, every version of them, and its end', async () => {
    const made = await create();
    expect(made.status).toBe(201);
    const one = `/hostings/${made.json.id}`;
    const later = { validFrom: '2025-01-01', before: week('10:00'), after: week('13:00') };
    expect((await call('creuse', 'POST', `${one}/hours`, later)).status).toBe(201);
    const earlier = { ...later, validFrom: '2024-06-01' };
    const again = await call('creuse', 'POST', `${one}/hours`, earlier);
    expect([again.status, refusedFields(again)]).toEqual([
      422,
      ['validFrom: valid-from-not-later'],
    ]);
    expect((await call('own', 'GET', one)).json).toMatchObject({
      hoursAfter: week('13:00'),
      validFrom: '2025-01-01',
      gained: 180,
      endReason: '',
    });
    expect((await call('advisor', 'GET', `${one}/hours`)).json.items).toMatchObject([
      { validFrom: '2025-01-01', validUntil: null, minutesAfter: 240 },
      { validFrom: '2024-01-01', validUntil: '2024-12-31', minutesAfter: 180 },
    ]);
    const ongoing = async (search: string) =>
      (await call('own', 'GET', `/hostings?partnership=${partnership}${search}`)).json.items.length;
    expect(await ongoing('&ongoing=true')).toBe(1);
    const end = { endedOn: '2025-06-01', reason: 'Départ' };
    const early = await call('creuse', 'POST', `${one}/end`, { ...end, endedOn: '2023-01-01' });
    expect([early.status, refusedFields(early)]).toEqual([422, ['endedOn: ends-before-start']]);
    expect((await call('creuse', 'POST', `${one}/end`, end)).status).toBe(200);
    expect([await ongoing('&ongoing=true'), await ongoing('')]).toEqual([0, 1]);
    expect((await call('creuse', 'GET', one)).json.endReason).toBe('Départ');
  });

  it('keeps its agreement for who looks after it and for its own people', async () => {
    const one = `/hostings/${(await create()).json.id}`;
    for (const who of ['creuse', 'own'] as const)
      expect((await call(who, 'GET', `${one}/terms`)).json).toMatchObject({
        agreementStartsOn: '2024-01-01',
        agreementEndsOn: '2099-12-31',
        state: 'running',
        warning: null,
      });
    expect((await call('correze', 'GET', `${one}/terms`)).status).toBe(403);
    expect((await call('advisor', 'GET', `${one}/terms`)).status).toBe(403);
    for (const path of ['', '/hours', '/terms']) {
      expect([path, (await call('stranger', 'GET', one + path)).status]).toEqual([path, 404]);
      const unknown = `/hostings/${newId()}${path}`;
      expect([path, (await call('creuse', 'GET', unknown)).status]).toEqual([path, 404]);
    }
  });

  it('is changed by its version, by who looks after the place', async () => {
    const one = `/hostings/${(await create()).json.id}`;
    const change = { ...facts(), name: 'Épicerie', version: 1 };
    for (const who of ['correze', 'own', 'advisor'] as const)
      expect((await call(who, 'PUT', one, change)).status).toBe(403);
    expect((await call('creuse', 'PUT', one, change)).status).toBe(200);
    expect((await call('creuse', 'PUT', one, change)).status).toBe(409);
    const bad = await call('creuse', 'PUT', one, {
      ...change,
      servicesAfter: [],
      agreementEndsOn: 'demain',
    });
    expect([bad.status, refusedFields(bad)]).toEqual([
      422,
      ['agreementEndsOn: date-invalid', 'servicesAfter: services-needed'],
    ]);
  });
});
