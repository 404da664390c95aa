import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Directory, startDirectory } from '../support/directory.ts';
import { makeAccount, makePartner } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let directory: Directory;
let server: TestServer;
let lead: Actor;
let token: Record<'lead' | 'creuse' | 'correze' | 'verifier' | 'own', string>;
let kept: string;
let twin: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  directory = await startDirectory();
  server = await serveTest(test, { DIRECTORY_URL: directory.url });
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const own = await makePartner(test.db, lead, '19272');
  const delegate = (code: string) =>
    makeAccount(test.db, 'territory-delegate', 'department', code).then(server.tokenOf);
  token = {
    lead: await server.tokenOf(lead),
    creuse: await delegate('23'),
    correze: await delegate('19'),
    verifier: await server.tokenOf(await makeAccount(test.db, 'verifier', 'national', '')),
    own: await server.tokenOf(await makeAccount(test.db, 'partner-admin', 'organisation', own)),
  };
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await directory?.stop();
  await test?.close();
});
beforeEach(async () => {
  const name = `Ressourcerie ${newId().slice(-12)}`;
  kept = await makePartner(test.db, lead, '23096', name);
  twin = await makePartner(test.db, lead, '23096', `${name} (SARL)`);
});

const call = (who: keyof typeof token, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who], body);

describe('two records of one organisation', () => {
  const merge = (more: Record<string, unknown> = {}) => ({
    other: twin,
    version: 1,
    otherVersion: 1,
    ...more,
  });

  it('are compared, become one, and two again', async () => {
    const acronym = { name: 'SARL', kind: 'company', acronym: 'RRR', communeCode: '23096' };
    await call('creuse', 'PUT', `/partners/${twin}`, { ...acronym, version: 1 });
    const contact = { name: 'Ada Martin' };
    await call('creuse', 'POST', `/partners/${twin}/contacts`, contact);

    const compared = await call('creuse', 'GET', `/partners/${kept}/comparison?other=${twin}`);
    expect(compared.json).toMatchObject({
      kept: { id: kept, version: 1 },
      merged: { id: twin, name: 'SARL', version: 2 },
    });
    expect(compared.json.rows).toContainEqual({
      field: 'acronym',
      kept: '',
      merged: 'RRR',
      proposed: 'merged',
    });

    const path = `/partners/${kept}/merges`;
    expect(await call('creuse', 'POST', path, merge())).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
    const done = await call('creuse', 'POST', path, merge({ otherVersion: 2, take: ['acronym'] }));
    expect(done.status).toBe(201);
    expect((await call('creuse', 'GET', `/partners/${twin}`)).status).toBe(404);
    const read = async (id: string) => (await call('creuse', 'GET', `/partners/${id}`)).json;
    expect(await read(kept)).toMatchObject({ acronym: 'RRR', kind: 'association' });
    const contacts = async (id: string) =>
      (await call('creuse', 'GET', `/partners/${id}/contacts`)).json.items;
    expect(await contacts(kept)).toMatchObject([contact]);
    const merges = async () => (await call('creuse', 'GET', path)).json.items;
    expect(await merges()).toMatchObject([
      { id: done.json.id, name: 'SARL', undoUntil: expect.any(String) },
    ]);

    const undo = `/merges/${done.json.id}/undo`;
    expect((await call('correze', 'POST', undo)).status).toBe(403);
    expect(await call('creuse', 'POST', undo)).toMatchObject({
      status: 200,
      json: { restored: twin },
    });
    expect(await read(kept)).toMatchObject({ acronym: '' });
    expect(await contacts(twin)).toMatchObject([contact]);
    expect(await contacts(kept)).toEqual([]);
    expect(await merges()).toMatchObject([{ undoUntil: null }]);
    expect((await call('creuse', 'POST', undo)).status).toBe(404);
  });

  it('are one for who may say so, where they may say it', async () => {
    const paths = [
      ['GET', `/partners/${kept}/comparison?other=${twin}`, undefined],
      ['GET', `/partners/${kept}/merges`, undefined],
      ['POST', `/partners/${kept}/merges`, merge()],
    ] as const;
    for (const [method, path, body] of paths) {
      expect(await call('verifier', method, path, body)).toMatchObject({
        status: 403,
        json: { code: 'forbidden' },
      });
      expect(await call('correze', method, path, body)).toMatchObject({
        status: 403,
        json: { code: 'out-of-scope' },
      });
    }
    // The other record lies elsewhere.
    const elsewhere = await makePartner(test.db, lead, '19272');
    const crossed = merge({ other: elsewhere });
    expect(await call('creuse', 'POST', `/partners/${kept}/merges`, crossed)).toMatchObject({
      status: 403,
      json: { code: 'out-of-scope', errors: [{ field: 'other' }] },
    });
    expect((await call('lead', 'GET', `/partners/${twin}`)).status).toBe(200);
  });

  it('are not a record and itself, nor anything', async () => {
    expect(await call('lead', 'GET', `/partners/${kept}/comparison?other=${kept}`)).toMatchObject({
      status: 422,
      json: { code: 'same-partner' },
    });
    expect(
      await call('lead', 'GET', `/partners/${kept}/comparison?other=${newId()}`),
    ).toMatchObject({ status: 422, json: { code: 'partner-unknown' } });
    const path = `/partners/${kept}/merges`;
    expect((await call('lead', 'POST', path, merge({ other: kept }))).status).toBe(422);
    const bad = await call('lead', 'POST', path, { other: 'x', take: ['siren'] });
    expect(bad.status).toBe(422);
    expect(bad.json.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'other',
      'otherVersion',
      'take.0',
      'version',
    ]);
  });
});

