import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSetting, writeSetting } from '../../src/platform/db/setting.ts';
import { type TestDatabase, testDatabase } from './database.ts';

describe('a test database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ reference: true });
  });
  afterAll(() => test.close());

  it('runs on the engine of this run', async () => {
    const { rows } = await sql<{ version: string }>`SELECT version()`.execute(test.db);
    expect(test.engine).toBe(process.env.TEST_DATABASE_URL ? 'postgres' : 'pglite');
    expect(/emscripten|wasm/i.test(rows[0]?.version ?? '')).toBe(test.engine === 'pglite');
  });

  it('is emptied by a reset and keeps what it was cloned with', async () => {
    await writeSetting(test.db, 'test.reset', 1);
    await test.reset();
    expect(await readSetting(test.db, 'test.reset')).toBeUndefined();
    const { rows } = await sql<{ departments: number }>`
      SELECT count(*) AS departments FROM department`.execute(test.db);
    expect(rows[0]?.departments).toBeGreaterThan(95);
  });
});
