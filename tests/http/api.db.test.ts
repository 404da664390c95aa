import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/api/openapi.ts';
import { OPERATIONS } from '../../src/api/operations.ts';
import { MATRIX, ROLES, type Role } from '../../src/modules/accounts/public.ts';
import type { Actor, Permission } from '../../src/platform/access/access.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { usualScope } from '../support/actors.ts';
import { callApi } from '../support/api.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let lead: Actor;
let partnerId: string;
let partnershipId: string;
let placeId: string;
let advisorToken: string;
let leadToken: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partnerId = await makePartner(test.db, lead, '23096', 'Le Fil de Guéret');
  partnershipId = await makePartnership(test.db, lead, partnerId, '23');
  placeId = await makePlace(test.db, '23096', '23');
  server = await serveTest(test);
  advisorToken = await server.tokenOf(await makeAccount(test.db, 'advisor', 'department', '23'));
  leadToken = await server.tokenOf(lead);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const call = (method: string, path: string, token: string | null, body?: unknown) =>
  callApi(server.url, method, path, token, body);

const activity = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  happenedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
  partnershipId,
  placeId,
  commitment: 'digital-inclusion',
  kind: 'workshop',
  participations: 8,
  personsDeclared: 7,
  minutes: 60,
  ...more,
});

describe('the document', () => {
  it('is the one that is checked in', async () => {
    const kept = JSON.parse(
      await readFile(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
    );
    const today = JSON.parse(JSON.stringify(openApiDocument(OPERATIONS, 'http://localhost:3000')));
    // When it differs: `npx maillage openapi`, and a line in the changelog.
    expect(today).toEqual(kept);
  });

  it('is served, with a page to read', async () => {
    const document = await call('GET', '/openapi.json', null);
    expect(document.json.openapi).toBe('3.1.0');
    const page = await fetch(`${server.url}/api/v1/docs`);
    expect(await page.text()).toContain('recordActivity');
  });

  it('covers reading and writing of everything', () => {
    const tags = new Map<string, Set<string>>();
    for (const { tag, method } of OPERATIONS)
      tags.set(tag, (tags.get(tag) ?? new Set()).add(method));
    for (const tag of [
      'Territories',
      'Places',
      'Partners',
      'Needs',
      'Partnerships',
      'Activity',
      'Figures',
    ]) {
      expect([
        tag,
        tags.get(tag)?.has('get'),
        tags.get(tag)?.has('put') || tags.get(tag)?.has('post'),
      ]).toEqual([tag, true, true]);
    }
  });
});

describe('who may call', () => {
  it('wants a token that works', async () => {
    expect(await call('GET', '/partners', null)).toMatchObject({
      status: 401,
      json: { code: 'token-needed' },
    });
    expect(await call('GET', '/partners', 'mlg_false')).toMatchObject({
      status: 401,
      type: 'application/problem+json',
    });
  });

  it('lets each role do what the matrix says, operation by operation', async () => {
    const scopes = {
      national: '',
      region: '75',
      department: '23',
      place: placeId,
      organisation: partnerId,
    };
    const wrong: string[] = [];
    for (const role of ROLES) {
      const kind = usualScope(role);
      const token = await server.tokenOf(
        await makeAccount(test.db, role as Role, kind, scopes[kind]),
      );
      for (const operation of OPERATIONS) {
        const path = operation.path
          .replace('{id}', newId())
          .replace('{kind}', 'commune')
          .replace('{indicator}', 'none')
          .replace('{year}', '2026')
          .replace('/targets/{code}', '/targets/people-supported')
          .replace('{code}', '23096');
        const body = operation.method === 'get' ? undefined : {};
        const { status } = await call(operation.method.toUpperCase(), path, token, body);
        const { permission } = operation;
        const may = permission === 'NONE' || MATRIX[role][permission as Permission] !== undefined;
        if ((status !== 403) !== may || status >= 500)
          wrong.push(`${role} ${operation.id}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('narrows a reading token to reading', async () => {
    const token = await server.tokenOf(lead, ['read']);
    expect((await call('GET', '/partnerships', token)).status).toBe(200);
    expect((await call('POST', '/activity', token, activity())).status).toBe(403);
  });

  it('shows a partner nothing of another', async () => {
    const other = await makePartner(test.db, lead, '19272');
    const token = await server.tokenOf(
      await makeAccount(test.db, 'partner-admin', 'organisation', other),
    );
    expect((await call('GET', '/partnerships', token)).json.items).toEqual([]);
    expect((await call('GET', `/partnerships/${partnershipId}`, token)).status).toBe(404);
    expect((await call('GET', `/partners/${partnerId}`, token)).status).toBe(404);
  });
});

describe('activity', () => {
  it('is recorded once, read back, corrected with a reason', async () => {
    const value = activity();
    expect(await call('POST', '/activity', advisorToken, value)).toMatchObject({
      status: 201,
      json: { created: true },
    });
    expect(await call('POST', '/activity', advisorToken, value)).toMatchObject({
      status: 200,
      json: { created: false },
    });
    const read = await call('GET', `/activity/${value.id}`, advisorToken);
    expect(read.json).toMatchObject({
      participations: 8,
      personsDeclared: 7,
      departmentCode: '23',
      version: 1,
    });
    const corrected = await call('PUT', `/activity/${value.id}`, advisorToken, {
      ...value,
      participations: 9,
      correction: { version: 1, reason: 'Oubli', withdraw: false },
    });
    expect(corrected.status).toBe(200);
    expect((await call('GET', `/activity/${value.id}`, advisorToken)).json).toMatchObject({
      participations: 9,
      version: 2,
    });
  });

  it('names every field that is wrong at once', async () => {
    const bad = await call(
      'POST',
      '/activity',
      advisorToken,
      activity({ participations: -3, commitment: 'x', happenedOn: 'hier' }),
    );
    expect(bad.status).toBe(422);
    expect(bad.json.errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'commitment',
      'happenedOn',
      'participations',
    ]);
    expect(await call('POST', '/activity', advisorToken, '{not json')).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'body', code: 'json-invalid' }] },
    });
  });

  it('comes in pages that neither repeat nor skip', async () => {
    for (let n = 0; n < 7; n += 1) await call('POST', '/activity', advisorToken, activity());
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await call(
        'GET',
        `/activity?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
        leadToken,
      );
      seen.push(...page.json.items.map((item: { id: string }) => item.id));
      cursor = page.json.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(8);
  });
});

describe('the way from a need to a figure', () => {
  it('works through the interface alone', async () => {
    const need = await call('POST', '/needs', leadToken, {
      territoryKind: 'commune',
      territoryCode: '23096',
      commitment: 'ecology',
      title: 'Rien pour réparer un appareil',
      evidence: [{ kind: 'text', text: 'Réunion publique' }],
    });
    expect(need.status).toBe(201);
    const partner = await call('POST', '/partners', leadToken, {
      name: 'La Poste (siège)',
      kind: 'company',
      siret: '356 000 000 00048',
      communeCode: '75115',
    });
    expect(partner).toMatchObject({ status: 201 });
    const made = await call('POST', '/partnerships', leadToken, {
      title: 'Atelier de réparation',
      type: 'social-innovation',
      commitment: 'ecology',
      partnerId: partner.json.id,
      departmentCode: '23',
      needIds: [need.json.id],
      placeIds: [placeId],
    });
    expect(made.status).toBe(201);
    // Nothing of what the type asks for is there yet: going on needs a reason.
    for (const to of ['co-design', 'agreed', 'active']) {
      const moves = `/partnerships/${made.json.id}/moves`;
      if (to !== 'co-design')
        expect(await call('POST', moves, leadToken, { to })).toMatchObject({
          status: 409,
          json: { code: 'incomplete' },
        });
      const moved = await call('POST', moves, leadToken, { to, reason: 'Accord oral.' });
      expect(moved).toMatchObject({ status: 201, json: { to } });
    }
    const back = await call('POST', `/partnerships/${made.json.id}/moves`, leadToken, {
      to: 'idea',
    });
    expect(back).toMatchObject({ status: 409, json: { code: 'move-not-allowed' } });
    await call(
      'POST',
      '/activity',
      advisorToken,
      activity({
        partnershipId: made.json.id,
        commitment: 'ecology',
        participations: 5,
        personsDeclared: 5,
      }),
    );
    const figures = await call('GET', '/figures?commitment=ecology', leadToken);
    expect(figures.json.total).toMatchObject({
      participations: 5,
      persons: { sum: 5, method: 'sum-of-declarations' },
    });
    expect(figures.json.partnerships.active).toBe(1);
  });

  it('refuses a stale change and a SIRET that fails', async () => {
    const current = (await call('GET', `/partners/${partnerId}`, leadToken)).json;
    const change = {
      name: 'Le Fil',
      kind: 'association',
      communeCode: '23096',
      version: current.version,
    };
    expect((await call('PUT', `/partners/${partnerId}`, leadToken, change)).status).toBe(200);
    expect(await call('PUT', `/partners/${partnerId}`, leadToken, change)).toMatchObject({
      status: 409,
      json: { code: 'changed-meanwhile' },
    });
    expect(
      await call('PUT', `/partners/${partnerId}`, leadToken, {
        ...change,
        siret: '73282932000079',
      }),
    ).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'siret', code: 'siret-invalid' }] },
    });
  });
});

describe('the server', () => {
  it('says that it is alive, ready and measured, and refuses other sites', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({
      database: true,
      migrations: true,
      disk: true,
    });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    const foreign = await fetch(`${server.url}/langue`, {
      method: 'POST',
      headers: {
        origin: 'https://evil.example',
        cookie: 'x=1',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'locale=en',
    });
    expect(foreign.status).toBe(403);
    const page = await fetch(`${server.url}/connexion`);
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self' 'nonce-/,
    );
  });
});
