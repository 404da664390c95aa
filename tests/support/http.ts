import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createToken } from '../../src/modules/accounts/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { readConfig } from '../../src/platform/config/config.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { type Serving, startServing } from '../../src/server/serve.ts';
import { ctxOf } from './actors.ts';
import type { TestDatabase } from './database.ts';

export interface TestServer {
  readonly url: string;
  /** A session cookie of an account, got as a person would: by a one-time link. */
  cookieOf(actor: Actor): Promise<string>;
  /** A token of the programming interface. */
  tokenOf(actor: Actor, scopes?: readonly ('read' | 'write')[]): Promise<string>;
  stop(): Promise<void>;
}

/** The whole product in this process, on a test database and a free port. Needs a build. */
export async function serveTest(
  test: Pick<TestDatabase, 'db' | 'handle'>,
  env: Record<string, string> = {},
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-http-'));
  const port = await freePort();
  const read = readConfig({
    PORT: String(port),
    MAILLAGE_DATA: folder,
    LOG_LEVEL: 'fatal',
    ...env,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const serving: Serving = await startServing(read.value, test.handle, createLog('fatal'));
  return {
    url: serving.url,
    async cookieOf(actor) {
      const account = await test.db
        .selectFrom('auth_user')
        .select('email')
        .where('id', '=', actor.accountId ?? '')
        .executeTakeFirstOrThrow();
      const address = new URL(await serving.signInAddress(account.email));
      const answer = await fetch(`${serving.url}/connexion/lien`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: serving.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token: address.searchParams.get('jeton') ?? '' }),
      });
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
      if (answer.status !== 302 || cookies.length === 0)
        throw new Error(`no session: ${answer.status}`);
      return cookies.join('; ');
    },
    async tokenOf(actor, scopes = ['read', 'write']) {
      const made = await createToken(ctxOf(test.db, actor), actor.accountId ?? '', {
        name: 'test',
        scopes: [...scopes],
        days: 365,
      });
      // The tests' clock stands still, a token's does not.
      await test.db
        .updateTable('api_token')
        .set({ expires_at: new Date(Date.now() + 3_600_000) })
        .where('id', '=', made.id)
        .execute();
      return made.token;
    },
    async stop() {
      await serving.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
