import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../tests/support/cli.ts';
import { prepareDataFolder } from '../../../tests/support/data-folder.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { testFolder } from '../../../tests/support/folder.ts';
import { seal } from '../../platform/access/seal.ts';
import { type Config, readConfig } from '../../platform/config/config.ts';
import { newId } from '../../platform/db/ids.ts';
import { readMigrations } from '../../platform/db/migrate.ts';
import { openDatabase } from '../../platform/db/open.ts';
import { FILE_COLUMNS } from '../backup/references.ts';
import { checkDatabase, checkFolder, EMBEDDED_MAJOR, type OpeningFailure } from './check.ts';
import { keepFingerprint, SEALED_COLUMNS } from './secret.ts';

const folder = testFolder();
const SECRET = 'a secret of at least thirty-two characters';
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

function configOf(secret?: string): Config {
  const read = readConfig({
    MAILLAGE_DATA: join(folder.path, 'data'),
    ...(secret ? { MAILLAGE_SECRET: secret } : {}),
  });
  if (!read.ok) throw new Error('refused');
  return read.value;
}

async function codeOf(config: Config): Promise<'usable' | OpeningFailure['code']> {
  const checked = await checkDatabase(test.db, config, await readMigrations());
  return checked.ok ? 'usable' : checked.failure.code;
}

describe('the lists that backups rely on', { timeout: 180_000 }, () => {
  const columns = (pattern: string) => sql<{ column: string }>`
    SELECT c.relname || '.' || a.attname AS column FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND NOT a.attisdropped AND a.atttypid = 'text'::regtype AND a.attname ~ ${pattern}`;

  it('name every sealed column', async () => {
    const { rows } = await columns('^sealed(_|$)').execute(test.db);
    const found = rows.map(({ column }) => column).filter((one) => !/_(key|sha256)$/.test(one));
    expect(SEALED_COLUMNS.map((one) => one.join('.')).sort()).toEqual(found.sort());
  });

  it('name every column that names a file', async () => {
    const { rows } = await columns('^(file|scan|sealed)_key$|_file$').execute(test.db);
    const found = rows.map(({ column }) => column);
    expect(FILE_COLUMNS.map(({ table, key }) => `${table}.${key}`).sort()).toEqual(found.sort());
  });

  it('name the version of the embedded PostgreSQL', async () => {
    const embedded = await openDatabase({});
    const { rows } = await sql<{ version: string }>`SHOW server_version_num`.execute(embedded.db);
    await embedded.close();
    expect(JSON.stringify(rows)).toContain(`"${EMBEDDED_MAJOR}`);
  });
});

describe('a database and its secret', () => {
  it('any secret will do while nothing was sealed and none is named', async () => {
    expect(await codeOf(configOf())).toBe('usable');
  });

  it('of before there were fingerprints: a sealed value decides', async () => {
    await sql`INSERT INTO webhook (id, url, events, sealed_secret)
      VALUES (${newId()}, 'https://example.org', '{}', ${seal(SECRET, 'x')})`.execute(test.db);
    expect(await codeOf(configOf(SECRET))).toBe('usable');
    expect(await codeOf(configOf('x'.repeat(32)))).toBe('secret-wrong');
    expect(await codeOf(configOf())).toBe('secret-missing');
    await sql`DELETE FROM webhook`.execute(test.db);
  });

  it('with a fingerprint: no other secret, and no new one', async () => {
    await keepFingerprint(test.db, SECRET);
    await keepFingerprint(test.db, 'a second process with another secret');
    expect(await codeOf(configOf(SECRET))).toBe('usable');
    expect(await codeOf(configOf('x'.repeat(32)))).toBe('secret-wrong');
    expect(await codeOf(configOf())).toBe('secret-missing');
    expect(await sql`SELECT value FROM setting`.execute(test.db)).not.toMatchObject({
      rows: [{ value: expect.stringContaining(SECRET) }],
    });
  });
});

describe('a database and its program', () => {
  it('that has had later migrations is not opened', async () => {
    await sql`INSERT INTO schema_migration VALUES ('9999_later.sql', 'f')`.execute(test.db);
    expect(await codeOf(configOf(SECRET))).toBe('database-newer');
    await sql`DELETE FROM schema_migration WHERE name LIKE '9999%'`.execute(test.db);
  });

  it('whose migrations were changed is not opened', async () => {
    await sql`UPDATE schema_migration SET sha256 = 'f' WHERE name LIKE '0001%'`.execute(test.db);
    expect(await codeOf(configOf(SECRET))).toBe('migration-changed');
  });

  it('of another PostgreSQL is not touched', () => {
    const data = join(folder.path, 'old');
    mkdirSync(join(data, 'database'), { recursive: true });
    writeFileSync(join(data, 'database', 'PG_VERSION'), '16\n');
    expect(checkFolder(data)).toMatchObject({
      failure: { code: 'version-differs', found: '16', needed: EMBEDDED_MAJOR },
    });
  });
});

describe('the command on a folder that lost its secret', { timeout: 180_000 }, () => {
  it('refuses, says what to do, and makes no new one', async () => {
    const data = join(folder.path, 'lost');
    if (!test.url) {
      await prepareDataFolder(data);
      const handle = await openDatabase({ dataDir: join(data, 'database') });
      await keepFingerprint(handle.db, SECRET);
      await handle.close();
    }
    const first = (await readMigrations())[0]?.sha256 ?? '';
    await sql`UPDATE schema_migration SET sha256 = ${first} WHERE name LIKE '0001%'`.execute(
      test.db,
    );
    for (const [command, said] of [
      ['migrate', 'maillage restore'],
      ['verify', 'MAILLAGE_SECRET'],
      ['backup', 'MAILLAGE_SECRET'],
    ] as const) {
      const ran = await runCommand([command, '--data', data], { DATABASE_URL: test.url });
      expect(ran, command).toMatchObject({ code: 1, stdout: '' });
      expect(ran.stderr, command).toContain(said);
      expect(existsSync(join(data, 'secret'))).toBe(false);
    }
  });
});
