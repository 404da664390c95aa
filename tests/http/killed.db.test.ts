import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../src/modules/accounts/public.ts';
import { compareRollups } from '../../src/modules/activity/public.ts';
import { syncReference } from '../../src/modules/territories/public.ts';
import { newId } from '../../src/platform/db/ids.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { type DatabaseHandle, openDatabase } from '../../src/platform/db/open.ts';
import { writeSetting } from '../../src/platform/db/setting.ts';
import { ctxOf } from '../support/actors.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount, makePartner, makePartnership, makePlace } from '../support/factories.ts';
import { freePort } from '../support/http.ts';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  folder = mkdtempSync(join(tmpdir(), 'maillage-killed-'));
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The database that the killed process used: the data folder's, or the PostgreSQL one. */
async function open(): Promise<DatabaseHandle> {
  const handle = test.url
    ? await openDatabase({ url: test.url, poolSize: 2 })
    : await openDatabase({ dataDir: join(folder, 'database') });
  await migrate(handle);
  await syncReference(handle.db);
  return handle;
}

async function prepare() {
  const { db, close } = await open();
  const lead = await makeAccount(db, 'alliance-lead', 'national', '');
  const partnershipId = await makePartnership(db, lead, await makePartner(db, lead, '23096'), '23');
  const placeId = await makePlace(db, '23096', '23');
  const made = await createToken({ ...ctxOf(db, lead), now: new Date() }, lead.accountId ?? '', {
    name: 'test',
    scopes: ['read', 'write'],
    days: 1,
  });
  await writeSetting(db, 'alliance.demonstration', false);
  await close();
  return { partnershipId, placeId, token: made.token };
}

describe('a server that is killed while people write', () => {
  it('has every record that it acknowledged, and sums that agree', async () => {
    const { partnershipId, placeId, token } = await prepare();
    const port = await freePort();
    const env = {
      ...process.env,
      PORT: String(port),
      MAILLAGE_DATA: folder,
      LOG_LEVEL: 'fatal',
      ...(test.url ? { DATABASE_URL: test.url } : {}),
    };
    const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], {
      env,
      stdio: 'ignore',
    });
    const gone = new Promise((resolve) => server.once('exit', resolve));
    const url = `http://localhost:${port}`;
    await until(async () => (await fetch(`${url}/readyz`)).ok);

    const acknowledged: string[] = [];
    const writer = async (): Promise<void> => {
      for (;;) {
        const id = newId();
        try {
          const answer = await fetch(`${url}/api/v1/activity`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            body: JSON.stringify({
              id,
              happenedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
              partnershipId,
              placeId,
              commitment: 'ecology',
              kind: 'workshop',
              participations: 3,
            }),
          });
          if (answer.status === 201) acknowledged.push(id);
        } catch {
          return;
        }
        if (acknowledged.length >= 60) server.kill('SIGKILL');
      }
    };
    await Promise.all([writer(), writer(), writer(), writer()]);
    await gone;
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);

    const { db, close } = await open();
    const kept = await db
      .selectFrom('activity')
      .select('id')
      .where('id', 'in', acknowledged)
      .execute();
    const differences = await compareRollups(db);
    await close();
    expect(kept).toHaveLength(acknowledged.length);
    expect(differences).toBe(0);
  }, 180_000);
});

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not start');
}
