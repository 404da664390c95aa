import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/modules/accounts/public.ts';
import { recordAccompaniment } from '../../src/modules/advisors/accompaniments/commands.ts';
import { accompanimentInput } from '../../src/modules/advisors/accompaniments/contract.ts';
import { createAdvisor } from '../../src/modules/advisors/commands.ts';
import { advisorInput } from '../../src/modules/advisors/contract.ts';
import { receiveLot } from '../../src/modules/devices/commands.ts';
import { lotInput } from '../../src/modules/devices/contract.ts';
import { handOut } from '../../src/modules/devices/hand-outs/commands.ts';
import { handOutInput } from '../../src/modules/devices/hand-outs/contract.ts';
import { listDevices } from '../../src/modules/devices/queries.ts';
import { countDistinctFollowed } from '../../src/modules/follow-up/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { ctxOf, need } from '../support/actors.ts';
import { callApi, refusedFields } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
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

/** Help given to the person of a file, and a device lent. */
async function helped(followedPersonId: string): Promise<void> {
  const { own, lead } = actors;
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  const placeId = await makePlace(test.db, '23096', '23');
  const ctx = ctxOf(test.db, lead);
  const sheet = await createAdvisor(
    ctx,
    need(lead, 'advisors.write'),
    advisorInput.parse({
      name: 'Médiatrice',
      kind: 'mediator',
      employerPartnerId: partner,
      partnershipId,
      themes: ['email'],
      departmentCode: '23',
      activeFrom: '2026-01-01',
    }),
  );
  const now = { ...ctxOf(test.db, own), now: new Date() };
  const help = await recordAccompaniment(
    now,
    need(own, 'accompaniments.record'),
    need(own, 'activity.record'),
    accompanimentInput.parse({
      id: newId(),
      advisorId: sheet.ok ? sheet.value.id : '',
      happenedOn: TODAY,
      minutes: 45,
      placeId,
      themes: ['email'],
      followedPersonId,
    }),
  );
  const lotId = newId();
  const lot = await receiveLot(
    ctx,
    need(lead, 'devices.write'),
    lotInput.parse({
      kind: 'tablet',
      maker: 'Essai',
      model: 'T1',
      origin: 'given',
      quantity: 1,
      price: 0,
      partnershipId,
      placeId,
      receivedOn: '2026-06-01',
    }),
    lotId,
  );
  const [device] = await listDevices(test.db, need(lead, 'devices.read'), { lot: lotId });
  const lent = await handOut(
    now,
    {
      scope: need(own, 'devices.hand-out'),
      record: need(own, 'activity.record'),
      follow: need(own, 'follow-up.write'),
      register: null,
      secret: 's'.repeat(32),
    },
    handOutInput.parse({
      id: newId(),
      deviceId: device?.id,
      terms: 'lent',
      dueOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      agreement: 'spoken',
      witness: 'Un collègue',
      read: true,
      personId: followedPersonId,
    }),
  );
  expect([help.ok, lot.ok, lent.ok]).toEqual([true, true, true]);
}

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
      ['GET', '/copy', undefined],
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
    // The copy for the person: the same over the interface and on its page, nothing left out.
    await helped(body.id);
    const copy = await call('own', 'GET', `/follow-ups/${body.id}/copy`);
    expect(copy.json).toMatchObject({
      firstName: 'Zéphyrine',
      accompaniments: [{ happenedOn: TODAY, minutes: 45, themes: ['email'] }],
      devices: [{ terms: 'lent', model: 'Essai T1', endedOn: null }],
    });
    const cookie = await server.cookieOf(actors.own);
    const file = await fetch(`${server.url}/suivis/${body.id}/export.json`, {
      headers: { cookie },
    });
    expect(await file.json()).toEqual(copy.json);
    for (const part of ['', '/export']) {
      const page = await fetch(`${server.url}/suivis/${body.id}${part}`, { headers: { cookie } });
      expect(await page.text()).toContain('Essai T1');
    }
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
