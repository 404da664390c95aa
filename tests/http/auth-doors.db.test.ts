import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK_PATH, createSignIn } from '../../src/modules/accounts/public.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount } from '../support/factories.ts';
import { freePort, serveTest, type TestServer } from '../support/http.ts';

/** Every address of the sign-in library: those that it declares, and forms of writing them. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

let test: TestDatabase;
let server: TestServer;
let cookie: string;
let paths: readonly string[];

beforeAll(async () => {
  test = await testDatabase();
  // Nobody listens there: the doors are the same.
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const oidc = { issuer, clientId: 'maillage', clientSecret: 'a-secret-of-the-test-only' };
  server = await serveTest(test, {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: oidc.clientId,
    OIDC_CLIENT_SECRET: oidc.clientSecret,
  });
  cookie = await server.cookieOf(await makeAccount(test.db, 'alliance-lead', 'national', ''));
  const { db } = test;
  const auth = createSignIn({ db, secret: 'x'.repeat(40), publicUrl: server.url, oidc });
  const declared = Object.values(auth.api).flatMap((entry) => {
    const { path } = entry as { path?: string };
    return path ? [path.replace(':id', 'oidc').replace(/:\w+/g, 'x')] : [];
  });
  paths = [...new Set(declared)].map((path) => `/auth${path}`);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
});

const ways = (path: string): string[] => [
  path,
  `${path}/`,
  `/${path}`,
  path.replace('/auth/', '/auth//'),
  path.replace('/auth/', '/AUTH/'),
  path.replace('/auth/', '/%61uth/'),
  path.replace('/auth/', '/auth%2f'),
  `${path}.data`,
  `${path};x`,
];

async function ask(path: string, method: string, signed: boolean): Promise<Response> {
  return fetch(server.url + path, {
    method,
    redirect: 'manual',
    headers: {
      origin: server.url,
      ...(signed ? { cookie } : {}),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' || method === 'OPTIONS' ? {} : { body: '{"email":"a@example.org"}' }),
  });
}

describe('the sign-in library', () => {
  it('declares the ways that are walked here', () => {
    for (const known of [
      '/auth/get-session',
      '/auth/update-user',
      '/auth/sign-in/magic-link',
      '/auth/magic-link/verify',
      '/auth/sign-in/social',
      '/auth/list-sessions',
      CALLBACK_PATH,
    ])
      expect(paths).toContain(known);
    expect(paths.length).toBeGreaterThan(25);
  });

  it('answers at no address but where the identity provider sends back to', async () => {
    const open: string[] = [];
    for (const path of paths)
      for (const way of ways(path))
        for (const method of METHODS)
          for (const signed of [false, true]) {
            if (way === CALLBACK_PATH && method === 'GET') continue;
            const answer = await ask(way, method, signed);
            const text = await answer.text();
            const quiet = answer.headers.getSetCookie().length === 0 && !text.includes('"token"');
            if (answer.status !== 404 || !quiet)
              open.push(`${method} ${way}${signed ? ', signed in' : ''}: ${answer.status}`);
          }
    expect(open).toEqual([]);
  }, 240_000);

  it('lets nobody in there without the state that this browser began with', async () => {
    for (const query of ['', '?code=x', '?code=x&state=y', '?error=access_denied', '?state=y']) {
      const answer = await ask(CALLBACK_PATH + query, 'GET', false);
      expect([query, answer.status, answer.headers.get('location')]).toEqual([
        query,
        302,
        '/connexion?oidc=refus',
      ]);
      expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
    }
  });
});
