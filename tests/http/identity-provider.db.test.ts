import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount } from '../support/factories.ts';
import {
  type HangingServer,
  type MailServer,
  startHanging,
  startMailServer,
} from '../support/hanging.ts';
import { serveTest, type TestServer } from '../support/http.ts';

let test: TestDatabase;
let server: TestServer;
let provider: HangingServer;
let smtp: MailServer;

beforeAll(async () => {
  test = await testDatabase();
  await makeAccount(test.db, 'alliance-lead', 'national', '');
  provider = await startHanging('drip-body');
  smtp = await startMailServer();
  server = await serveTest(test, {
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}?ignoreTLS=true`,
    OIDC_ISSUER: `http://127.0.0.1:${provider.port}`,
    OIDC_CLIENT_ID: 'maillage',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test-only',
  });
});
afterAll(async () => {
  await server?.stop();
  await Promise.all([provider, smtp].map((one) => one?.close()));
  await test?.close();
});

it('that hangs keeps nobody from signing in by mail', async () => {
  const answer = await fetch(`${server.url}/connexion`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: 'alliance-lead-all@example.org' }),
    signal: AbortSignal.timeout(45_000),
  });
  expect(answer.status).toBe(200);
  await expect.poll(() => smtp.taken().length, { timeout: 20_000, interval: 50 }).toBe(1);
}, 90_000);
