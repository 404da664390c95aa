import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/modules/accounts/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
/** In the Creuse, active. */
let partnership: string;
let token: Record<'lead' | 'creuse' | 'correze' | 'advisor' | 'own' | 'stranger', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  partnership = await makePartnership(test.db, lead, partner, '23');
  server = await serveTest(test);
  const of = (role: Role, kind: 'department' | 'organisation', code: string) =>
    makeAccount(test.db, role, kind, code).then(server.tokenOf);
  token = {
    lead: await server.tokenOf(lead),
    creuse: await of('territory-delegate', 'department', '23'),
    correze: await of('territory-delegate', 'department', '19'),
    advisor: await of('advisor', 'department', '23'),
    own: await of('partner-admin', 'organisation', partner),
    stranger: await of('partner-admin', 'organisation', other),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);
const at = (path = '', id = partnership) => `/partnerships/${id}${path}`;
const version = async () => (await call('lead', 'GET', at())).json.version as number;
const details = { problem: 'Personne ne répare', solution: 'Un atelier', budget: '1 200,5' };
const step = { step: 'Appeler la mairie', on: '2026-03-01' };

describe('who may', () => {
  const writes = async (id?: string): Promise<[string, string, unknown][]> => [
    ['POST', at('/notes', id), { body: 'À voir' }],
    ['PUT', at('/next-step', id), { ...step, version: await version() }],
    ['PUT', at('/sheet', id), { version: await version(), details }],
    ['PUT', at('/publication', id), { publicSummary: 'Un atelier.' }],
    ['DELETE', at('/publication', id), undefined],
  ];

  it.each([
    ['advisor', 403, 'forbidden'],
    ['correze', 403, 'out-of-scope'],
    ['own', 403, 'forbidden'],
  ] as const)('changes nothing for %s: %i %s', async (who, status, code) => {
    const before = await version();
    for (const [method, path, body] of await writes())
      expect([path, await call(who, method, path, body)]).toMatchObject([
        path,
        { status, json: { code } },
      ]);
    expect(await version()).toBe(before);
  });

  it('knows nothing of what is not there', async () => {
    for (const [method, path, body] of await writes(newId()))
      expect([path, (await call('lead', method, path, body)).status]).toEqual([path, 404]);
  });

  it('shows a partnership to who reads it, its notes and next step to who looks after it', async () => {
    const statuses = async (path: string) => {
      const all = [];
      for (const who of ['creuse', 'correze', 'advisor', 'own', 'stranger'] as const)
        all.push((await call(who, 'GET', at(path))).status);
      return [path, ...all];
    };
    for (const path of ['/moves', '/sheet', '/gaps?to=active', '/publication'])
      expect(await statuses(path)).toEqual([path, 200, 200, 200, 200, 404]);
    for (const path of ['/notes', '/next-step'])
      expect(await statuses(path)).toEqual([path, 200, 403, 403, 403, 403]);
  });
});

describe('the record', () => {
  it('tells every move and keeps private notes', async () => {
    const { json } = await call('own', 'GET', at('/moves'));
    expect(json.items.map(({ to }: { to: string }) => to)).toEqual([
      'idea',
      'co-design',
      'agreed',
      'active',
    ]);
    const made = await call('creuse', 'POST', at('/notes'), { body: 'Rappeler jeudi' });
    expect(made.status).toBe(201);
    expect((await call('lead', 'GET', at('/notes'))).json.items).toMatchObject([
      { id: made.json.id, body: 'Rappeler jeudi', author: 'territory-delegate 23' },
    ]);
    const empty = await call('creuse', 'POST', at('/notes'), { body: '  ' });
    expect([empty.status, refusedFields(empty)]).toEqual([422, ['body: required']]);
  });

  it('names the contacts that have a role in it', async () => {
    const { partner } = (await call('lead', 'GET', at())).json;
    const contacts = `/partners/${partner.id}/contacts`;
    const person = { name: 'Ada Martin', email: 'ada@example.org' };
    const made = await call('creuse', 'POST', contacts, person);
    const roles = [{ partnershipId: partnership, role: 'lead' }];
    const one = `${contacts}/${made.json.id}`;
    expect((await call('creuse', 'PUT', one, { ...person, roles, version: 1 })).status).toBe(200);
    expect((await call('own', 'GET', at('/contacts'))).json.items).toEqual([
      { id: made.json.id, ...person, phone: null, role: 'lead' },
    ]);
    expect((await call('stranger', 'GET', at('/contacts'))).status).toBe(404);
  });

  it('has a next step that is planned, seen by its version, then done', async () => {
    const { json } = await call('creuse', 'GET', at('/next-step'));
    const owner = json.owners.find(({ name }: { name: string }) => name.includes('delegate 23'));
    const plan = { ...step, ownerId: owner.id, version: json.version };
    expect((await call('creuse', 'PUT', at('/next-step'), plan)).status).toBe(200);
    expect(await call('creuse', 'PUT', at('/next-step'), plan)).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
    const planned = await call('lead', 'GET', at('/next-step'));
    expect(planned.json).toMatchObject({ ...step, owner: 'territory-delegate 23' });

    const bad = await call('creuse', 'PUT', at('/next-step'), { on: '2026-02-30' });
    expect([bad.status, refusedFields(bad).map((one) => one.split(':')[0])]).toEqual([
      422,
      ['on', 'version'],
    ]);
    const seen = planned.json.version;
    const nobody = { ...step, ownerId: newId(), version: seen };
    const unknown = await call('creuse', 'PUT', at('/next-step'), nobody);
    expect([unknown.status, refusedFields(unknown)]).toEqual([422, ['ownerId: owner-unknown']]);
    const done = { step: '', on: null, ownerId: null, version: seen };
    expect((await call('creuse', 'PUT', at('/next-step'), done)).status).toBe(200);
    expect((await call('lead', 'GET', at('/next-step'))).json).toMatchObject({
      step: '',
      on: null,
      owner: null,
    });
  });
});

