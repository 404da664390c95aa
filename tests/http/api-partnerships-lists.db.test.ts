import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
let partner: string;
let idea: string;
let active: string;
let far: string;
let token: Record<'lead' | 'creuse' | 'own' | 'stranger' | 'advisor', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  server = await serveTest(test);
}, 120_000);
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  const placeIds = [await makePlace(test.db, '23096', '23')];
  const span = { startsOn: '2026-01-10', endsOn: '2026-02-20', placeIds };
  idea = await makePartnership(test.db, lead, partner, '23', 'idea', { title: 'B idée' });
  active = await makePartnership(test.db, lead, partner, '23', 'active', { title: 'A', ...span });
  far = await makePartnership(test.db, lead, other, '19', 'idea', { title: 'C loin' });
  const creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  const own = await makeAccount(test.db, 'partner-admin', 'organisation', partner);
  const stranger = await makeAccount(test.db, 'partner-admin', 'organisation', other);
  const advisor = await makeAccount(test.db, 'advisor', 'department', '23');
  token = {
    lead: await server.tokenOf(lead),
    creuse: await server.tokenOf(creuse),
    own: await server.tokenOf(own),
    stranger: await server.tokenOf(stranger),
    advisor: await server.tokenOf(advisor),
  };
});
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);
const ids = async (who: keyof typeof token, search: string) => {
  const { json } = await call(who, 'GET', `/partnerships?${search}`);
  return json.items.map(({ id }: { id: string }) => id);
};
const stageOf = async (id: string) => (await call('lead', 'GET', `/partnerships/${id}`)).json.stage;

describe('lists, board, map and calendar', () => {
  it('narrow to what runs, what is one’s own and the year of the agreement', async () => {
    expect(await ids('lead', '')).toEqual([active, idea, far]);
    expect(await ids('lead', 'running=true')).toEqual([active]);
    expect(await ids('lead', 'mine=true&stage=idea')).toEqual([idea, far]);
    expect(await ids('creuse', 'mine=true')).toEqual([]);
    const year = (await call('lead', 'GET', `/partnerships/${active}`)).json.agreedOn.slice(0, 4);
    expect(await ids('lead', `agreed=${year}`)).toEqual([active]);
    expect(await ids('lead', `agreed=${Number(year) - 1}`)).toEqual([]);
    const bad = await call('lead', 'GET', '/partnerships?running=yes&agreed=12&stage=x');
    expect([bad.status, refusedFields(bad).map((one) => one.split(':')[0])]).toEqual([
      422,
      ['agreed', 'running', 'stage'],
    ]);
  });

  it('count by stage and department, within what the reader may read', async () => {
    const stages = async (who: keyof typeof token) => {
      const { json } = await call(who, 'GET', '/partnerships/by-stage');
      return json.items.filter(({ count }: { count: number }) => count > 0);
    };
    expect(await stages('lead')).toEqual([
      { stage: 'idea', count: 2 },
      { stage: 'active', count: 1 },
    ]);
    expect(await stages('stranger')).toEqual([{ stage: 'idea', count: 1 }]);
    const { json } = await call('advisor', 'GET', '/partnerships/by-department');
    expect(json.items).toEqual([
      { departmentCode: '19', count: 1 },
      { departmentCode: '23', count: 2 },
    ]);
  });

  it('show the places of a department', async () => {
    const points = await call('own', 'GET', '/partnerships/points?department=23');
    expect(points.json.items).toMatchObject([
      { id: active, placeName: expect.stringContaining('Bureau') },
      { id: idea, placeId: null },
    ]);
    const all = await call('own', 'GET', '/partnerships/points');
    expect([all.status, refusedFields(all)[0]?.split(':')[0]]).toEqual([422, 'department']);
  });

  it('put starts and terms into a month', async () => {
    const month = (search: string) => call('own', 'GET', `/partnerships/calendar?${search}`);
    expect((await month('month=2026-02')).json).toMatchObject({
      month: '2026-02',
      items: [{ day: '2026-02-20', kind: 'term', partnershipId: active, title: 'A' }],
    });
    expect((await month('month=2026-02&stage=idea')).json.items).toEqual([]);
    const bad = await month('month=2026-13');
    expect([bad.status, refusedFields(bad)]).toEqual([422, ['month: date-invalid']]);
  });

  it('say what waits for who asks', async () => {
    const step = { step: 'Appeler', on: '2020-01-01', version: 1 };
    expect((await call('creuse', 'PUT', `/partnerships/${idea}/next-step`, step)).status).toBe(200);
    const { json } = await call('creuse', 'GET', '/agenda');
    expect(json.steps).toMatchObject([{ id: idea, step: 'Appeler' }]);
    expect(json.endingSoon).toMatchObject([{ id: active }]);
    expect((await call('advisor', 'GET', '/agenda')).json).toMatchObject({
      steps: [],
      endingSoon: [],
    });
  });
});

