import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/modules/accounts/public.ts';
import { countDistinctFollowed } from '../../src/modules/follow-up/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let partner: string;
let actors: Record<'own' | 'admin' | 'stranger' | 'lead' | 'verifier', Actor>;
const token: Partial<Record<keyof typeof actors, string>> = {};

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partner = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  const other = await makePartner(test.db, lead, '19272', 'Les Jardins de Tulle');
  const make = (role: Role, code: string) =>
    makeAccount(test.db, role, code ? 'organisation' : 'national', code);
  actors = {
    own: await make('partner-member', partner),
    admin: await make('partner-admin', partner),
    stranger: await make('partner-admin', other),
    lead,
    verifier: await make('verifier', ''),
  };
  server = await serveTest(test);
  for (const [name, actor] of Object.entries(actors) as [keyof typeof actors, Actor][])
    token[name] = await server.tokenOf(actor);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (who: keyof typeof actors, method: string, path: string, body?: unknown) =>
  callApi(server.url, method, path, token[who] ?? null, body);

/** The day on the server's clock. */
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
const sheet = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  keeper: { kind: 'partner', code: partner },
  firstName: 'Zéphyrine',
  lastName: 'Inventée',
  communeCode: '23096',
  purpose: 'learn',
  months: 12,
  givenOn: TODAY,
  way: 'paper',
  agreed: true,
  ...more,
});

describe('follow-up over the interface', () => {
  it('is opened, read, searched, noted and ended by its own organisation only', async () => {
    const body = sheet();
    const empty = await call('own', 'POST', '/follow-ups', { ...body, agreed: false, months: 30 });
    expect(empty.status).toBe(422);
    expect(refusedFields(empty)).toEqual(['agreed: accept-needed', 'months: too-large']);
    expect((await call('own', 'POST', '/follow-ups', body)).status).toBe(201);
    expect((await call('own', 'POST', '/follow-ups', body)).status).toBe(200);
    const twice = await call('admin', 'POST', '/follow-ups', sheet());
    expect([twice.status, twice.json.code]).toEqual([409, 'likely-known']);
    // A refusal tells of no name.
    expect(JSON.stringify(twice.json)).not.toContain('Inventée');
    const look = { name: 'zephyrine' };
    const found = await call('admin', 'POST', '/follow-up-searches', look);
    expect(found.json.items).toMatchObject([{ id: body.id, firstName: 'Zéphyrine' }]);
    const strange = await call('stranger', 'POST', '/follow-up-searches', look);
    expect(strange.json.items).toEqual([]);

    const missing = newId();
    const ways = [
      ['GET', '', undefined],
      ['PUT', '', { firstName: 'X', communeCode: '23096', version: 1 }],
      ['POST', '/notes', { id: newId(), kind: 'note', happenedOn: TODAY, text: 'x' }],
      [
        'POST',
        '/consents',
        { purpose: 'learn', months: 3, givenOn: TODAY, way: 'paper', agreed: true },
      ],
      ['POST', '/ending', { why: 'erased' }],
    ] as const;
    for (const [method, part, sent] of ways) {
      const theirs = await call('stranger', method, `/follow-ups/${body.id}${part}`, sent);
      const none = await call('stranger', method, `/follow-ups/${missing}${part}`, sent);
      expect([part, theirs.status]).toEqual([part, 404]);
      expect({ ...theirs.json, instance: null }).toEqual({ ...none.json, instance: null });
      for (const who of ['lead', 'verifier'] as const)
        expect((await call(who, method, `/follow-ups/${body.id}${part}`, sent)).status).toBe(403);
      expect((await call('own', method, `/follow-ups/${missing}${part}`, sent)).status).toBe(404);
    }
    expect((await call('own', 'GET', `/follow-ups/${body.id}`)).json).toMatchObject({
      firstName: 'Zéphyrine',
      consents: [{ purpose: 'learn' }],
    });
    expect((await call('lead', 'GET', '/follow-up-figures')).json).toMatchObject({
      persons: 1,
      open: 1,
    });
    expect((await call('stranger', 'GET', '/follow-up-figures')).json).toMatchObject({
      persons: 0,
    });
    expect(
      await countDistinctFollowed(test.db, { partnerId: partner, from: TODAY, to: TODAY }),
    ).toBe(1);
    const relay = { ids: [body.id], to: actors.admin.accountId };
    expect((await call('stranger', 'POST', '/follow-up-relays', relay)).status).toBe(404);
    expect((await call('own', 'POST', '/follow-up-relays', relay)).json).toEqual({ files: 1 });
    const ending = { why: 'withdrawn' };
    expect((await call('own', 'POST', `/follow-ups/${body.id}/ending`, ending)).status).toBe(200);
    expect((await call('own', 'GET', `/follow-ups/${body.id}`)).status).toBe(404);
  });
});

describe('pages of a file', () => {
  it('answer a stranger like a page that does not exist, and are never stored', async () => {
    const body = sheet({ firstName: 'Théodule' });
    expect((await call('own', 'POST', '/follow-ups', body)).status).toBe(201);
    const own = await server.cookieOf(actors.own);
    const strange = await server.cookieOf(actors.stranger);
    const get = (path: string, cookie: string) => fetch(server.url + path, { headers: { cookie } });
    for (const part of ['', '/modifier', '/accord', '/export', '/export.json']) {
      const mine = await get(`/suivis/${body.id}${part}`, own);
      expect([part, mine.status]).toEqual([part, 200]);
      expect(mine.headers.get('cache-control')).toContain('no-store');
      const text = await mine.text();
      // Addresses and titles stay in a browser's history: no name is in them.
      expect(/<title[^>]*>([^<]*)/.exec(text)?.[1] ?? '').not.toMatch(/Théodule|Inventée/);
      const theirs = await get(`/suivis/${body.id}${part}`, strange);
      const none = await get(`/suivis/${newId()}${part}`, strange);
      expect([part, theirs.status, none.status]).toEqual([part, 404, 404]);
      const blank = (page: string) =>
        page.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/nonce="[^"]*"/g, '');
      const [a, b] = [blank(await theirs.text()), blank(await none.text())];
      expect(a.length).toBe(b.length);
      expect(a).not.toContain('Théodule');
    }
  });

  it('carry what is looked for in the body', async () => {
    const cookie = await server.cookieOf(actors.own);
    const answer = await fetch(`${server.url}/suivis`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie,
        origin: server.url,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'name=theodule',
    });
    expect(answer.status).toBe(200);
    expect(answer.url).not.toContain('theodule');
    expect(await answer.text()).toContain('Théodule');
  });
});
