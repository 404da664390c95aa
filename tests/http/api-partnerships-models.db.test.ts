import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
/** Active, in the Creuse. */
let source: string;
/** Of the partner in the Corrèze. */
let host: string;
let token: Record<'lead' | 'creuse' | 'correze' | 'advisor' | 'own', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  host = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  source = await makePartnership(test.db, lead, partner, '23');
  server = await serveTest(test);
  const make = async (role: Parameters<typeof makeAccount>[1], code: string) =>
    server.tokenOf(
      await makeAccount(test.db, role, code.length > 3 ? 'organisation' : 'department', code),
    );
  token = {
    lead: await server.tokenOf(lead),
    creuse: await make('territory-delegate', '23'),
    correze: await make('territory-delegate', '19'),
    advisor: await make('advisor', '23'),
    own: await make('partner-admin', partner),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

const told = {
  title: 'Une permanence le samedi',
  problem: 'Personne pour aider.',
  moneyEuros: 12_500.5,
  days: null,
  results: 'Trente personnes par mois.',
  contactName: 'Ada Martin',
  contactEmail: 'ada@example.org',
  contactAgreed: true,
};
const PDF = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
const file = { name: 'guide.pdf', content: Buffer.from(PDF).toString('base64') };
let model: string;

describe('a model', () => {
  it('is made once of a partnership that was agreed', async () => {
    const path = `/partnerships/${source}/model`;
    for (const who of ['correze', 'advisor', 'own'] as const)
      expect((await call(who, 'POST', path, told)).status).toBe(403);
    const bad = await call('creuse', 'POST', path, { ...told, days: -1, contactAgreed: 'yes' });
    expect([bad.status, refusedFields(bad).map((one) => one.split(':')[0])]).toEqual([
      422,
      ['contactAgreed', 'days'],
    ]);
    const unasked = await call('creuse', 'POST', path, { ...told, contactAgreed: false });
    expect([unasked.status, refusedFields(unasked)]).toEqual([
      422,
      ['contactAgreed: agreement-needed'],
    ]);
    const made = await call('creuse', 'POST', path, told);
    expect(made.status).toBe(201);
    model = made.json.id;
    expect(await call('creuse', 'POST', path, told)).toMatchObject({
      status: 409,
      json: { code: 'model-exists' },
    });
    const idea = await makePartnership(test.db, lead, host, '19', 'idea');
    expect(await call('lead', 'POST', `/partnerships/${idea}/model`, told)).toMatchObject({
      status: 409,
      json: { code: 'not-agreed-yet' },
    });
  });

  it('is listed, read and replaced by its version', async () => {
    const list = async (search: string) =>
      (await call('own', 'GET', `/models?${search}`)).json.items;
    expect(await list('commitment=digital-inclusion')).toMatchObject([
      { id: model, moneyEuros: 12_500.5, departmentCode: '23', replications: 0 },
    ]);
    expect(await list('commitment=ecology')).toEqual([]);
    const change = { ...told, days: 40, version: 1 };
    for (const who of ['correze', 'advisor', 'own'] as const)
      expect((await call(who, 'PUT', `/models/${model}`, change)).status).toBe(403);
    expect((await call('creuse', 'PUT', `/models/${model}`, change)).status).toBe(200);
    expect(await call('creuse', 'PUT', `/models/${model}`, change)).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
    expect((await call('advisor', 'GET', `/models/${model}`)).json).toMatchObject({
      days: 40,
      version: 2,
      documents: [],
    });
    expect((await call('lead', 'GET', `/models/${newId()}`)).status).toBe(404);
    expect((await call('lead', 'PUT', `/models/${newId()}`, change)).status).toBe(404);
  });

  it('has documents beside it', async () => {
    const path = `/models/${model}/documents`;
    for (const who of ['correze', 'advisor'] as const)
      expect((await call(who, 'POST', path, { file })).status).toBe(403);
    expect((await call('lead', 'POST', `/models/${newId()}/documents`, { file })).status).toBe(404);
    const page = { name: 'a.pdf', content: Buffer.from('<script>').toString('base64') };
    const refused = await call('creuse', 'POST', path, { file: page });
    expect([refused.status, refusedFields(refused)]).toEqual([422, ['file: file-type-refused']]);
    const made = await call('creuse', 'POST', path, { title: 'Le guide', file });
    expect(made.status).toBe(201);
    const { json } = await call('own', 'GET', `/models/${model}`);
    expect(json.documents).toEqual([
      {
        id: made.json.id,
        title: 'Le guide',
        fileName: 'guide.pdf',
        type: 'application/pdf',
        size: Buffer.byteLength(PDF),
      },
    ]);
    const read = await call('own', 'GET', `${path}/${made.json.id}`);
    expect(read.json).toEqual({ ...file, type: 'application/pdf' });
    expect((await call('own', 'GET', `${path}/${newId()}`)).status).toBe(404);
  });
});

describe('a model elsewhere', () => {
  it('finds territories like its own, as far as the reader may know their partners', async () => {
    const territories = async (who: keyof typeof token, search = '') =>
      (await call(who, 'GET', `/models/${model}/territories${search}`)).json.items;
    const [first] = await territories('correze');
    expect(first).toMatchObject({
      code: '19',
      partners: 1,
      taken: 0,
      hosts: [{ id: host, name: 'Les Jardins de Tulle' }],
      mayStart: true,
    });
    expect(first.score).toBeGreaterThan(0);
    expect((await territories('correze'))[1].mayStart).toBe(false);
    expect(await territories('creuse', '?limit=3')).toHaveLength(3);
    expect((await territories('own'))[0]).toMatchObject({ hosts: [], mayStart: false });
  });

  it('begins as a partnership that remembers where it comes from', async () => {
    const start = (more: Record<string, unknown>) =>
      call('correze', 'POST', '/partnerships', {
        title: 'Permanence à Tulle',
        type: 'social-innovation',
        commitment: 'digital-inclusion',
        partnerId: host,
        departmentCode: '19',
        ...more,
      });
    const unknown = await start({ modelId: newId() });
    expect([unknown.status, refusedFields(unknown)]).toEqual([422, ['modelId: model-unknown']]);
    const action = await start({ actionId: newId() });
    expect([action.status, refusedFields(action)]).toEqual([422, ['actionId: action-unknown']]);
    const made = await start({ modelId: model });
    expect(made.status).toBe(201);
    expect((await call('lead', 'GET', `/models/${model}`)).json.replications).toBe(1);
    const family = await call('advisor', 'GET', `/partnerships/${made.json.id}/family`);
    expect(family.json).toMatchObject({
      own: null,
      taken: { id: model, title: told.title },
      rootId: source,
      members: [
        { id: source, from: null },
        { id: made.json.id, from: source, departmentCode: '19' },
      ],
    });
    expect((await call('own', 'GET', `/partnerships/${made.json.id}/family`)).status).toBe(404);
  });
});
