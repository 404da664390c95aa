import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyPostgres, type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makeTerritory,
} from '../../../tests/support/factories.ts';
import { testFolder } from '../../../tests/support/folder.ts';
import { seal } from '../../platform/access/seal.ts';
import { readArchive, writeArchive } from '../../platform/backup/archive.ts';
import { newKeyPair } from '../../platform/backup/encryption.ts';
import type { Manifest } from '../../platform/backup/manifest.ts';
import { newId } from '../../platform/db/ids.ts';
import { openDatabase } from '../../platform/db/open.ts';
import type { Db } from '../../platform/db/schema.ts';
import { readSetting, writeSetting } from '../../platform/db/setting.ts';
import { diskStore } from '../../platform/files/files.ts';
import { takeUpWaiting } from '../../platform/jobs/commands.ts';
import { relayEvents } from '../../platform/jobs/outbox.ts';
import { keepFingerprint } from '../installation/secret.ts';
import { isHeld } from './hold.ts';
import { type BackupOptions, makeBackup } from './make.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';
import { verifyAlliance } from './verify.ts';

const folder = testFolder();
const data = join(folder.path, 'data');
const files = diskStore(join(data, 'files'));
const secret = 'a secret of at least thirty-two characters';
/** Text that formats trip over: quotes, line ends of every kind, braces, marks. */
const AWKWARD = '« Été »\n\r\t"\\N" {a,b} \u2028\u2029 \\. 😀 ';

let test: TestDatabase;
let lost: string;
beforeAll(async () => {
  test = await testDatabase();
  const { db } = test;
  await makeTerritory(db);
  const lead = await makeAccount(db, 'alliance-lead', 'national', '');
  const partner = await makePartner(db, lead, '23096');
  await makePartnership(db, lead, partner, '23');
  const run = { kind: 'partners', file_name: AWKWARD, status: 'done' };
  for (const name of ['kept', 'lost']) {
    const key = `imports/${newId()}.csv`;
    if (name === 'kept')
      await files.put(key, Readable.from([Buffer.from(AWKWARD), randomBytes(400_000)]));
    else lost = key;
    const { kind, file_name, status } = run;
    await sql`INSERT INTO import_run (id, kind, file_name, status, look, source_file)
      VALUES (${newId()}, ${kind}, ${file_name}, ${status}, 'null'::jsonb, ${key})`.execute(db);
  }
  await sql`INSERT INTO webhook (id, url, events, sealed_secret)
    VALUES (${newId()}, 'https://example.org', ${['{', AWKWARD, '']}, ${seal(secret, 'x')})`.execute(
    db,
  );
  await writeSetting(db, 'test.awkward', { text: AWKWARD, big: 1e21, tiny: 1.1e-7 });
  await keepFingerprint(db, secret);
});
afterAll(() => test.close());

let serial = 0;
function fresh(): string {
  serial += 1;
  return join(folder.path, `target-${serial}`);
}

async function backedUp(more: Partial<BackupOptions> = {}): Promise<string> {
  const backing = { handle: test.handle, files, secret, dataFolder: data };
  const out = `${fresh()}.tar.zst`;
  const made = await makeBackup(backing, { out, encryption: null, now: new Date(), ...more });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value.file;
}

const into = (archive: string, more: Partial<RestoreOptions> = {}) =>
  restoreBackup({
    archive,
    decryption: null,
    dataFolder: fresh(),
    databaseUrl: null,
    replace: false,
    hold: false,
    secret: { text: secret, keep: true },
    now: new Date(),
    ...more,
  });

/** Every row of every table as text, so that two databases can be held against each other. */
async function contentOf(db: Db): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname <> 'schema_migration'
      AND relnamespace = current_schema()::regnamespace ORDER BY 1`.execute(db);
  const content: Record<string, string[]> = {};
  await sql`SET TIME ZONE 'UTC'`.execute(db);
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      SELECT t::text AS row FROM ${sql.table(name)} t ORDER BY 1`.execute(db);
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}

/** What a data folder holds beside its lock, which is never removed. */
const contentsOf = (path: string): string[] =>
  readdirSync(path).filter((name) => name !== 'maillage.lock');