describe('bulk moves', () => {
  const move = { to: 'co-design', reason: '' };
  const problems = ({ json }: Awaited<ReturnType<typeof call>>) =>
    json.items.map(({ id, problem }: { id: string; problem: string | null }) => [id, problem]);

  it('show what would happen, then move what may', async () => {
    const preview = await call('creuse', 'POST', '/partnerships/bulk-moves/preview', {
      ...move,
      ids: [idea, active, far, newId()],
    });
    const expected = [
      [active, 'move-not-allowed'],
      [idea, null],
      [far, 'out-of-scope'],
    ];
    expect([preview.status, problems(preview)]).toEqual([200, expected]);
    expect(await stageOf(idea)).toBe('idea');
    const rows = preview.json.items.map(({ id, version }: { id: string; version: number }) => ({
      id,
      version,
    }));
    const apply = () =>
      call('creuse', 'POST', '/partnerships/bulk-moves', { ...move, partnerships: rows });
    expect(problems(await apply())).toEqual(expected);
    expect([await stageOf(idea), await stageOf(far)]).toEqual(['co-design', 'idea']);
    expect(problems(await apply())[1]).toEqual([idea, 'changed-meanwhile']);
  });

  it('are refused to who moves nothing, and name what is wrong', async () => {
    for (const who of ['advisor', 'own'] as const)
      for (const path of ['/partnerships/bulk-moves', '/partnerships/bulk-moves/preview'])
        expect((await call(who, 'POST', path, { ...move, ids: [idea] })).status).toBe(403);
    const bad = await call('lead', 'POST', '/partnerships/bulk-moves', {
      to: 'x',
      partnerships: [{ id: 'x', version: 0 }],
    });
    expect([bad.status, refusedFields(bad).map((one) => one.split(':')[0])]).toEqual([
      422,
      ['partnerships.0.id', 'partnerships.0.version', 'to'],
    ]);
    const none = await call('lead', 'POST', '/partnerships/bulk-moves/preview', {
      ...move,
      ids: [],
    });
    expect([none.status, refusedFields(none)]).toEqual([422, ['ids: required']]);
  });
});

describe('saved views', () => {
  const list = async (who: keyof typeof token) =>
    (await call(who, 'GET', '/saved-views')).json.items;
  const save = (who: keyof typeof token, more: Record<string, unknown> = {}) =>
    call(who, 'POST', '/saved-views', {
      name: 'Creuse',
      view: 'board',
      filters: { department: '23', running: true, mine: true },
      ...more,
    });

  it('keep filters under a name, for oneself or for the team', async () => {
    const made = await save('lead');
    expect(made.status).toBe(200);
    expect(await list('lead')).toEqual([
      {
        id: made.json.id,
        name: 'Creuse',
        view: 'board',
        filters: { department: '23', running: true, mine: true },
        shared: false,
        mine: true,
        to: '/partenariats/tableau?etape=en-cours&departement=23&suivi=moi',
      },
    ]);
    expect(await list('creuse')).toEqual([]);
    const again = await save('lead', { shared: true, filters: { need: idea } });
    expect(again.json.id).toBe(made.json.id);
    expect(await list('creuse')).toMatchObject([{ mine: false, filters: { need: idea } }]);
    await save('own', { shared: true });
    expect(await list('stranger')).toEqual([]);
  });

  it('go with who made them', async () => {
    const made = await save('lead', { shared: true });
    const one = `/saved-views/${made.json.id}`;
    expect((await call('creuse', 'DELETE', one)).status).toBe(404);
    expect((await call('lead', 'DELETE', one)).status).toBe(200);
    expect((await call('lead', 'DELETE', one)).status).toBe(404);
    const bad = await save('lead', { name: '', view: 'table', filters: { agreed: null } });
    expect([bad.status, refusedFields(bad).map((error) => error.split(':')[0])]).toEqual([
      422,
      ['filters.agreed', 'name', 'view'],
    ]);
  });
});
