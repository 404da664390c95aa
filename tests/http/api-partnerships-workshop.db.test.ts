import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
/** Of the Creuse. */
let partner: string;
let need: string;
let token: Record<'creuse' | 'correze' | 'own' | 'stranger' | 'advisor', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  server = await serveTest(test);
}, 120_000);
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
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
  const made = await call('creuse', 'POST', '/needs', {
    territoryKind: 'commune',
    territoryCode: '23096',
    commitment: 'ecology',
    title: 'Rien pour réparer un appareil',
  });
  need = made.json.id;
});
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

const propose = (more: Record<string, unknown> = {}) =>
  call('own', 'POST', '/proposals', {
    needId: need,
    partnerId: partner,
    title: 'Un atelier de réparation',
    body: 'Chaque samedi dans le bureau de poste.',
    visibility: 'shared',
    ...more,
  });

describe('a workshop', () => {
  it('shows its actors and who said what, to who may enter', async () => {
    await call('own', 'PUT', '/priorities', {
      departmentCode: '23',
      priorities: [{ needId: need, priority: 'first' }],
    });
    const of = (who: keyof typeof token, what: string) =>
      call(who, 'GET', `/workshops/department/23/${what}`);
    const fil = { id: partner, name: 'Le Fil de Guéret' };
    expect((await of('own', 'actors')).json.items).toEqual([fil]);
    expect((await of('advisor', 'voices')).json.items).toEqual([
      { needId: need, partner: fil, priority: 'first' },
    ]);
    for (const what of ['needs', 'actors', 'voices'])
      expect((await of('stranger', what)).status).toBe(404);
    expect((await call('own', 'GET', '/workshops/department/99/actors')).status).toBe(404);
  });
});

describe('a proposal', () => {
  it('is supported, no longer supported, and decided with a reason', async () => {
    const one = `/proposals/${(await propose()).json.id}`;
    const items = async (path: string) => (await call('own', 'GET', `${one}/${path}`)).json.items;
    const sentence = 'Une bonne idée.';
    expect((await call('creuse', 'PUT', `${one}/support`, { sentence })).status).toBe(200);
    expect(await items('supports')).toMatchObject([{ partner: null, sentence }]);
    expect((await call('own', 'DELETE', `${one}/support`)).status).toBe(403);
    expect((await call('stranger', 'DELETE', `${one}/support`)).status).toBe(404);
    expect((await call('advisor', 'DELETE', `${one}/support`)).status).toBe(403);
    expect((await call('creuse', 'DELETE', `${one}/support`)).status).toBe(200);
    expect(await items('supports')).toEqual([]);

    const decide = (body: Record<string, unknown>) =>
      call('creuse', 'POST', `${one}/decisions`, body);
    const merged = { outcome: 'merged', reason: 'La même', mergedInto: newId() };
    const unknown = await decide(merged);
    expect([unknown.status, refusedFields(unknown)]).toEqual([
      422,
      ['mergedInto: proposal-unknown'],
    ]);
    expect((await decide({ outcome: 'kept', reason: 'Oui.' })).status).toBe(201);
    expect(await items('decisions')).toMatchObject([
      { outcome: 'kept', reason: 'Oui.', into: null, by: 'territory-delegate 23' },
    ]);
    for (const path of ['supports', 'decisions'])
      expect((await call('stranger', 'GET', `${one}/${path}`)).status).toBe(404);
  });

  it('that is a draft is its partner’s alone', async () => {
    const one = `/proposals/${(await propose({ visibility: 'draft' })).json.id}`;
    expect((await call('own', 'GET', `${one}/decisions`)).status).toBe(200);
    expect((await call('creuse', 'GET', `${one}/decisions`)).status).toBe(404);
    expect((await call('creuse', 'GET', `${one}/supports`)).status).toBe(404);
  });

  it('is asked for; who decides sees all that were asked, a partner itself', async () => {
    const path = `/needs/${need}/invitations`;
    const invited = await call('creuse', 'POST', path, { partnerId: partner, sentence: 'Venez' });
    expect(invited.status).toBe(201);
    const items = async (who: keyof typeof token) => (await call(who, 'GET', path)).json.items;
    expect(await items('creuse')).toMatchObject([{ id: partner, sentence: 'Venez' }]);
    expect(await items('own')).toHaveLength(1);
    expect(await items('correze')).toEqual([]);
    expect(await items('stranger')).toEqual([]);
    expect((await call('creuse', 'GET', `/needs/${newId()}/invitations`)).status).toBe(404);
  });
});

describe('an action of the plan', () => {
  const action = async () => {
    const people = await call('creuse', 'GET', '/actions/assignable?department=23');
    const [advisor] = people.json.items;
    return {
      territoryKind: 'commune',
      territoryCode: '23096',
      commitment: 'ecology',
      title: 'Trouver un local',
      ownerKind: 'person',
      ownerAccountId: advisor.id,
      needId: need,
      milestones: [{ label: 'Visiter', dueOn: '2026-03-01' }],
    };
  };

  it('is given to somebody of the department, moves, and tells how it went', async () => {
    for (const [who, status] of [
      ['correze', 403],
      ['own', 403],
      ['advisor', 403],
    ] as const)
      expect((await call(who, 'GET', '/actions/assignable?department=23')).status).toBe(status);
    const input = await action();
    const made = await call('creuse', 'POST', '/actions', { action: input });
    expect(made.status).toBe(201);
    const one = `/actions/${made.json.id}`;
    const { json } = await call('own', 'GET', one);
    expect(json).toMatchObject({
      ownerAccountId: input.ownerAccountId,
      ownerName: expect.stringContaining('23'),
    });
    const milestone = `/milestones/${json.milestones[0].id}/moves`;
    const early = await call('creuse', 'POST', milestone, { to: 'delayed', reason: 'Clos' });
    expect([early.status, refusedFields(early)]).toEqual([422, ['newDay: day-needed']]);
    const delayed = { to: 'delayed', reason: 'Clos', newDay: '2026-04-01' };
    expect((await call('stranger', 'POST', milestone, delayed)).status).toBe(403);
    expect((await call('creuse', 'POST', milestone, delayed)).status).toBe(201);
    expect((await call('own', 'GET', `${one}/moves`)).json.items).toMatchObject([
      { label: 'Visiter', from: 'open', to: 'delayed', reason: 'Clos', dueBefore: '2026-03-01' },
    ]);
    expect((await call('stranger', 'GET', `${one}/moves`)).status).toBe(404);
  });

  it('names what is wrong', async () => {
    const input = await action();
    const send = async (more: Record<string, unknown>) => {
      const answer = await call('creuse', 'POST', '/actions', { action: { ...input, ...more } });
      return [answer.status, ...refusedFields(answer)];
    };
    expect(await send({ ownerAccountId: 'nobody' })).toEqual([
      422,
      'ownerAccountId: owner-unknown',
    ]);
    expect(await send({ indicatorCode: 'none' })).toEqual([
      422,
      'indicatorCode: indicator-unknown',
    ]);
    expect(await send({ proposalId: (await propose()).json.id })).toEqual([
      422,
      'proposalId: proposal-not-kept',
    ]);
  });
});