describe('near-duplicates', () => {
  const near = (who: 'creuse' | 'correze' | 'own' | 'verifier', query: Record<string, string>) =>
    call(who, 'GET', `/partners/near-duplicates?${new URLSearchParams(query)}`);

  it('are found by name in the department, the compared one aside', async () => {
    const { name } = (await call('lead', 'GET', `/partners/${kept}`)).json;
    const found = await near('creuse', { name, communeCode: '23096', except: kept });
    expect(found.json.items).toContainEqual({
      id: twin,
      name: `${name} (SARL)`,
      communeName: 'Guéret',
      siret: null,
      because: 'name',
    });
    expect(found.json.items.map(({ id }: { id: string }) => id)).not.toContain(kept);
    const elsewhere = await near('correze', { name, communeCode: '19272' });
    expect(elsewhere).toMatchObject({ status: 200, json: { items: [] } });
  });

  it('are for who may create there', async () => {
    const query = { name: 'Ressourcerie', communeCode: '23096' };
    expect((await near('verifier', query)).json.code).toBe('forbidden');
    for (const who of ['correze', 'own'] as const)
      expect(await near(who, query)).toMatchObject({
        status: 403,
        json: { errors: [{ field: 'communeCode', code: 'out-of-scope' }] },
      });
    expect(await near('creuse', { siret: '1' })).toMatchObject({
      status: 422,
      json: {
        errors: [
          { field: 'name', code: 'required' },
          { field: 'siret', code: 'siret-invalid' },
        ],
      },
    });
  });
});

describe('the public directory', () => {
  const look = (who: 'creuse' | 'verifier', q: string) =>
    call(who, 'GET', `/partners/look-up?q=${encodeURIComponent(q)}`);

  it('is asked through us', async () => {
    const found = await look('creuse', 'relais');
    expect(found.status).toBe(200);
    expect(found.json.items).toMatchObject([
      { siren: '732829320', kind: 'ACI', address: '3 RUE DE LA MAIRIE', communeCode: '23096' },
    ]);
    expect((await look('verifier', 'relais')).status).toBe(403);
    expect(await look('creuse', ' ')).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'q', code: 'required' }] },
    });
  });

  it('may be down', async () => {
    expect(await look('creuse', 'panne')).toMatchObject({
      status: 503,
      type: 'application/problem+json',
      json: { code: 'directory-down' },
    });
  });
});

describe('private notes', () => {
  const path = () => `/partners/${kept}/notes`;

  it('stay with their department and the national team', async () => {
    const note = { body: 'À rappeler en mars.', departmentCode: '23' };
    expect((await call('creuse', 'POST', path(), note)).status).toBe(201);
    for (const who of ['creuse', 'lead'] as const)
      expect((await call(who, 'GET', path())).json.items).toMatchObject([note]);
    expect((await call('correze', 'GET', path())).json).toEqual({ items: [] });
    for (const who of ['verifier', 'own'] as const) {
      expect((await call(who, 'GET', path())).status).toBe(403);
      expect((await call(who, 'POST', path(), note)).status).toBe(403);
    }
  });

  it('are of a department that there is and that is one’s own', async () => {
    const send = async (who: 'lead' | 'correze', body: unknown) => {
      const answer = await call(who, 'POST', path(), body);
      return [answer.status, refusedFields(answer)];
    };
    const body = 'Non.';
    expect(await send('correze', { body, departmentCode: '23' })).toEqual([
      403,
      ['departmentCode: out-of-scope'],
    ]);
    expect(await send('lead', { body, departmentCode: '99' })).toEqual([
      422,
      ['departmentCode: territory-unknown'],
    ]);
    expect(await send('lead', { body: ' ' })).toEqual([
      422,
      ['body: required', 'departmentCode: required'],
    ]);
  });
});
