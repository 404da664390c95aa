import { mkdirSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createToken } from '../../src/modules/accounts/public.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { type DatabaseHandle, openDatabase } from '../../src/platform/db/open.ts';
import { writeSetting } from '../../src/platform/db/setting.ts';
import { ctxOf } from '../support/actors.ts';
import { type ApiAnswer, callApi } from '../support/api.ts';
import { runCommand } from '../support/cli.ts';
import { emptyPostgres, type TestDatabase, testDatabase } from '../support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
  makeTerritory,
} from '../support/factories.ts';
import { testFolder } from '../support/folder.ts';
import { type RunningServer, startServer } from '../support/server.ts';

const folder = testFolder();
const here = join(folder.path, 'here');
const elsewhere = join(folder.path, 'elsewhere');
const SECRET = 'the secret of the drill, kept apart';
/** Writes that are acknowledged before the backup begins. */
const ENOUGH = 40;

let test: TestDatabase;
const servers: RunningServer[] = [];
let empty: Awaited<ReturnType<typeof emptyPostgres>> | null = null;
beforeAll(async () => {
  test = await testDatabase();
  mkdirSync(here);
  writeFileSync(join(here, 'secret'), `${SECRET}\n`, { mode: 0o600 });
  if (test.url) empty = await emptyPostgres();
});
afterAll(async () => {
  for (const server of servers) await server.kill();
  await test.close();
  await empty?.drop();
  rmSync(here, { recursive: true, force: true });
});

const at = (url: string | undefined): Record<string, string> => (url ? { DATABASE_URL: url } : {});

async function prepare() {
  const handle: DatabaseHandle = test.url
    ? await openDatabase({ url: test.url, poolSize: 2 })
    : await openDatabase({
        dataDir: join(here, 'database'),
        loadDataDir: await openAsBlob(inject('templates').bare),
      });
  const { db } = handle;
  await makeTerritory(db);
  // The country is not filled in at each start: the drill is about what people write.
  const reference = createRequire(import.meta.url)('@etalab/decoupage-administratif/package.json');
  await writeSetting(db, 'reference.vintage', reference.version);
  const lead = await makeAccount(db, 'alliance-lead', 'national', '');
  const partnerId = await makePartner(db, lead, '23096');
  const partnershipId = await makePartnership(db, lead, partnerId, '23');
  const placeId = await makePlace(db, '23096', '23');
  const made = await createToken({ ...ctxOf(db, lead), now: new Date() }, lead.accountId ?? '', {
    name: 'test',
    scopes: ['read', 'write'],
    days: 1,
  });
  await writeSetting(db, 'alliance.demonstration', false);
  await handle.close();
  return { partnerId, partnershipId, placeId, token: made.token };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** One random write, and the address that reads it back. */
async function write(url: string, on: Prepared, turn: number): Promise<string> {
  const { token, partnerId, partnershipId, placeId } = on;
  if (turn % 3 === 0) {
    const name = `Atelier ${newId()} « l’été » 🎡`;
    const body = { name, kind: 'association', communeCode: '23096', confirmed: true };
    const made = await callApi(url, 'POST', '/partners', token, body);
    return `/partners/${idOf(made)}`;
  }
  if (turn % 3 === 1) {
    const content = Buffer.from(`%PDF-1.4\n${newId()}\n${'x'.repeat(turn * 997)}\n%%EOF\n`);
    const made = await callApi(url, 'POST', `/partners/${partnerId}/documents`, token, {
      kind: 'other',
      file: { name: 'statuts.pdf', content: content.toString('base64') },
    });
    return `/partners/${partnerId}/documents/${idOf(made)}`;
  }
  const id = newId();
  const made = await callApi(url, 'POST', '/activity', token, {
    id,
    happenedOn: new Date(Date.now() - 86_400_000 * (1 + (turn % 60))).toISOString().slice(0, 10),
    partnershipId,
    placeId,
    commitment: 'ecology',
    kind: 'workshop',
    participations: 1 + (turn % 9),
  });
  return `/activity/${idOf(made)}`;
}

function idOf(made: ApiAnswer): string {
  if (made.status !== 201) throw new Error(JSON.stringify(made));
  return made.json.id;
}

describe('an alliance that is backed up while people write, lost, and restored elsewhere', () => {
  it('has everything that was acknowledged before the backup, and sums that agree', async () => {
    const on = await prepare();
    const server = await startServer({ dataFolder: here, env: at(test.url) });
    servers.push(server);
    const acknowledged = new Map<string, unknown>();
    let writing = true;
    let turn = 0;
    const writer = async (): Promise<void> => {
      while (writing) {
        turn += 1;
        const path = await write(server.url, on, turn);
        const read = await callApi(server.url, 'GET', path, on.token);
        expect(read.status).toBe(200);
        acknowledged.set(path, read.json);
      }
    };
    const writers = Promise.all([writer(), writer(), writer()]);
    await Promise.race([writers, until(() => acknowledged.size >= ENOUGH)]);

    const before = new Map(acknowledged);
    const archive = join(folder.path, 'hot.tar.zst');
    const made = await runCommand(
      ['backup', '--data', here, '--out', archive, '--json'],
      at(test.url),
    );
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(made.stdout)).toMatchObject({ secretIncluded: false, missing: [] });
    const during = acknowledged.size;
    await Promise.race([writers, until(() => acknowledged.size > during + 3)]);
    writing = false;
    await writers;
    await server.kill();
    rmSync(here, { recursive: true, force: true });

    const restoring = ['restore', archive, '--data', elsewhere];
    const refused = await runCommand(restoring, at(empty?.url));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('MAILLAGE_SECRET');
    const secret = folder.write('kept-apart', SECRET);
    const restored = await runCommand(
      [...restoring, '--secret-file', secret, '--json'],
      at(empty?.url),
    );
    expect(restored, restored.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(restored.stdout)).toMatchObject({ verified: { differences: 0 } });

    const again: RunningServer = await startServer({ dataFolder: elsewhere, env: at(empty?.url) });
    servers.push(again);
    try {
      for (const [path, content] of before) {
        const read = await callApi(again.url, 'GET', path, on.token);
        expect(read.json, path).toEqual(content);
      }
      const verified = await runCommand(['verify', '--data', elsewhere], at(empty?.url));
      expect(verified, verified.stderr).toMatchObject({ code: 0, stdout: '0\n' });
    } finally {
      expect(await again.stop()).toBe(0);
    }
  }, 180_000);
});

async function until(reached: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if (reached()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to that');
}
