import { createServer, type Server } from 'node:http';
import { sql } from 'kysely';
import Provider from 'oidc-provider';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount } from '../support/factories.ts';
import { freePort, serveTest, type TestServer } from '../support/http.ts';

interface Received {
  readonly to: string;
  readonly text: string;
}

let test: TestDatabase;
let server: TestServer;
let smtp: SMTPServer;
let issuer: Server;
const mails: Received[] = [];
/** How many more mails the SMTP server turns away, as a busy one does. */
let busy = 0;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  await makeAccount(test.db, 'alliance-lead', 'national', '');
  const smtpPort = await freePort();
  smtp = mailServer();
  await new Promise<void>((resolve) => smtp.listen(smtpPort, '127.0.0.1', resolve));
  const issuerPort = await freePort();
  const oidcIssuer = `http://127.0.0.1:${issuerPort}`;
  const env = {
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}?ignoreTLS=true`,
    OIDC_ISSUER: oidcIssuer,
    OIDC_CLIENT_ID: 'maillage',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test-only',
  };
  server = await serveTest(test, env);
  issuer = await startIssuer(oidcIssuer, issuerPort, `${server.url}/auth/callback/oidc`);
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await new Promise((resolve) => issuer.close(resolve));
  await test?.close();
});

function mailServer(): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => {
        raw += chunk.toString('utf8');
      });
      stream.on('end', () => {
        if (busy > 0) {
          busy -= 1;
          return done(Object.assign(new Error('busy, try again'), { responseCode: 451 }));
        }
        const text = raw.replace(/=\r\n/g, '').replace(/=3D/g, '=');
        mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text });
        return done();
      });
    },
  });
}

/** A real OpenID Connect provider whose people are named by what they type as a login. */
async function startIssuer(url: string, port: number, callback: string): Promise<Server> {
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'maillage',
        client_secret: 'a-secret-of-the-test-only',
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.org`, email_verified: true, name: id }),
    }),
    cookies: { keys: ['test'] },
  });
  const answer = provider.callback();
  const listening = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
  return listening;
}

