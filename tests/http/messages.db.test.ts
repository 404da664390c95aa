import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal } from '../../src/platform/access/seal.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { emit } from '../../src/platform/jobs/outbox.ts';
import { fr } from '../../src/web/jobs/messages.fr.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount } from '../support/factories.ts';
import {
  type HangingServer,
  type MailServer,
  startHanging,
  startMailServer,
} from '../support/hanging.ts';
import { serveTest, type TestServer } from '../support/http.ts';

const METRICS = 'the-token-of-programs-that-watch';
const SECRET = 'a secret of the test installation, long enough';
const soon = { timeout: 30_000, interval: 50 };
const HANGING = 10;
let test: TestDatabase;
let server: TestServer;
let smtp: MailServer;
let receivers: HangingServer[] = [];
let cookie: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  smtp = await startMailServer();
  await makeAccount(test.db, 'alliance-lead', 'national', '');
  const admin = await makeAccount(test.db, 'admin', 'national', '');
  server = await serveTest(test, {
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}?ignoreTLS=true`,
    MAILLAGE_SECRET: SECRET,
    WEBHOOKS_PRIVATE: 'true',
    METRICS_TOKEN: METRICS,
  });
  cookie = await server.cookieOf(admin);
});
afterAll(async () => {
  await server?.stop();
  await Promise.all([smtp, ...receivers].map((one) => one?.close()));
  await test?.close();
});

async function addReceivers(): Promise<void> {
  receivers = await Promise.all(
    Array.from({ length: HANGING }, (_, n) => startHanging(n % 2 === 0 ? 'silent' : 'drip')),
  );
  receivers.push(await startHanging('drip-body'), await startHanging('endless'));
  await test.db
    .insertInto('webhook')
    .values(
      receivers.map(({ port }) => ({
        id: newId(),
        url: `http://127.0.0.1:${port}/`,
        events: ['partnerships.moved'],
        sealed_secret: seal(SECRET, 'whsec_dGVzdA=='),
        created_by: null,
      })),
    )
    .execute();
}

/** Sign-in links for people whose mail server does not answer. */
async function askForSlowLinks(): Promise<void> {
  for (let n = 0; n < HANGING; n += 1) {
    const { accountId } = await makeAccount(test.db, 'territory-delegate', 'department', `0${n}`);
    await test.db
      .updateTable('auth_user')
      .set({ email: `slow${n}@example.org` })
      .where('id', '=', accountId ?? '')
      .execute();
    const payload = { userId: accountId, sealedToken: seal(SECRET, 'x') };
    await emit(test.db, { type: 'accounts.link-asked', payload });
  }
}

const signIn = (email: string) =>
  fetch(`${server.url}/connexion`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email }),
  });

const metric = (text: string, queue: string, state: string): number =>
  Number(
    new RegExp(`^maillage_queue_jobs\\{queue="${queue}",state="${state}"\\} (\\d+)$`, 'm').exec(
      text,
    )?.[1],
  );
const cells = (html: string, queue: string): string[] => {
  const row = html.split('<tr').find((one) => one.includes(`>${queue}<`)) ?? '';
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) =>
    cell.replace(/<[^>]*>/g, ''),
  );
};

describe('while ten receivers and ten mails hang', () => {
  it('a sign-in mail leaves', async () => {
    await addReceivers();
    await askForSlowLinks();
    for (let n = 0; n < 3; n += 1)
      await emit(test.db, { type: 'partnerships.moved', payload: { partnershipId: newId() } });
    await expect.poll(() => smtp.hanging(), soon).toBe(HANGING);
    await expect
      .poll(() => receivers.slice(0, HANGING).every((one) => one.open() > 0), soon)
      .toBe(true);

    expect((await signIn('alliance-lead-all@example.org')).status).toBe(200);
    await expect
      .poll(() => smtp.taken().map(({ to }) => to), soon)
      .toEqual(['alliance-lead-all@example.org']);
    expect(smtp.hanging()).toBe(HANGING);
  }, 90_000);

  it('page and metrics say the same of it, without an address', async () => {
    const page = await fetch(`${server.url}/travaux`, { headers: { cookie } });
    const metrics = await (
      await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${METRICS}` } })
    ).text();
    const html = await page.text();
    const [waiting, running, failed] = cells(html, fr.names['mails-urgent'] ?? '');
    expect({ waiting, running, failed }).toEqual({ waiting: '0', running: '10', failed: '0' });
    expect(metric(metrics, 'mails-urgent', 'waiting')).toBe(0);
    expect(metric(metrics, 'mails-urgent', 'running')).toBe(HANGING);
    expect(metric(metrics, 'mails-urgent', 'failed')).toBe(0);
    expect(metrics).toMatch(/maillage_queue_oldest_seconds\{queue="webhooks"\} \d/);
    expect(metrics).toMatch(/maillage_outgoing_seconds_count\{kind="mail",outcome="ok"\} \d/);
    expect(metrics).not.toMatch(/@|127\.0\.0\.1/);
    expect(html.slice(html.indexOf('<main'))).not.toMatch(/@example|127\.0\.0\.1/);
  });
});

it('gives up in sight what a mail server refuses for good, and tries again when asked', async () => {
  const { accountId } = await makeAccount(test.db, 'verifier', 'national', '');
  const rename = (email: string) =>
    test.db
      .updateTable('auth_user')
      .set({ email })
      .where('id', '=', accountId ?? '')
      .execute();
  await rename('gone@example.org');
  const payload = { userId: accountId, sealedToken: seal(SECRET, 'x') };
  await emit(test.db, { type: 'accounts.link-asked', payload });
  const page = async (): Promise<string> =>
    (await fetch(`${server.url}/travaux`, { headers: { cookie } })).text();
  await expect.poll(page, soon).toContain('SMTP: 550 5.1.1 (RCPT)');
  const html = await page();
  expect(html).toContain(fr.failed);
  expect(html).not.toContain('gone@');

  const asked = await fetch(`${server.url}/travaux`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie,
      origin: server.url,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ queue: 'mails-urgent', id: '' }),
  });
  expect(asked.headers.get('location')).toBe('/travaux?essai');
  // Refused once more: it was asked again, and not twelve times.
  await expect.poll(page, soon).toMatch(/SMTP: 550 5\.1\.1 \(RCPT\)/);
}, 90_000);

it('a stop ends with exchanges that hang, in bounded time', async () => {
  const started = performance.now();
  await server.stop();
  expect(performance.now() - started).toBeLessThan(30_000);
  const { running } = await test.db
    .selectFrom('webhook_delivery')
    .select((eb) => eb.fn.count<number>('id').as('running'))
    .where('claimed_until', 'is not', null)
    .executeTakeFirstOrThrow();
  expect(Number(running)).toBe(0);
}, 60_000);
