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
let partnership: string;
let token: Record<'lead' | 'creuse' | 'correze' | 'own' | 'stranger' | 'advisor', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  server = await serveTest(test);
}, 120_000);
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  partnership = await makePartnership(test.db, lead, partner, '23', 'active', {
    startsOn: '2024-01-01',
    endsOn: '2025-12-31',
    objectives: [
      { label: 'Ateliers tenus', target: 24, unit: 'ateliers', dueOn: '' },
      { label: 'Appareils réparés', target: 0, unit: '', dueOn: '' },
    ],
  });
  const make = async (role: Parameters<typeof makeAccount>[1], code: string) =>
    server.tokenOf(
      await makeAccount(test.db, role, code.length > 3 ? 'organisation' : 'department', code),
    );
  token = {
    lead: await server.tokenOf(lead),
    creuse: await make('territory-delegate', '23'),
    correze: await make('territory-delegate', '19'),
    own: await make('partner-admin', partner),
    stranger: await make('partner-admin', other),
    advisor: await make('advisor', '23'),
  };
});
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);
const at = (path = '') => `/partnerships/${partnership}${path}`;
const account = {
  summary: 'Une bonne année.',
  results: [
    { result: 30, comment: 'Plus que prévu' },
    { result: '1 200,5', comment: '' },
  ],
};

describe('a review', () => {
  const open = async () => {
    const opened = await call('creuse', 'POST', at('/reviews'));
    expect(opened.status).toBe(201);
    return at(`/reviews/${opened.json.id}`);
  };

  it('holds results against objectives and renews with what changes', async () => {
    const review = await open();
    expect(await call('lead', 'POST', at('/reviews'))).toMatchObject({
      status: 200,
      json: { created: false },
    });
    const saved = await call('creuse', 'PUT', review, { ...account, version: 1 });
    expect(saved.status).toBe(200);
    const { json } = await call('own', 'GET', at('/reviews'));
    expect(json.items).toMatchObject([
      {
        summary: 'Une bonne année.',
        decision: null,
        results: [
          { label: 'Ateliers tenus', target: 24, result: 30, comment: 'Plus que prévu' },
          { label: 'Appareils réparés', target: 0, result: 1200.5 },
        ],
      },
    ]);
    expect(await call('creuse', 'PUT', review, { ...account, version: 1 })).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
    const decision = {
      decision: 'renew',
      reason: 'Les objectifs sont tenus.',
      changes: 'Deux lieux de plus.',
      endsOn: '2027-12-31',
      version: 2,
    };
    expect(await call('creuse', 'POST', `${review}/decision`, decision)).toMatchObject({
      status: 200,
      json: { stage: 'renewed' },
    });
    expect((await call('lead', 'GET', at())).json).toMatchObject({
      stage: 'renewed',
      endsOn: '2027-12-31',
    });
    const drafted = await call('lead', 'GET', at('/conventions'));
    expect(drafted.json.items).toMatchObject([{ status: 'draft', endsOn: '2027-12-31' }]);
    expect(await call('creuse', 'POST', `${review}/decision`, decision)).toMatchObject({
      status: 409,
      json: { code: 'move-not-allowed' },
    });
  });

  it('is for who moves the partnership', async () => {
    const review = await open();
    const end = { decision: 'end', reason: 'Fini.', version: 1 };
    for (const [who, status] of [
      ['correze', 403],
      ['advisor', 403],
      ['own', 403],
    ] as const) {
      expect((await call(who, 'POST', at('/reviews'))).status).toBe(status);
      expect((await call(who, 'PUT', review, { ...account, version: 1 })).status).toBe(status);
      expect((await call(who, 'POST', `${review}/decision`, end)).status).toBe(status);
    }
    expect((await call('stranger', 'GET', at('/reviews'))).status).toBe(404);
    const none = `${at('/reviews')}/${newId()}`;
    expect((await call('lead', 'POST', `${none}/decision`, end)).status).toBe(404);
  });

  it('names what is wrong', async () => {
    const review = await open();
    const short = await call('lead', 'PUT', review, {
      ...account,
      results: account.results.slice(1),
      version: 1,
    });
    expect([short.status, refusedFields(short)]).toEqual([422, ['results: invalid']]);
    const bad = await call('lead', 'PUT', review, {
      results: [{ result: -1 }, { result: [] }],
      version: 1,
    });
    expect([bad.status, refusedFields(bad).map((one) => one.split(':')[0])]).toEqual([
      422,
      ['results.0.result', 'results.1.result'],
    ]);
    const decide = async (more: Record<string, unknown>) => {
      const answer = await call('lead', 'POST', `${review}/decision`, { version: 1, ...more });
      return [answer.status, ...refusedFields(answer)];
    };
    expect(await decide({ decision: 'renew', reason: '' })).toEqual([
      422,
      'changes: say-what-changes',
      'endsOn: required',
      'reason: reason-needed',
    ]);
    const extend = { decision: 'extend', reason: 'Encore un peu.', endsOn: '2025-06-30' };
    expect(await decide(extend)).toEqual([422, 'endsOn: term-not-later']);
  });
});