describe('a backup that is restored', { timeout: 180_000 }, () => {
  it('has every row of every table as it was, links and triggers in force, sequences further on', async () => {
    await sql`SELECT nextval('partnership_reference')`.execute(test.db);
    const before = await contentOf(test.db);
    const target = fresh();
    const restored = await into(await backedUp(), { dataFolder: target });
    expect(restored).toMatchObject({
      ok: true,
      value: {
        files: 1,
        migrated: [],
        verified: {
          rollups: 0,
          sealed: { looked: 1, closed: [] },
          // Lost before the backup was made: said, and no reason not to restore.
          files: { looked: 2, missing: [lost], changed: [] },
        },
      },
    });
    const there = await openDatabase({ dataDir: join(target, 'database') });
    try {
      expect(await contentOf(there.db)).toEqual(before);
      const links = sql<{ n: number }>`SELECT count(*) AS n FROM pg_constraint WHERE contype = 'f'
        AND connamespace = current_schema()::regnamespace`;
      const counted = (await links.execute(there.db)).rows[0]?.n;
      expect(counted).toBe((await links.execute(test.db)).rows[0]?.n);
      const next = sql<{ n: number }>`SELECT nextval('partnership_reference') AS n`;
      const further = (await next.execute(there.db)).rows[0]?.n;
      expect(further).toBe((await next.execute(test.db)).rows[0]?.n);
      const off =
        await sql`SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'`.execute(
          there.db,
        );
      expect(off.rows).toEqual([]);
    } finally {
      await there.close();
    }
    expect(readFileSync(join(target, 'secret'), 'utf8').trim()).toBe(secret);
    expect(contentsOf(target).sort()).toEqual(['database', 'files', 'secret']);
  });

  it('hands over again what the queue had taken and not finished, and nothing that was done', async () => {
    const { db } = test;
    const [done, taken, waits] = [newId(), newId(), newId()];
    await sql`CREATE SCHEMA IF NOT EXISTS jobs`.execute(db);
    await sql`CREATE TABLE jobs.job (id uuid, name text, state text, data jsonb)`.execute(db);
    await sql`CREATE TABLE jobs.schedule (name text)`.execute(db);
    try {
      for (const id of [done, taken, waits])
        await sql`INSERT INTO domain_event (id, type, payload, handled_at) VALUES (${id}, 'test',
          '{}', ${id === waits ? null : new Date()})`.execute(db);
      const [mail, sent] = [newId(), newId()];
      await sql`INSERT INTO jobs.schedule VALUES ('nightly')`.execute(db);
      await sql`INSERT INTO jobs.job VALUES (${done}, 'event-mails', 'completed', '{}'),
        (${taken}, 'event-mails', 'retry', '{}'), (${mail}, 'mails', 'created', '{"sealed":"x"}'),
        (${sent}, 'mails', 'completed', '{"sealed":"y"}'),
        (${newId()}, 'nightly', 'created', '{}')`.execute(db);
      const target = fresh();
      const { identity, recipient } = await newKeyPair();
      const archive = await backedUp({ encryption: { recipients: [recipient] } });
      const decryption = { identities: [identity] };
      const alone = { decryption, secret: null, dataFolder: target, hold: true };
      expect(await into(archive, alone)).toMatchObject({ ok: true, value: { held: true } });
      // Encrypted, it brings the secret along.
      expect(readFileSync(join(target, 'secret'), 'utf8').trim()).toBe(secret);
      const there = await openDatabase({ dataDir: join(target, 'database') });
      const given: string[] = [];
      await relayEvents(
        there.db,
        async (_, events) => void given.push(...events.map(({ id }) => id)),
      );
      // A mail that was on its way goes once, whatever became of its event.
      const waiting: unknown[] = [];
      const takeUp = async (_: unknown, queue: string, jobs: readonly object[]) =>
        void waiting.push([queue, jobs]);
      await takeUpWaiting(there.db, takeUp);
      expect(waiting).toEqual([['mails', [{ id: mail, data: { sealed: 'x' } }]]]);
      await takeUpWaiting(there.db, takeUp);
      expect(waiting).toHaveLength(1);
      expect(await isHeld(there.db)).toBe(true);
      await there.close();
      expect(given).toEqual(expect.arrayContaining([taken, waits]));
      expect(given).not.toContain(done);
    } finally {
      await sql`DROP SCHEMA jobs CASCADE`.execute(db);
    }
  });

  it('leaves sessions behind: nobody who signed out is signed in again', async () => {
    const user = await test.db.selectFrom('auth_user').select('id').executeTakeFirstOrThrow();
    await sql`INSERT INTO auth_session (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
      VALUES ('s', 't', ${user.id}, now(), now(), now())`.execute(test.db);
    const read = await readArchive(await backedUp(), null);
    await sql`DELETE FROM auth_session`.execute(test.db);
    if (!read.ok) throw new Error(read.failure.code);
    expect(read.value.tables.find(({ name }) => name === 'auth_session')?.rows).toBe(0);
  });

  it('wants the right passphrase, and the right secret when that is apart', async () => {
    const encryption = { passphrase: 'une phrase de passe' };
    const archive = await backedUp({ encryption });
    expect(await into(archive)).toMatchObject({ failure: { code: 'key-needed' } });
    const wrong = { passphrase: 'autre' };
    expect(await into(archive, { decryption: wrong })).toMatchObject({
      failure: { code: 'key-wrong' },
    });
    const plain = await backedUp();
    expect(await into(plain, { secret: null })).toMatchObject({
      failure: { code: 'secret-needed' },
    });
    const other = { text: 'another secret of thirty-two characters', keep: true };
    expect(await into(plain, { secret: other })).toMatchObject({
      failure: { code: 'secret-differs' },
    });
  });
});

