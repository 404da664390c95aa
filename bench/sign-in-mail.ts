import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { seal } from '../src/platform/access/seal.ts';
import { newId } from '../src/platform/db/ids.ts';
import { type DatabaseHandle, openDatabase } from '../src/platform/db/open.ts';
import { emit } from '../src/platform/jobs/outbox.ts';
import {
  type HangingServer,
  type MailServer,
  startHanging,
  startMailServer,
} from '../tests/support/hanging.ts';
import { startPostgres } from '../tools/checks/postgres.ts';
import { startProduct } from './product.ts';
import type { Measured } from './report.ts';
import { median } from './statistics.ts';
import { atEnd, temporaryFolder } from './tidy.ts';

const RUNS = 10;
const HANGING = 10;
const SECRET = 'a secret of the bench, long enough for it';
const PATIENCE_MS = 30_000;

/**
 * From asking for a sign-in link until the mail server has taken the mail, alone and beside ten
 * receivers that accept and never answer, each with three messages, and ten mails that hang.
 */
export async function signInMail(): Promise<Measured> {
  const postgres = await startPostgres();
  const stopPostgres = atEnd(() => postgres.stop());
  const smtp = await startMailServer();
  const closeMail = atEnd(() => smtp.close());
  const product = await startProduct(temporaryFolder('sign-in-mail'), postgres.url, {
    MAILLAGE_DEMO_SCALE: '0.02',
    MAILLAGE_SECRET: SECRET,
    WEBHOOKS_PRIVATE: 'true',
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}?ignoreTLS=true`,
  });
  const handle = await openDatabase({ url: postgres.url, poolSize: 2 });
  const close = atEnd(() => handle.close());
  const { rows } = await sql<{ email: string; server_version: string }>`
    SELECT email, current_setting('server_version') AS server_version FROM auth_user
    ORDER BY email LIMIT ${RUNS}`.execute(handle.db);
  const measure = async (): Promise<number[]> => {
    const seconds: number[] = [];
    for (const { email } of rows) seconds.push(await askFor(product.url, handle, smtp, email));
    return seconds;
  };
  // The first ones compile pages and fill caches; that is not what is compared.
  await measure();
  const alone = await measure();
  const receivers = await hangBeside(handle, smtp);
  const closeReceivers = atEnd(async () => {
    await Promise.all(receivers.map((one) => one.close()));
  });
  const beside = await measure();
  const stillHanging = smtp.hanging() === HANGING && receivers.every((one) => one.seen() > 0);
  await closeReceivers();
  await product.stop();
  await close();
  await closeMail();
  await stopPostgres();
  const worst = Math.max(...beside);
  return {
    id: 'sign-in-mail',
    what: `a sign-in mail beside ${HANGING} hanging receivers and ${HANGING} hanging mails, slowest of ${beside.length}`,
    value: worst,
    unit: 's',
    engine: `PostgreSQL ${rows[0]?.server_version}`,
    runs: beside.length,
    sound: stillHanging,
    details: [
      `alone: median ${median(alone).toFixed(3)} s, slowest ${Math.max(...alone).toFixed(3)} s`,
      `beside: median ${median(beside).toFixed(3)} s; ${(median(beside) / median(alone)).toFixed(2)} times`,
    ],
  };
}

/** Seconds from the request until the server has the mail. */
async function askFor(
  url: string,
  { db }: DatabaseHandle,
  smtp: MailServer,
  email: string,
): Promise<number> {
  await sql`DELETE FROM rate_limit`.execute(db);
  const before = smtp.taken().length;
  const started = performance.now();
  const answer = await fetch(`${url}/connexion`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email }),
  });
  if (answer.status !== 200) throw new Error(`${answer.status} for a sign-in link`);
  while (smtp.taken().length === before) {
    if (performance.now() - started > PATIENCE_MS) throw new Error('no sign-in mail');
    await pause(2);
  }
  return (performance.now() - started) / 1000;
}

/** Ten receivers that never answer and ten people whose mail hangs; waits until all of them do. */
async function hangBeside({ db }: DatabaseHandle, smtp: MailServer): Promise<HangingServer[]> {
  const receivers = await Promise.all(
    Array.from({ length: HANGING }, (_, n) => startHanging(n % 2 === 0 ? 'silent' : 'drip')),
  );
  for (const { port } of receivers)
    await sql`INSERT INTO webhook (id, url, events, sealed_secret)
      VALUES (${newId()}::uuid, ${`http://127.0.0.1:${port}/`}, '{partnerships.moved}',
        ${seal(SECRET, 'whsec_dGVzdA==')})`.execute(db);
  for (let n = 0; n < 3; n += 1)
    await emit(db, { type: 'partnerships.moved', payload: { partnershipId: newId() } });
  for (let n = 0; n < HANGING; n += 1) {
    const id = newId();
    await sql`INSERT INTO auth_user (id, name, email, "emailVerified")
      VALUES (${id}, 'Bench', ${`slow${n}@bench.invalid`}, true)`.execute(db);
    const payload = { userId: id, sealedToken: seal(SECRET, 'x') };
    await emit(db, { type: 'accounts.link-asked', payload });
  }
  const until = performance.now() + PATIENCE_MS;
  while (smtp.hanging() < HANGING || receivers.some((one) => one.open() === 0)) {
    if (performance.now() > until) throw new Error('they do not hang');
    await pause(20);
  }
  return receivers;
}