describe('experiments', () => {
  const input = {
    hypothesis: 'On revient quand on a réparé soi-même.',
    measure: 'Personnes revenues',
    baseline: 0,
    target: 12.5,
    stopRule: 'Personne en deux mois',
  };
  const all = async () => (await call('own', 'GET', at('/experiments'))).json.items;
  const add = async () => {
    const made = await call('creuse', 'POST', at('/experiments'), input);
    expect(made.status).toBe(201);
    return at(`/experiments/${made.json.id}`);
  };

  it('are planned, changed, evaluated and scaled with reasons', async () => {
    const one = await add();
    const change = { ...input, target: 20, version: 1 };
    expect((await call('creuse', 'PUT', one, change)).status).toBe(200);
    expect(await call('creuse', 'PUT', one, change)).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
    const move = (body: Record<string, unknown>) => call('creuse', 'POST', `${one}/moves`, body);
    expect((await move({ to: 'running' })).status).toBe(201);
    const early = await move({ to: 'scaled', reason: 'Oui' });
    expect([early.status, refusedFields(early)]).toEqual([409, ['to: move-not-allowed']]);
    const untold = await move({ to: 'evaluated', result: 21 });
    expect([untold.status, refusedFields(untold)]).toEqual([422, ['learned: required']]);
    expect((await move({ to: 'evaluated', result: 21, learned: 'Ils aident.' })).status).toBe(201);
    const silent = await move({ to: 'scaled' });
    expect([silent.status, refusedFields(silent)]).toEqual([422, ['reason: reason-needed']]);
    expect((await move({ to: 'scaled', reason: 'Cela tient.' })).status).toBe(201);
    expect(await all()).toMatchObject([
      {
        state: 'scaled',
        target: 20,
        result: 21,
        learned: 'Ils aident.',
        moves: [{ to: 'running' }, { to: 'evaluated' }, { to: 'scaled', reason: 'Cela tient.' }],
      },
    ]);
    expect(await call('creuse', 'PUT', one, { ...input, version: 5 })).toMatchObject({
      status: 409,
      json: { code: 'move-not-allowed' },
    });
  });

  it('are written by who looks after the partnership, and name what is wrong', async () => {
    const one = await add();
    for (const who of ['correze', 'advisor', 'own'] as const) {
      expect((await call(who, 'POST', at('/experiments'), input)).status).toBe(403);
      expect((await call(who, 'PUT', one, { ...input, version: 1 })).status).toBe(403);
      expect((await call(who, 'POST', `${one}/moves`, { to: 'running' })).status).toBe(403);
    }
    expect((await call('stranger', 'GET', at('/experiments'))).status).toBe(404);
    const unknown = at(`/experiments/${newId()}`);
    expect((await call('lead', 'PUT', unknown, { ...input, version: 1 })).status).toBe(404);
    expect((await call('lead', 'POST', `${unknown}/moves`, { to: 'running' })).status).toBe(404);
    const bad = await call('lead', 'POST', at('/experiments'), {
      ...input,
      measure: '',
      target: true,
      startsOn: '2026-02-01',
      endsOn: '2026-01-01',
    });
    expect([bad.status, refusedFields(bad).map((error) => error.split(':')[0])]).toEqual([
      422,
      ['measure', 'target'],
    ]);
  });
});