describe('a restore that is refused', { timeout: 180_000 }, () => {
  it('leaves a folder with an alliance as it is, and keeps the former aside when told to replace', async () => {
    const archive = await backedUp();
    const target = fresh();
    mkdirSync(join(target, 'files'), { recursive: true });
    writeFileSync(join(target, 'files', 'theirs'), 'theirs');
    writeFileSync(join(target, 'secret'), 'theirs');
    expect(await into(archive, { dataFolder: target })).toMatchObject({
      failure: { code: 'target-not-empty' },
    });
    expect(contentsOf(target).sort()).toEqual(['files', 'secret']);
    const cut = folder.write('cut', readFileSync(archive).subarray(0, 5_000));
    expect(await into(cut, { dataFolder: target, replace: true })).toMatchObject({
      failure: { code: 'archive-damaged' },
    });
    expect(readFileSync(join(target, 'files', 'theirs'), 'utf8')).toBe('theirs');
    const replaced = await into(archive, { dataFolder: target, replace: true });
    if (!replaced.ok) throw new Error(replaced.failure.code);
    const former = replaced.value.former ?? '';
    expect(readFileSync(join(former, 'files', 'theirs'), 'utf8')).toBe('theirs');
    expect(readFileSync(join(former, 'secret'), 'utf8')).toBe('theirs');
    expect(existsSync(join(target, 'files', 'theirs'))).toBe(false);
  });

  it('says that an archive of a later program needs that program', async () => {
    const later = await changed(await backedUp(), (manifest) => ({
      ...manifest,
      migrations: [...manifest.migrations, { name: '9999_later.sql', sha256: 'f'.repeat(64) }],
    }));
    const target = fresh();
    expect(await into(later, { dataFolder: target })).toMatchObject({
      failure: { code: 'database-newer', migrations: ['9999_later.sql'] },
    });
    expect(contentsOf(target)).toEqual([]);
  });

  it('does not put into the folder what an archive has no business with', async () => {
    const path = join(folder.path, 'crafted');
    const content = Buffer.from('x');
    for (const name of ['files/../../escaped', 'database/../x.ndjson', 'elsewhere']) {
      const source = { name, size: 1, content: () => Readable.from([content]) };
      const said = await readArchive(await backedUp(), null);
      if (!said.ok) throw new Error(said.failure.code);
      await writeArchive(
        path,
        [source],
        (members) => ({ ...said.value, members: [...members] }),
        null,
      );
      expect(await into(path)).toMatchObject({ failure: { code: 'archive-damaged' } });
    }
    expect(existsSync(join(folder.path, 'escaped'))).toBe(false);
  });
});

