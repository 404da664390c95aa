import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MATRIX, ROLES, type Role } from '../../src/modules/accounts/public.ts';
import type { Permission } from '../../src/platform/access/access.ts';
import type { RouteDeclaration } from '../../src/web/handler.ts';
import { usualScope } from '../support/actors.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePlace } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';
import { LISTED } from './routes.ts';

let test: TestDatabase;
let server: TestServer;
let declared: RouteDeclaration[];
const cookies = new Map<Role, string>();

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const scopes = {
    national: '',
    region: '75',
    department: '23',
    place: await makePlace(test.db, '23096', '23'),
    organisation: await makePartner(test.db, lead, '23096'),
  };
  server = await serveTest(test);
  for (const role of ROLES) {
    const kind = usualScope(role);
    cookies.set(role, await server.cookieOf(await makeAccount(test.db, role, kind, scopes[kind])));
  }
  const pages = await import(
    pathToFileURL(join(import.meta.dirname, '../../build/server/index.js')).href
  );
  declared = pages.declaredRoutes();
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const addressed = () =>
  declared.filter((route) => !['root'].includes(route.id) && !route.id.includes('layout/'));

async function visit(
  path: string,
  cookie: string | undefined,
  method: 'GET' | 'POST',
): Promise<Response> {
  return fetch(server.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(method === 'POST'
        ? { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' }
        : {}),
    },
    ...(method === 'POST' ? { body: 'nothing=1' } : {}),
  });
}

function allowed(role: Role, permission: string): boolean {
  return (
    permission === 'NONE' ||
    permission === 'ACCOUNT' ||
    MATRIX[role][permission as Permission] !== undefined
  );
}

describe('every address', () => {
  it('is listed with the permission that somebody decided on', () => {
    const found = addressed().map(({ path, loader, action }) => ({ path, loader, action }));
    const listed = LISTED.map(({ path, loader, action }) => ({
      path,
      loader,
      action: action ?? null,
    }));
    const key = (route: { path: string }) => route.path;
    expect(found.sort((a, b) => key(a).localeCompare(key(b)))).toEqual(
      listed.sort((a, b) => key(a).localeCompare(key(b))),
    );
  });

  it('answers each role as listed when read', async () => {
    const wrong: string[] = [];
    for (const route of LISTED) {
      for (const role of [null, ...ROLES]) {
        const answer = await visit(
          route.sample ?? route.path,
          role ? cookies.get(role) : undefined,
          'GET',
        );
        await answer.body?.cancel();
        const said = verdict(answer);
        const open = role ? allowed(role, route.loader) : route.loader === 'NONE';
        const expected = open ? 'in' : role ? 'forbidden' : 'sign-in';
        if (said !== expected)
          wrong.push(`GET ${route.path} as ${role ?? 'nobody'}: ${answer.status}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it('answers each role as listed when written', async () => {
    const wrong: string[] = [];
    for (const route of LISTED) {
      // Signing out would end the sessions that the next calls need.
      if (!route.action || route.path === '/deconnexion') continue;
      for (const role of [null, ...ROLES]) {
        const answer = await visit(
          route.sample ?? route.path,
          role ? cookies.get(role) : undefined,
          'POST',
        );
        await answer.body?.cancel();
        const open = role ? allowed(role, route.action) : route.action === 'NONE';
        const expected = open ? 'in' : role ? 'forbidden' : 'sign-in';
        if (verdict(answer) !== expected) {
          wrong.push(
            `POST ${route.path} as ${role ?? 'nobody'}: ${answer.status}, not ${expected}`,
          );
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});

/** « In » is anything but the gate's own answers; a record that does not exist is 404 behind it. */
function verdict(answer: Response): 'in' | 'forbidden' | 'sign-in' | 'broken' {
  if (answer.status === 403) return 'forbidden';
  if (answer.status >= 500) return 'broken';
  const to = answer.headers.get('location') ?? '';
  return answer.status === 302 && to.startsWith('/connexion?suite=') ? 'sign-in' : 'in';
}