describe('the sheet of a type', () => {
  const field = (sheet: { fields: { key: string; value: unknown }[] }, key: string) =>
    sheet.fields.find((one) => one.key === key)?.value;

  it('is read, replaced with its milestones, and says what is missing', async () => {
    const gaps = async () => (await call('own', 'GET', at('/gaps?to=agreed'))).json.items;
    expect(await gaps()).toEqual([
      { kind: 'field', key: 'problem' },
      { kind: 'field', key: 'solution' },
    ]);
    const milestones = [{ key: 'mid-term', dueOn: '2026-06-01', note: 'Avec la mairie' }];
    const seen = await version();
    const saved = await call('creuse', 'PUT', at('/sheet'), { version: seen, details, milestones });
    expect(saved.status).toBe(200);
    expect(await gaps()).toEqual([]);
    const kept = await call('creuse', 'PUT', at('/sheet'), { version: seen + 1, details });
    expect(kept.status).toBe(200);
    const { json } = await call('own', 'GET', at('/sheet'));
    expect([field(json, 'budget'), field(json, 'ownership')]).toEqual([1200.5, null]);
    expect(json.milestones[1]).toMatchObject({ key: 'mid-term', dueOn: '2026-06-01' });
    expect(await call('creuse', 'PUT', at('/sheet'), { version: seen, details })).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
  });

  it('names all that is wrong', async () => {
    const bad = await call('creuse', 'PUT', at('/sheet'), {
      version: await version(),
      details: { budget: 'beaucoup', ownership: 'nobody' },
      milestones: [{ key: 'opening' }],
    });
    expect([bad.status, refusedFields(bad)]).toEqual([
      422,
      [
        'details.budget: number-invalid',
        'details.ownership: choose-one',
        'milestones.0.key: choose-one',
      ],
    ]);
    const days = await call('creuse', 'PUT', at('/sheet'), {
      version: await version(),
      details,
      milestones: [{ key: 'mid-term', dueOn: 'hier' }],
    });
    expect([days.status, refusedFields(days)]).toEqual([422, ['milestones.0.dueOn: date-invalid']]);
  });
});

describe('the publication', () => {
  const publicSummary = 'Un atelier de réparation ouvert à tous.';

  it('exists when both sides agreed to the same words, until one of them does not', async () => {
    const early = await call('own', 'PUT', at('/publication/agreement'), { publicSummary });
    expect(early).toMatchObject({ status: 409, json: { code: 'changed-meanwhile' } });
    const proposed = await call('creuse', 'PUT', at('/publication'), { publicSummary });
    expect(proposed).toMatchObject({ status: 200, json: { published: false } });
    const agreed = await call('own', 'PUT', at('/publication/agreement'), { publicSummary });
    expect(agreed).toMatchObject({ status: 200, json: { published: true } });
    const { json } = await call('advisor', 'GET', at('/publication'));
    expect(json.slug).toMatch(/^ateliers-numeriques-p/);

    for (const [who, path] of [
      ['lead', '/publication/agreement'],
      ['own', '/publication'],
    ] as const)
      expect((await call(who, 'DELETE', at(path))).status).toBe(403);
    expect((await call('stranger', 'DELETE', at('/publication/agreement'))).status).toBe(404);
    expect((await call('own', 'DELETE', at('/publication/agreement'))).status).toBe(200);
    expect((await call('own', 'GET', at('/publication'))).json).toMatchObject({
      slug: null,
      partnerAgreedAt: null,
      publicSummary,
    });
    expect((await call('creuse', 'DELETE', at('/publication'))).status).toBe(200);
  });

  it('wants words, and an agreement between the sides first', async () => {
    const empty = await call('lead', 'PUT', at('/publication'), { publicSummary: '' });
    expect([empty.status, refusedFields(empty)]).toEqual([422, ['publicSummary: required']]);
    const partner = (await call('lead', 'GET', at())).json.partner.id;
    const idea = await makePartnership(test.db, lead, partner, '23', 'idea');
    expect(await call('lead', 'PUT', at('/publication', idea), { publicSummary })).toMatchObject({
      status: 409,
      json: { code: 'move-not-allowed' },
    });
  });
});