describe('a backup that cannot be written', () => {
  it('says that the disk is full, leaves no half file and earlier archives alone', async ({
    skip,
  }) => {
    const small = join(folder.path, 'small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small], {
        stdio: 'ignore',
      });
    } catch {
      return skip('no right to mount a small disk');
    }
    try {
      writeFileSync(join(small, 'earlier.tar.zst'), 'earlier');
      const backing = { handle: test.handle, files, secret, dataFolder: data };
      const made = await makeBackup(backing, { out: small, encryption: null, now: new Date() });
      expect(made).toMatchObject({ ok: false, failure: { code: 'disk-full' } });
      expect(readdirSync(small)).toEqual(['earlier.tar.zst']);
      expect(readFileSync(join(small, 'earlier.tar.zst'), 'utf8')).toBe('earlier');
      expect(readdirSync(join(data, 'temporary'))).toEqual([]);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  it('does not write over another', async () => {
    const out = await backedUp();
    const backing = { handle: test.handle, files, secret, dataFolder: data };
    expect(await makeBackup(backing, { out, encryption: null, now: new Date() })).toMatchObject({
      failure: { code: 'already-there' },
    });
  });
});

describe('verify', () => {
  it('finds a file that changed and values that the secret does not open', async () => {
    const found = await verifyAlliance({ db: test.db, files, secret: 'x'.repeat(32) });
    expect(found.sealed).toEqual({
      looked: 1,
      closed: [{ column: 'webhook.sealed_secret', values: 1 }],
    });
    expect(found.differences).toBe(2);
  });
});

describe('from one engine to the other', { timeout: 180_000 }, () => {
  it('moves an alliance from embedded to PostgreSQL and back, row by row the same', async ({
    skip,
  }) => {
    if (!test.url) return skip('needs PostgreSQL');
    const before = await contentOf(test.db);
    const embedded = fresh();
    const down = await into(await backedUp(), { dataFolder: embedded });
    expect(down).toMatchObject({ ok: true, value: { from: 'postgres', to: 'pglite' } });
    const there = await openDatabase({ dataDir: join(embedded, 'database') });
    const out = join(folder.path, 'from-embedded.tar.zst');
    const backing = { handle: there, files, secret, dataFolder: embedded };
    const made = await makeBackup(backing, { out, encryption: null, now: new Date() });
    await there.close();
    expect(made.ok).toBe(true);

    const target = await emptyPostgres();
    try {
      const up = { dataFolder: fresh(), databaseUrl: target.url };
      expect(await into(out, up)).toMatchObject({
        ok: true,
        value: { from: 'pglite', to: 'postgres' },
      });
      expect(await into(out, { ...up, dataFolder: fresh() })).toMatchObject({
        failure: { code: 'target-not-empty', where: 'DATABASE_URL' },
      });
      const again = await openDatabase({ url: target.url, poolSize: 1 });
      expect(await contentOf(again.db)).toEqual(before);
      await writeSetting(again.db, 'test.later', 1);
      const replacing = { ...up, dataFolder: fresh(), replace: true };
      expect(await into(out, replacing)).toMatchObject({ failure: { code: 'target-in-use' } });
      await again.close();
      expect((await into(out, replacing)).ok).toBe(true);
      const replaced = await openDatabase({ url: target.url, poolSize: 1 });
      expect(await readSetting(replaced.db, 'test.later')).toBeUndefined();
      await sql`DROP SCHEMA public CASCADE`.execute(replaced.db);
      await sql`CREATE SCHEMA public`.execute(replaced.db);
      await sql`CREATE TABLE theirs (id int)`.execute(replaced.db);
      await replaced.close();
      expect(await into(out, { ...replacing, dataFolder: fresh() })).toMatchObject({
        failure: { code: 'target-foreign' },
      });
    } finally {
      await target.drop();
    }
  });
});

/** The same archive with another manifest. */
async function changed(path: string, change: (manifest: Manifest) => Manifest): Promise<string> {
  const contents = new Map<string, Buffer>();
  const read = await readArchive(path, null, async (name, content) => {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(Buffer.from(chunk));
    contents.set(name, Buffer.concat(chunks));
  });
  if (!read.ok) throw new Error(read.failure.code);
  const out = `${path}.changed`;
  const sources = [...contents].map(([name, content]) => ({
    name,
    size: content.length,
    content: () => Readable.from([content]),
  }));
  await writeArchive(
    out,
    sources,
    (members) => change({ ...read.value, members: [...members] }),
    null,
  );
  rmSync(path);
  return out;
}
