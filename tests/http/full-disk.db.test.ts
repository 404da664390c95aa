import { execFileSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { type DatabaseHandle, openDatabase } from '../../src/platform/db/open.ts';
import { callApi } from '../support/api.ts';
import { makeAccount } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';

const templates = inject('templates');
const folder = mkdtempSync(join(tmpdir(), 'maillage-small-disk-'));
let mounted = false;
let handle: DatabaseHandle | undefined;
let server: TestServer | undefined;

afterAll(async () => {
  await server?.stop();
  await handle?.close();
  if (mounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Writes until there is no room for another block. */
function fill(): string[] {
  const made: string[] = [];
  for (const size of [1_000_000, 4096])
    for (let at = 0; ; at += 1) {
      const path = join(folder, `fill-${size}-${at}`);
      made.push(path);
      try {
        writeFileSync(path, new Uint8Array(size));
      } catch {
        break;
      }
    }
  return made;
}

it.skipIf(templates.engine !== 'pglite')(
  'a full disk is told by the answer, by readiness and on the page of jobs, and passes',
  async ({ skip }) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=260m', 'tmpfs', folder], {
        stdio: 'ignore',
      });
    } catch {
      return skip('no right to mount a small disk');
    }
    mounted = true;
    handle = await openDatabase({
      dataDir: join(folder, 'database'),
      loadDataDir: await openAsBlob(templates.reference),
    });
    const { db } = handle;
    server = await serveTest({ db, handle }, { MAILLAGE_DATA: folder });
    const { url } = server;
    const lead = await makeAccount(db, 'alliance-lead', 'national', '');
    const token = await server.tokenOf(lead);
    const cookie = await server.cookieOf(await makeAccount(db, 'admin', 'national', ''));
    const write = async (n: number) => {
      const name = `Association ${n} ${'longue '.repeat(20)}`;
      const body = { name, kind: 'association', communeCode: '23096', confirmed: true };
      return callApi(url, 'POST', '/partners', token, body);
    };
    const ask = () =>
      fetch(`${url}/connexion`, {
        method: 'POST',
        headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
        body: `email=${lead.accountId}@association.example`,
      });
    expect((await write(0)).status).toBe(201);

    const filled = fill();
    // What is already set aside takes a few more; then a table must grow, and cannot.
    let refused = await write(1);
    let more = 2;
    for (; refused.status === 201 && more < 500; more += 1) refused = await write(more);
    expect(refused).toMatchObject({ status: 503, json: { code: 'unavailable' } });
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { database: true, migrations: true, disk: false },
    ]);
    const jobs = await fetch(`${url}/travaux`, { headers: { cookie } });
    expect(await jobs.text()).toContain('Le disque est plein');

    for (const path of filled) rmSync(path, { force: true });
    expect((await write(more)).status).toBe(201);
    expect((await ask()).status).toBe(200);
  },
  120_000,
);