async function post(path: string, fields: Record<string, string>, cookie = '') {
  return fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: server.url,
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie ? { cookie } : {}),
    },
    body: new URLSearchParams(fields),
  });
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function mailTo(address: string, count: number): Promise<Received[]> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = mails.filter((mail) => mail.to === address);
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail to ${address}`);
}

const LEAD = 'alliance-lead-all@example.org';
const tokenIn = (mail: Received | undefined): string =>
  /jeton=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';

describe('a link by mail', () => {
  it('opens one session, once, and is sent again when the mail server was busy', async () => {
    busy = 1;
    const asked = await post('/connexion', { email: LEAD });
    expect(asked.status).toBe(200);
    const token = tokenIn((await mailTo(LEAD, 1))[0]);
    expect(token).not.toBe('');

    // Mail scanners open links: looking at it spends nothing.
    expect((await fetch(`${server.url}/connexion/lien?jeton=${token}`)).status).toBe(200);
    const entered = await post('/connexion/lien', { token });
    expect(entered.status).toBe(302);
    const cookie = cookiesOf(entered);
    expect(entered.headers.getSetCookie().join()).toMatch(/HttpOnly/i);
    const home = await fetch(`${server.url}/compte`, { headers: { cookie } });
    expect(home.status).toBe(200);
    expect((await post('/connexion/lien', { token })).status).toBe(410);
  }, 60_000);

  it('says the same for an address that nobody has, and sends nothing', async () => {
    const before = mails.length;
    const known = await post('/connexion', { email: LEAD });
    const unknown = await post('/connexion', { email: 'nobody@example.org' });
    expect(unknown.status).toBe(known.status);
    await mailTo(LEAD, 2);
    expect(mails.slice(before).every((mail) => mail.to === LEAD)).toBe(true);
  }, 60_000);

  it('refuses an address that is none, and too many tries', async () => {
    expect((await post('/connexion', { email: 'not an address' })).status).toBe(422);
    const answers = [];
    for (let n = 0; n < 7; n += 1)
      answers.push((await post('/connexion', { email: 'tries@example.org' })).status);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
  });

  it('keeps no token in clear in the database', async () => {
    await post('/connexion', { email: LEAD });
    const sent = await mailTo(LEAD, 3);
    const rows = await test.db.selectFrom('domain_event').selectAll().execute();
    const kept = await test.db.selectFrom('auth_session').selectAll().execute();
    const all = JSON.stringify([rows, kept]);
    for (const mail of sent) expect(all).not.toContain(tokenIn(mail));
  }, 60_000);
});

describe('a link that somebody else sends', () => {
  const linkOf = async (address: string, count: number): Promise<string> =>
    tokenIn((await mailTo(address, count)).at(-1));
  const page = async (token: string, cookie = ''): Promise<Response> =>
    fetch(`${server.url}/connexion/lien?jeton=${token}`, {
      redirect: 'manual',
      headers: cookie ? { cookie } : {},
    });

  it('says whose session it opens, and that it was not asked for here', async () => {
    const attacker = await makeAccount(test.db, 'buyer', 'national', '');
    const asked = await post('/connexion', { email: 'buyer-all@example.org' });
    const token = await linkOf('buyer-all@example.org', 1);
    const elsewhere = await (await page(token)).text();
    expect(elsewhere).toContain('buyer-all@example.org');
    expect(elsewhere).toContain('pas été demandé sur cet appareil');
    const here = await (await page(token, cookiesOf(asked))).text();
    expect(here).toContain('buyer-all@example.org');
    expect(here).not.toContain('pas été demandé sur cet appareil');
    expect(attacker.accountId).not.toBeNull();
  }, 60_000);

  it('ends nobody’s session for another’s without saying so', async () => {
    const victim = await server.cookieOf(await makeAccount(test.db, 'verifier', 'national', ''));
    await makeAccount(test.db, 'employee', 'national', '');
    await post('/connexion', { email: 'employee-all@example.org' });
    const token = await linkOf('employee-all@example.org', 1);
    expect(await (await page(token, victim)).text()).toContain('Une autre session est ouverte');
    const sent = await post('/connexion/lien', { token }, victim);
    expect(sent.headers.get('location')).toContain('/connexion/lien');
    expect(sent.headers.getSetCookie().join()).not.toContain('session_token');
    const account = await fetch(`${server.url}/compte`, { headers: { cookie: victim } });
    expect(await account.text()).toContain('verifier');
    const chosen = await post('/connexion/lien', { token, instead: '1' }, victim);
    expect(chosen.headers.getSetCookie().join()).toContain('session_token=');
    const old = await fetch(`${server.url}/compte`, {
      headers: { cookie: victim },
      redirect: 'manual',
    });
    expect(old.status).toBe(302);
  }, 60_000);

  it('is sent to one mailbox five times a quarter of an hour, however often it is asked for', async () => {
    await makeAccount(test.db, 'line-manager', 'national', '');
    const address = 'line-manager-all@example.org';
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      statuses.push(
        (await post('/connexion', { email: n % 2 ? address : address.toUpperCase() })).status,
      );
    }
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(5);
    await mailTo(address, 1);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(mails.filter((mail) => mail.to === address).length).toBeLessThanOrEqual(5);
  }, 60_000);

  it('from another site’s form opens nothing', async () => {
    const answer = await fetch(`${server.url}/connexion/lien`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: 'https://ailleurs.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ token: 'x' }),
    });
    expect(answer.status).toBe(403);
  });
});

describe('sessions', () => {
  it('are listed, ended from another one, and ended by signing out', async () => {
    const actor = await makeAccount(test.db, 'verifier', 'national', '');
    const here = await server.cookieOf(actor);
    const there = await server.cookieOf(actor);
    const sessions = await test.db
      .selectFrom('auth_session')
      .selectAll()
      .where('userId', '=', actor.accountId ?? '')
      .execute();
    expect(sessions).toHaveLength(2);
    const other = sessions.find((session) =>
      there.includes(encodeURIComponent(session.token).slice(0, 20)),
    );
    expect((await post('/compte', { session: other?.id ?? '' }, here)).status).toBe(302);
    const gone = await fetch(`${server.url}/compte`, {
      headers: { cookie: there },
      redirect: 'manual',
    });
    expect(gone.status).toBe(302);
    await post('/deconnexion', {}, here);
    const out = await fetch(`${server.url}/compte`, {
      headers: { cookie: here },
      redirect: 'manual',
    });
    expect(out.headers.get('location')).toBe('/connexion?suite=%2Fcompte');
  });
});

describe('OpenID Connect', () => {
  it('lets in somebody who has an account', async () => {
    expect(await throughProvider('alliance-lead-all')).toMatchObject({ status: 200 });
  }, 60_000);

  it('keeps none of the provider’s tokens', async () => {
    const { rows } = await sql<{ kept: number }>`
      SELECT count(*)::int AS kept FROM auth_identity
      WHERE coalesce("accessToken", "refreshToken", "idToken") IS NOT NULL`.execute(test.db);
    expect(rows).toEqual([{ kept: 0 }]);
  });

  it('makes no account for a stranger', async () => {
    const { location } = await throughProvider('stranger');
    expect(location).toContain('/connexion?oidc=refus');
    const found = await test.db
      .selectFrom('auth_user')
      .select('id')
      .where('email', '=', 'stranger@example.org')
      .execute();
    expect(found).toEqual([]);
  }, 60_000);
});

/** Goes through the provider's login and consent pages as a browser would. */
async function throughProvider(login: string): Promise<{ status: number; location: string }> {
  const jar = new Map<string, string>();
  const own = new Map<string, string>();
  const keep = (answer: Response, into: Map<string, string>): void => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      into.set(pair.slice(0, pair.indexOf('=')), pair);
    }
  };
  const started = await post('/connexion', { oidc: '1' });
  keep(started, own);
  let next = started.headers.get('location') ?? '';
  for (let step = 0; step < 20; step += 1) {
    const at = new URL(next, server.url);
    const ours = at.origin === server.url;
    const store = ours ? own : jar;
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...store.values()].join('; ') },
    });
    keep(answer, store);
    const location = answer.headers.get('location');
    if (ours && (!location || new URL(location, at).pathname !== at.pathname)) {
      const to = location ?? '';
      if (to.includes('oidc=refus')) return { status: answer.status, location: to };
      const home = await fetch(`${server.url}/compte`, {
        redirect: 'manual',
        headers: { cookie: [...own.values()].join('; ') },
      });
      return { status: home.status, location: to };
    }
    if (location) {
      next = new URL(location, at).href;
      continue;
    }
    const page = await answer.text();
    const form = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', at);
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login';
    const sent = await fetch(form, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: [...jar.values()].join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ prompt, login, password: 'any' }),
    });
    keep(sent, jar);
    next = new URL(sent.headers.get('location') ?? '', at).href;
  }
  throw new Error('the provider led nowhere');
}
