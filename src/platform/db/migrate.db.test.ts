import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { migrate, pendingMigrations, readMigrations, splitStatements } from './migrate.ts';
import { openDatabase } from './open.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const extra = (name: string, text: string) => ({ name, sql: text, sha256: name + text.length });

describe('migrations', () => {
  it('are applied once when two processes start together', async () => {
    const all = [
      ...(await readMigrations()),
      extra('9000_both.sql', 'CREATE TABLE made_once (a int); INSERT INTO made_once VALUES (1);'),
    ];
    const other = test.url ? await openDatabase({ url: test.url, poolSize: 2 }) : test.handle;
    const [first, second] = await Promise.all([migrate(test.handle, all), migrate(other, all)]);
    expect([...first, ...second]).toEqual(['9000_both.sql']);
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM made_once`.execute(test.db);
    expect(Number(rows[0]?.n)).toBe(1);
    if (other !== test.handle) await other.close();
  });

  it('leave nothing of one that fails', async () => {
    const all = [
      ...(await readMigrations()),
      extra('9001_bad.sql', 'CREATE TABLE half (a int); SELECT no_such_thing();'),
    ];
    await expect(migrate(test.handle, all)).rejects.toThrow();
    const { rows } = await sql<{
      there: boolean;
    }>`SELECT to_regclass('half') IS NOT NULL AS there`.execute(test.db);
    expect(rows[0]?.there).toBe(false);
  });

  it('refuse one that was changed after it had been applied', async () => {
    const [first, ...rest] = await readMigrations();
    if (!first) throw new Error('no migration');
    await expect(
      pendingMigrations(test.db, [{ ...first, sha256: 'other' }, ...rest]),
    ).rejects.toThrow(first.name);
  });
});

describe('splitStatements', () => {
  it('keeps quotes, comments and bodies whole', () => {
    const text =
      "SELECT 'a;b'; -- a; comment\nCREATE FUNCTION f() AS $$ BEGIN; END; $$;\nSELECT 1 - 2;";
    expect(splitStatements(text)).toEqual([
      "SELECT 'a;b'",
      'CREATE FUNCTION f() AS $$ BEGIN; END; $$',
      'SELECT 1 - 2',
    ]);
  });
});
