import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let place: string;
let elsewhere: string;
let token: Record<'manager' | 'lead' | 'agent', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  place = await makePlace(test.db, '23096', '23');
  elsewhere = await makePlace(test.db, '19272', '19');
  await test.db
    .updateTable('place')
    .set({ address: '1 place Varillas', postal_code: '23000', latitude: 46.17, longitude: 1.87 })
    .where('id', '=', place)
    .execute();
  server = await serveTest(test);
  token = {
    manager: await server.tokenOf(await makeAccount(test.db, 'place-manager', 'place', place)),
    lead: await server.tokenOf(await makeAccount(test.db, 'alliance-lead', 'national', '')),
    agent: await server.tokenOf(await makeAccount(test.db, 'counter-agent', 'place', place)),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token | null, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, who && token[who], body);

const WEEK = { monday: [['09:00', '12:00']] };
const sheet = (more: Record<string, unknown> = {}) => ({
  version: 0,
  services: ['procedures'],
  fees: ['free'],
  summary: 'On vous aide.',
  hours: WEEK,
  ...more,
});

describe('the sheet of a place', () => {
  it('is written by who manages the place, once for each version', async () => {
    const path = `/places/${place}/mediation`;
    expect((await call('manager', 'GET', path)).status).toBe(404);
    expect((await call('agent', 'PUT', path, sheet())).status).toBe(403);
    const outside = await call('manager', 'PUT', `/places/${elsewhere}/mediation`, sheet());
    expect(outside.json.code).toBe('out-of-scope');
    const unknown = await call('lead', 'PUT', `/places/${newId()}/mediation`, sheet());
    expect(unknown.status).toBe(404);
    expect((await call('manager', 'PUT', path, sheet())).status).toBe(200);
    const second = await call('manager', 'PUT', path, sheet());
    expect([second.status, second.json.code]).toEqual([409, 'changed-meanwhile']);
    const read = await call('agent', 'GET', path);
    expect(read.json).toMatchObject({ services: ['procedures'], version: 1, pivot: null });
    expect((await call('agent', 'GET', `/places/${place}`)).json.hours).toEqual(WEEK);
    const kept = await call('manager', 'PUT', path, sheet({ version: 1, hours: undefined }));
    expect(kept.status).toBe(200);
    expect((await call('agent', 'GET', `/places/${place}`)).json.hours).toEqual(WEEK);
  });

  it('says every mistake at once', async () => {
    const answer = await call(
      'manager',
      'PUT',
      `/places/${place}/mediation`,
      sheet({
        services: [],
        pivot: '123',
        emails: ['nobody'],
        bookingUrl: 'here',
        summary: 'x'.repeat(281),
        typology: ['POSTE'],
      }),
    );
    expect(answer.status).toBe(422);
    expect(refusedFields(answer)).toEqual([
      'bookingUrl: url-invalid',
      'emails.0: email-invalid',
      'pivot: pivot-invalid',
      'services: choose-one',
      'summary: too-long',
      'typology.0: typology-unknown',
    ]);
  });
});

describe('help nearby', () => {
  it('is found by everybody, by commune or position', async () => {
    const answer = await call(null, 'GET', '/help?commune=23096&services=procedures,work');
    expect(answer.status).toBe(200);
    expect(answer.json.items).toMatchObject([
      { id: place, services: ['procedures'], fees: ['free'] },
    ]);
    expect(answer.json.items[0]).not.toHaveProperty('emails');
    const near = await call(null, 'GET', '/help?latitude=46.1701&longitude=1.8702&km=5');
    expect(near.json.items).toHaveLength(1);
    expect(near.json.items[0].kilometres).toBeLessThan(1);
    const far = await call(null, 'GET', '/help?latitude=43.6&longitude=1.44');
    expect(far.json.items).toEqual([]);
  });

  it('says what is missing', async () => {
    expect((await call(null, 'GET', '/help')).json.code).toBe('position-unknown');
    expect((await call(null, 'GET', '/help?commune=99999')).json.code).toBe('commune-unknown');
  });
});

describe('the feeds', () => {
  it('are built by who may, and tell what they left out', async () => {
    expect((await call('lead', 'GET', '/feeds')).status).toBe(404);
    expect((await call('manager', 'POST', '/feeds')).status).toBe(403);
    const built = await call('lead', 'POST', '/feeds');
    expect(built.status).toBe(200);
    expect(built.json.feeds.map(({ rows }: { rows: number }) => rows)).toEqual([1, 1, 1, 1]);
    expect((await call('lead', 'GET', '/feeds')).json).toEqual(built.json);
  });
});

describe('places that look alike', () => {
  it('are listed and decided, and a decision is taken back', async () => {
    const twin = await makePlace(test.db, '23096', '23');
    const [a = '', b = ''] = [place, twin].sort();
    const id = newId();
    await test.db
      .insertInto('place_likeness')
      .values({
        id,
        place_a: a,
        place_b: b,
        score: 0.8,
        distance: 10,
        decision: null,
        kept_id: null,
        decided_by: null,
        decided_at: null,
      })
      .execute();
    const listed = await call('lead', 'GET', '/place-likenesses');
    expect(listed.json.items).toMatchObject([{ id, distance: 10, decision: null }]);
    const path = `/place-likenesses/${id}/decision`;
    expect((await call('agent', 'PUT', path, { decision: 'different' })).status).toBe(403);
    expect((await call('manager', 'PUT', path, { decision: 'different' })).json.code).toBe(
      'out-of-scope',
    );
    expect((await call('lead', 'PUT', path, { decision: 'perhaps' })).status).toBe(422);
    const same = { decision: 'same', keep: place };
    expect((await call('lead', 'PUT', path, same)).status).toBe(200);
    expect((await call('lead', 'PUT', path, same)).json.code).toBe('already-decided');
    const places = await call('lead', 'GET', '/places?commune=23096');
    expect(places.json.items.map((one: { id: string }) => one.id)).toEqual([place]);
    const decided = await call('lead', 'GET', '/place-likenesses?decided=true');
    expect(decided.json.items).toMatchObject([{ id, decision: 'same', keptId: place }]);
    expect((await call('lead', 'PUT', path, { decision: 'undo' })).status).toBe(200);
    expect((await call('lead', 'GET', '/places?commune=23096')).json.items).toHaveLength(2);
  });
});
