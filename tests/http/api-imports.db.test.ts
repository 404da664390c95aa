import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let token: Record<'lead' | 'delegate' | 'advisor', string>;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  server = await serveTest(test);
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  await makePartnership(test.db, lead, partner, '23', 'active');
  await makePartnership(test.db, lead, partner, '23', 'idea');
  await makePartnership(test.db, lead, partner, '19', 'idea', { title: 'Ailleurs' });
  const delegate = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  const advisor = await makeAccount(test.db, 'advisor', 'department', '23');
  token = {
    lead: await server.tokenOf(lead),
    delegate: await server.tokenOf(delegate),
    advisor: await server.tokenOf(advisor),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

describe('imports', () => {
  const TABLE = `Structure;No SIRET;Famille;INSEE
Le Fil;73282932000074;Chantier;23096
L’Établi;55208131766522;Asso loi 1901;23096
Faux numéro;73282932000079;Chantier;23096
`;
  const file = (content: string, name = 'partenaires.csv') => ({
    name,
    content: Buffer.from(content).toString('base64'),
  });

  /** Starts a run and waits for its end. */
  async function run(id: string, dryRun: boolean) {
    const begun = await call('lead', 'POST', `/imports/${id}/run`, { dryRun });
    expect(begun.status).toBe(200);
    for (;;) {
      const { json } = await call('lead', 'GET', `/imports/${id}`);
      if (json.status !== 'running') return json;
      await pause(50);
    }
  }

  const names = async () => {
    const { json } = await call('lead', 'GET', '/partners?q=fil');
    return json.items.map(({ name }: { name: string }) => name).sort();
  };

  it('go from a table to a batch, and back', async () => {
    const sent = await call('lead', 'POST', '/imports', { kind: 'partners', file: file(TABLE) });
    expect(sent.status).toBe(201);
    const { id } = sent.json;
    const mapping = await call('lead', 'GET', `/imports/${id}/mapping`);
    expect(mapping.json).toMatchObject({ kind: 'partners', rows: 3 });
    expect(mapping.json.seen[0]).toEqual({
      header: 'Structure',
      samples: ['Le Fil', 'L’Établi', 'Faux numéro'],
      filled: 3,
    });

    const columns = { name: 'Structure', siret: 'No SIRET', kind: 'Famille', communeCode: 'INSEE' };
    const named = await call('lead', 'PUT', `/imports/${id}/columns`, { columns });
    expect(named.json.columns).toContainEqual({ key: 'kind', required: false, header: 'Famille' });
    expect(named.json.words.kind.found[0]).toMatchObject({ word: 'Chantier', count: 2 });
    const words = { kind: { Chantier: 'ACI', 'Asso loi 1901': 'association' } };
    const said = await call('lead', 'PUT', `/imports/${id}/words`, { words });
    expect(said.json.words.kind.found[0]).toEqual({ word: 'Chantier', count: 2, ours: 'ACI' });

    const counts = { read: 3, created: 2, rejected: 1 };
    const tried = await run(id, true);
    expect(tried).toMatchObject({ status: 'done', dryRun: true, waiting: true, counts });
    expect(await names()).toEqual(['Le Fil de Guéret']);

    const done = await run(id, false);
    expect(done).toMatchObject({ status: 'done', dryRun: false, counts, hasRejectedRows: true });
    expect(done.errors).toMatchObject([
      { line: 4, field: 'No SIRET', code: 'no-identity' },
      { line: 4, field: 'No SIRET', code: 'siret-invalid' },
    ]);
    expect(done.errors[0].message.length).toBeGreaterThan(10);
    expect(await names()).toEqual(['Le Fil', 'Le Fil de Guéret']);
    const rejected = await call('lead', 'GET', `/imports/${id}/rejected-rows`);
    expect(Buffer.from(rejected.json.content, 'base64').toString()).toContain('Faux numéro');
    expect((await call('lead', 'GET', '/imports')).json.items).toMatchObject([{ id, counts }]);

    const undone = await call('lead', 'POST', `/imports/${id}/undo`);
    expect(undone).toMatchObject({ status: 200, json: { removed: 2, restored: 0, kept: 0 } });
    expect(await names()).toEqual(['Le Fil de Guéret']);
    expect((await call('lead', 'GET', `/imports/${id}`)).json).toMatchObject({
      status: 'undone',
      undone: undone.json,
    });
    expect((await call('lead', 'POST', `/imports/${id}/undo`)).status).toBe(404);
    expect(await call('lead', 'POST', `/imports/${id}/run`, { dryRun: true })).toMatchObject({
      status: 409,
      json: { code: 'import-not-ready' },
    });
  });

  it('name what is wrong', async () => {
    const empty = await call('lead', 'POST', '/imports', { kind: 'communes' });
    expect([empty.status, refusedFields(empty)]).toEqual([
      422,
      ['file: invalid', 'kind: choose-one'],
    ]);
    const useless = await call('lead', 'POST', '/imports', { kind: 'partners', file: file('') });
    expect([useless.status, refusedFields(useless)]).toEqual([422, ['file: file-unusable']]);
    expect(useless.json.detail.length).toBeGreaterThan(10);

    const sent = await call('lead', 'POST', '/imports', { kind: 'partners', file: file(TABLE) });
    const put = async (part: string, body: unknown) => {
      const answer = await call('lead', 'PUT', `/imports/${sent.json.id}/${part}`, body);
      return [answer.status, answer.json.code, refusedFields(answer)];
    };
    const twice = { siret: 'No SIRET', rna: 'No SIRET' };
    expect(await put('columns', { columns: twice })).toEqual([
      422,
      'invalid',
      ['columns.name: choose-one', 'columns.rna: column-taken'],
    ]);
    expect(await put('words', { words: { kind: { Chantier: 'king' } } })).toEqual([
      422,
      'invalid',
      ['words.kind: choose-one'],
    ]);
  });

  it('are for who runs them', async () => {
    const id = newId();
    const body = { kind: 'partners', file: file(TABLE) };
    const calls = [
      ['GET', '/imports', undefined],
      ['GET', `/imports/${id}`, undefined],
      ['GET', `/imports/${id}/mapping`, undefined],
      ['GET', `/imports/${id}/rejected-rows`, undefined],
      ['POST', '/imports', body],
      ['PUT', `/imports/${id}/columns`, { columns: {} }],
      ['PUT', `/imports/${id}/words`, { words: {} }],
      ['POST', `/imports/${id}/run`, { dryRun: true }],
      ['POST', `/imports/${id}/undo`, undefined],
    ] as const;
    for (const [method, path, sent] of calls) {
      expect((await call('delegate', method, path, sent)).status).toBe(403);
      const { status } = await call('lead', method, path, sent);
      expect([method, path, status]).toEqual([
        method,
        path,
        path === '/imports' ? (method === 'GET' ? 200 : 201) : 404,
      ]);
    }
  });
});

describe('growth', () => {
  const year = new Date().getFullYear();
  const path = `/growth/targets/${year}`;

  it('has targets that are set and taken away, and shows where regions stand', async () => {
    const set = await call('lead', 'PUT', path, { values: { 75: 12, 11: '30' } });
    expect(set.json).toMatchObject({ year });
    const nouvelleAquitaine = { code: '75', name: 'Nouvelle-Aquitaine' };
    expect(set.json.regions).toContainEqual({ ...nouvelleAquitaine, target: 12 });
    const growth = await call('delegate', 'GET', '/growth');
    expect(growth).toMatchObject({ status: 200, json: { year, agreed: 1 } });
    expect(growth.json.regions).toContainEqual({
      ...nouvelleAquitaine,
      target: 12,
      agreed: 1,
      expected: 0,
      untold: 2,
      due: 0,
      ending: 0,
      open: { idea: 2, 'co-design': 0 },
    });
    expect(growth.json.running.at(-1).count).toBe(1);

    const without = await call('lead', 'PUT', path, { values: { 75: null } });
    expect(without.json.regions).toContainEqual({ ...nouvelleAquitaine, target: null });
    const read = await call('lead', 'GET', path);
    expect(read.json).toEqual(without.json);
    expect(read.json.regions).toContainEqual({ code: '11', name: 'Île-de-France', target: 30 });
  });

  it('lists what a delegate can act on', async () => {
    const waiting = async (who: 'lead' | 'delegate') =>
      (await call(who, 'GET', '/growth')).json.ageing.map(
        ({ departmentCode }: { departmentCode: string }) => departmentCode,
      );
    expect((await waiting('lead')).sort()).toEqual(['19', '23']);
    expect(await waiting('delegate')).toEqual(['23']);
  });

  it('is for who may, and names what is wrong', async () => {
    expect((await call('advisor', 'GET', '/growth')).status).toBe(403);
    expect((await call('delegate', 'GET', path)).status).toBe(403);
    expect((await call('delegate', 'PUT', path, { values: {} })).status).toBe(403);
    const bad = await call('lead', 'PUT', path, { values: { 75: -1, 11: 'x', '00': 3 } });
    expect([bad.status, refusedFields(bad)]).toEqual([
      422,
      ['values.11: number-invalid', 'values.75: negative'],
    ]);
    const nowhere = await call('lead', 'PUT', path, { values: { '00': 3 } });
    expect([nowhere.status, refusedFields(nowhere)]).toEqual([
      422,
      ['values.00: territory-unknown'],
    ]);
    const early = await call('lead', 'GET', '/growth/targets/1900');
    expect([early.status, refusedFields(early)]).toEqual([422, ['year: number-invalid']]);
  });
});
