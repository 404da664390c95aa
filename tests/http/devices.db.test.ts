import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDeviceOffersNear } from '../../src/modules/devices/public.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let partnership: string;
let place: string;
let there: string;
let token: Record<'manager' | 'other' | 'own' | 'stranger' | 'lead' | 'verifier', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const foreign = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  partnership = await makePartnership(test.db, lead, partner, '23');
  place = await makePlace(test.db, '23096', '23');
  there = await makePlace(test.db, '23008', '23');
  server = await serveTest(test);
  const make = async (
    ...account: [Parameters<typeof makeAccount>[1], Parameters<typeof makeAccount>[2], string]
  ) => server.tokenOf(await makeAccount(test.db, ...account));
  token = {
    manager: await make('place-manager', 'place', place),
    other: await make('place-manager', 'place', there),
    own: await make('partner-member', 'organisation', partner),
    stranger: await make('partner-admin', 'organisation', foreign),
    lead: await server.tokenOf(lead),
    verifier: await make('verifier', 'national', ''),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

describe('devices over the interface', () => {
  it('go from the lot to a person and back, and to another place', async () => {
    const lot = {
      id: newId(),
      kind: 'tablet',
      maker: 'Essai',
      model: 'T1',
      origin: 'given',
      quantity: 2,
      price: 0,
      partnershipId: partnership,
      placeId: place,
      receivedOn: '2026-01-05',
    };
    const wrong = await call('manager', 'POST', '/device-lots', {
      ...lot,
      quantity: 0,
      origin: '?',
    });
    expect(refusedFields(wrong)).toEqual(['origin: choose-one', 'quantity: number-invalid']);
    expect((await call('verifier', 'POST', '/device-lots', lot)).status).toBe(403);
    expect((await call('stranger', 'POST', '/device-lots', lot)).status).toBe(403);
    expect((await call('manager', 'POST', '/device-lots', lot)).status).toBe(201);
    expect((await call('manager', 'POST', '/device-lots', lot)).status).toBe(200);
    const stock = await call('own', 'GET', `/device-stock?place=${place}`);
    expect(stock.json.items).toMatchObject([{ kind: 'tablet', inStock: 2, low: true }]);
    expect((await call('stranger', 'GET', '/device-stock')).json.items).toEqual([]);
    // Few is what the place says, nobody else; a kind that is left out stays.
    const few = (who: keyof typeof token, body: unknown) =>
      call(who, 'PUT', `/places/${place}/device-thresholds`, body);
    expect(refusedFields(await few('manager', { tablet: -1, phone: 'x' }))).toEqual([
      'phone: number-invalid',
      'tablet: negative',
    ]);
    expect((await few('other', { tablet: 1 })).status).toBe(403);
    expect((await few('verifier', { tablet: 1 })).status).toBe(403);
    expect((await few('manager', { tablet: 1 })).json).toEqual({ placeId: place });
    const after = await call('own', 'GET', `/device-stock?place=${place}`);
    expect(after.json.items).toMatchObject([{ few: 1, low: false }]);
    // A lot recorded twice by mistake is taken back, as long as nothing of it moved.
    const twin = { ...lot, id: newId() };
    expect((await call('manager', 'POST', '/device-lots', twin)).status).toBe(201);
    const back = `/device-lots/${twin.id}/withdrawal`;
    expect((await call('other', 'POST', back)).status).toBe(403);
    expect((await call('manager', 'POST', back)).json).toEqual({ id: twin.id });
    expect((await call('manager', 'POST', back)).status).toBe(404);
    const devices = (await call('own', 'GET', `/devices?lot=${lot.id}`)).json.items;
    const [one, two] = devices;
    expect((await call('stranger', 'GET', `/devices/${one.id}`)).status).toBe(404);

    const out = {
      id: newId(),
      deviceId: one.id,
      terms: 'given',
      agreement: 'spoken',
      witness: 'Un collègue',
      read: true,
    };
    const missing = await call('own', 'POST', '/device-hand-outs', {
      ...out,
      read: false,
      witness: '',
      terms: 'lent',
    });
    expect(refusedFields(missing)).toEqual([
      'dueOn: required',
      'read: accept-needed',
      'witness: witness-needed',
    ]);
    expect((await call('lead', 'POST', '/device-hand-outs', out)).status).toBe(403);
    expect((await call('own', 'POST', '/device-hand-outs', out)).json).toMatchObject({
      id: out.id,
    });
    const taken = await call('manager', 'POST', '/device-hand-outs', { ...out, id: newId() });
    expect([taken.status, taken.json.code]).toEqual([409, 'device-taken']);
    const now = (await call('own', 'GET', `/devices/${one.id}`)).json;
    expect(now).toMatchObject({ state: 'handed-out' });
    // No answer says that there was a witness, nor who.
    expect(JSON.stringify(now)).not.toContain('collègue');
    const broken = { how: 'fail', version: now.version };
    expect(
      (await call('stranger', 'POST', `/device-hand-outs/${out.id}/return`, broken)).status,
    ).toBe(404);
    expect((await call('own', 'POST', `/device-hand-outs/${out.id}/return`, broken)).status).toBe(
      200,
    );
    const used = await call('manager', 'POST', `/device-lots/${lot.id}/withdrawal`);
    expect([used.status, used.json.code]).toEqual([409, 'lot-used']);
    const repair = { move: 'repair', version: now.version + 1 };
    expect((await call('own', 'POST', `/devices/${one.id}/moves`, repair)).status).toBe(403);
    expect((await call('manager', 'POST', `/devices/${one.id}/moves`, repair)).status).toBe(200);
    expect((await call('manager', 'POST', `/devices/${one.id}/moves`, repair)).status).toBe(409);

    const transfer = { id: newId(), fromPlaceId: place, toPlaceId: there, deviceIds: [two.id] };
    expect((await call('manager', 'POST', '/device-transfers', transfer)).status).toBe(201);
    const reception = { received: [two.id] };
    const path = `/device-transfers/${transfer.id}/reception`;
    expect((await call('manager', 'POST', path, reception)).status).toBe(403);
    expect((await call('other', 'POST', path, reception)).json).toMatchObject({ missing: 0 });
    // What a counter proposes: what is there, and nothing of who has the rest.
    expect(await listDeviceOffersNear(test.db, { placeIds: [place, there] })).toEqual([
      { placeId: there, kind: 'tablet', available: 1, priceCents: 0 },
    ]);
    expect(await listDeviceOffersNear(test.db, { placeIds: [] })).toEqual([]);
    expect((await call('lead', 'GET', '/device-figures')).json).toMatchObject({
      handedOut: 1,
      back: 1,
      reused: 0,
    });
    expect((await call('stranger', 'GET', '/device-figures')).json).toMatchObject({ handedOut: 0 });
  });
});
