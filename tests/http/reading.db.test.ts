import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/api/operations.ts';
import { seedDemonstration } from '../../src/demonstration/seed.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { writeSetting } from '../../src/platform/db/setting.ts';
import { diskStore } from '../../src/platform/files/files.ts';
import { accessOf } from '../../src/platform/http/operation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { changedTables, digestTables } from '../support/digest.ts';
import { makeAccount } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';
import { addressesOf, apiAddresses, pageAddresses, poolsOf } from '../support/walk.ts';

let test: TestDatabase;
let server: TestServer;
let pools: Awaited<ReturnType<typeof poolsOf>>;
let partner: string;
let department: string;
/** Reads the most of all roles, and stands inside the partner whose records are asked for. */
let readers: Actor[];
const folder = mkdtempSync(join(tmpdir(), 'maillage-reading-'));

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const { db } = test;
  await seedDemonstration(db, {
    scale: 0.01,
    now: new Date(),
    files: diskStore(folder),
    secret: 's'.repeat(40),
    progress: () => {},
  });
  await writeSetting(db, 'alliance.demonstration', false);
  const { rows } = await sql<{ partner: string; department: string }>`
    SELECT p.id AS partner, p.department_code AS department FROM account_grant g
    JOIN partner p ON p.id::text = g.scope_code WHERE g.role = 'partner-admin'`.execute(db);
  partner = rows[0]?.partner ?? '';
  department = rows[0]?.department ?? '';
  pools = await poolsOf(db, partner);
  readers = [
    await makeAccount(db, 'alliance-lead', 'national', ''),
    await makeAccount(db, 'admin', 'national', ''),
    await makeAccount(db, 'partner-admin', 'organisation', partner),
    await makeAccount(db, 'territory-delegate', 'department', department),
  ];
  server = await serveTest(test);
  // The first reader of all has the public feeds built; here that is said to have been.
  await fetch(`${server.url}/feeds/lieux-mediation-numerique.json`);
  // What the server does by itself once it has started is done before anything is compared.
  await settled();
}, 240_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks once more when the server closed a connection that had been idle while tables were read. */
const ask = async (path: string, init: RequestInit): Promise<Response> =>
  fetch(server.url + path, init).catch(() => fetch(server.url + path, init));

/** What the outbox still has to hand out changes by itself; it is waited for. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const before = await digestTables(test.db);
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (changedTables(before, await digestTables(test.db)).length === 0) return;
  }
}

describe('a token for reading', () => {
  it('may call what reads and nothing that writes, whatever its method or permission', async () => {
    for (const reader of readers) {
      const authorization = `Bearer ${await server.tokenOf(reader, ['read'])}`;
      const before = await digestTables(test.db);
      const wrong: string[] = [];
      for (const operation of OPERATIONS.filter(({ permission }) => permission !== 'NONE')) {
        for (const path of addressesOf(operation.path, pools, department).slice(0, 1)) {
          const sends = operation.method !== 'get';
          const answer = await ask(`/api/v1${path}`, {
            method: operation.method.toUpperCase(),
            headers: { authorization, ...(sends ? { 'content-type': 'application/json' } : {}) },
            ...(sends ? { body: JSON.stringify(BODIES[operation.id] ?? {}) } : {}),
          });
          const { code } = (await answer.json()) as { code?: string };
          const refused = answer.status === 403 && code === 'token-reads-only';
          if (refused !== (accessOf(operation) === 'write'))
            wrong.push(`${operation.id}: ${answer.status} ${code}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(changedTables(before, await digestTables(test.db))).toEqual([]);
    }
  }, 240_000);

  it('keeps no view, though the list that views are of may be read', async () => {
    const [lead] = readers;
    const send = async (uses: readonly ('read' | 'write')[]) =>
      fetch(`${server.url}/api/v1/saved-views`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await server.tokenOf(lead as Actor, uses)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(BODIES.saveView),
      });
    expect((await send(['read'])).status).toBe(403);
    expect((await send(['write'])).status).toBeLessThan(300);
  });

  it('for writing alone reads nothing', async () => {
    const token = await server.tokenOf(readers[0] as Actor, ['write']);
    const answer = await fetch(`${server.url}/api/v1/partners`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      403,
      'token-writes-only',
    ]);
  });
});

/** Bodies that would do something, where an empty one would be refused for what it lacks. */
const BODIES: Readonly<Record<string, unknown>> = {
  saveView: { name: 'Vue', view: 'list', filters: {} },
};

describe('opening a page', () => {
  it('changes nothing, and never shows the session’s secret to scripts', async () => {
    // Who reads the most, on both engines; the others, whose queries are the same, on one.
    for (const reader of test.engine === 'postgres' ? readers : readers.slice(0, 1)) {
      const cookie = await server.cookieOf(reader);
      const secret = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '');
      const token = secret.slice(0, secret.lastIndexOf('.'));
      expect(token.length).toBeGreaterThan(20);
      const before = await digestTables(test.db);
      const telling: string[] = [];
      const authorization = `Bearer ${await server.tokenOf(reader, ['read'])}`;
      for (const path of [
        ...pageAddresses(pools, department),
        ...apiAddresses(pools, department),
        '/healthz',
        '/readyz',
        '/auth/get-session',
      ]) {
        const answer = await ask(path, {
          redirect: 'manual',
          headers: path.startsWith('/api/') ? { authorization } : { cookie },
        });
        const text = await answer.text();
        if (text.includes(token) || text.includes(encodeURIComponent(token))) telling.push(path);
        if (/set-cookie/i.test([...answer.headers.keys()].join())) telling.push(`cookie ${path}`);
      }
      expect(telling).toEqual([]);
      const after = await digestTables(test.db);
      // The token that this walk was given is the one new row.
      expect(changedTables(before, after).filter((name) => name !== 'api_token')).toEqual([]);
    }
  }, 300_000);
});
