import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
let known: string;
let token: Record<'creuse' | 'correze' | 'advisor' | 'own', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  server = await serveTest(test);
}, 120_000);
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  known = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const delegate = (code: string) =>
    makeAccount(test.db, 'territory-delegate', 'department', code).then(server.tokenOf);
  const admin = await makeAccount(test.db, 'partner-admin', 'organisation', known);
  token = {
    creuse: await delegate('23'),
    correze: await delegate('19'),
    advisor: await server.tokenOf(await makeAccount(test.db, 'advisor', 'department', '23')),
    own: await server.tokenOf(admin),
  };
});
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token | null, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, who && token[who], body);

const asked = {
  organisation: 'Le Fil de Guéret',
  contactName: 'Ada Martin',
  contactEmail: 'ada@example.org',
  commune: '23096',
  commitment: 'ecology',
  message: 'Nous réparons des appareils et cherchons un lieu.',
};
const ask = (more: Record<string, unknown> = {}) =>
  call(null, 'POST', '/join-requests', { ...asked, ...more });
const list = async (who: keyof typeof token) =>
  (await call(who, 'GET', '/join-requests')).json.items;
const acceptance = {
  answer: 'Bienvenue.',
  kind: 'association',
  title: 'Atelier de réparation',
  type: 'social-innovation',
};
const refusal = { why: 'Pas cette année.', refusal: 'no-means', doors: [] };

describe('asking to join', () => {
  it('needs no account, is followed by its secret and told once', async () => {
    const made = await ask();
    expect(made).toMatchObject({ status: 201, json: { departmentCode: '23' } });
    const follow = (secret: string) => call(null, 'POST', '/join-requests/follow-up', { secret });
    const { status, json } = await follow(made.json.secret);
    expect([status, json.status, json.organisation]).toEqual([200, 'new', asked.organisation]);
    expect(Object.keys(json)).not.toContain('contactEmail');
    expect((await follow('nothing')).status).toBe(404);
    // The same person again: only the mailbox gets the link.
    expect(await ask()).toMatchObject({ status: 200, json: { secret: null } });
    expect(await list('creuse')).toHaveLength(1);
  });

  it('names what is wrong', async () => {
    const bad = await ask({ siret: '73282932000079', contactEmail: 'x', message: 'Court' });
    expect([bad.status, refusedFields(bad)]).toEqual([
      422,
      ['contactEmail: email-invalid', 'message: say-more', 'siret: siret-invalid'],
    ]);
    const nowhere = await ask({ commune: 'Nulle-Part-sur-Rien' });
    expect([nowhere.status, refusedFields(nowhere)]).toEqual([422, ['commune: commune-unknown']]);
  });

  it('is taken five times an hour from one address', async () => {
    const statuses = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await ask({ organisation: `Atelier ${n}` })).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
    const answer = await fetch(`${server.url}/api/v1/join-requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3000);
    // A page and a program count together.
    const page = await fetch(`${server.url}/rejoindre`, {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(asked),
    });
    expect(page.status).toBe(429);
    expect(await list('creuse')).toHaveLength(5);
  });
});

describe('answering', () => {
  it('is for who looks after the department', async () => {
    await ask();
    const [{ id }] = await list('creuse');
    expect(await list('correze')).toEqual([]);
    const one = `/join-requests/${id}`;
    expect((await call('correze', 'GET', one)).status).toBe(404);
    for (const [who, status] of [
      ['correze', 404],
      ['advisor', 403],
      ['own', 403],
    ] as const) {
      expect((await call(who, 'POST', `${one}/acceptance`, acceptance)).status).toBe(status);
      expect((await call(who, 'POST', `${one}/refusal`, refusal)).status).toBe(status);
    }
    expect((await call('advisor', 'GET', '/join-requests')).status).toBe(403);
    const unknown = `/join-requests/${newId()}/refusal`;
    expect((await call('creuse', 'POST', unknown, refusal)).status).toBe(404);
  });

  it('yes makes or takes a partner and begins an idea, once', async () => {
    await ask();
    const [{ id }] = await list('creuse');
    const one = `/join-requests/${id}`;
    const read = await call('creuse', 'GET', one);
    expect(read.json).toMatchObject({
      contactEmail: asked.contactEmail,
      deadline: 'in-time',
      checked: 'not-checked',
      likely: [{ id: known, because: 'name' }],
    });
    const bad = await call('creuse', 'POST', `${one}/acceptance`, { answer: '', title: 'A' });
    expect([bad.status, refusedFields(bad).map((error) => error.split(':')[0])]).toEqual([
      422,
      ['answer', 'type'],
    ]);
    const neither = { ...acceptance, kind: '' };
    const nobody = await call('creuse', 'POST', `${one}/acceptance`, neither);
    expect([nobody.status, refusedFields(nobody)]).toEqual([422, ['kind: choose-one']]);
    const yes = { ...acceptance, partnerId: known };
    const done = await call('creuse', 'POST', `${one}/acceptance`, yes);
    expect(done).toMatchObject({ status: 201, json: { partnerId: known } });
    const made = await call('creuse', 'GET', `/partnerships/${done.json.partnershipId}`);
    expect(made.json).toMatchObject({ stage: 'idea', title: acceptance.title });
    expect(await call('creuse', 'POST', `${one}/acceptance`, yes)).toMatchObject({
      status: 409,
      json: { code: 'move-not-allowed' },
    });
    expect((await list('creuse'))[0]).toMatchObject({ status: 'accepted', deadline: null });
  });

  it('no gives a reason and other doors', async () => {
    const { secret } = (await ask()).json;
    const [{ id }] = await list('creuse');
    const path = `/join-requests/${id}/refusal`;
    const bad = await call('creuse', 'POST', path, { why: ' ', refusal: 'x', doors: ['nowhere'] });
    expect([bad.status, refusedFields(bad).map((error) => error.split(':')[0])]).toEqual([
      422,
      ['doors.0', 'refusal', 'why'],
    ]);
    expect((await call('creuse', 'POST', path, refusal)).status).toBe(200);
    const followed = await call(null, 'POST', '/join-requests/follow-up', { secret });
    expect(followed.json).toMatchObject({ status: 'refused', refusal: 'no-means' });
  });
});

describe('what is published', () => {
  it('is there for everybody, and nothing else', async () => {
    const partnership = await makePartnership(test.db, lead, known, '23');
    const list = async () => (await call(null, 'GET', '/published-partnerships')).json.items;
    expect(await list()).toEqual([]);
    const publicSummary = 'Un atelier ouvert à tous.';
    const at = `/partnerships/${partnership}/publication`;
    await call('creuse', 'PUT', at, { publicSummary });
    await call('own', 'PUT', `${at}/agreement`, { publicSummary });
    const [row] = await list();
    expect(row).toMatchObject({ text: publicSummary, partnerName: 'Le Fil de Guéret' });
    expect(Object.keys(row)).not.toContain('id');
    const one = await call(null, 'GET', `/published-partnerships/${row.slug}`);
    expect(one).toMatchObject({ status: 200, json: { text: publicSummary, hosted: [] } });
    expect((await call(null, 'GET', '/published-partnerships/nothing')).status).toBe(404);
    await call('own', 'DELETE', `${at}/agreement`);
    expect((await call(null, 'GET', `/published-partnerships/${row.slug}`)).status).toBe(404);
  });
});
