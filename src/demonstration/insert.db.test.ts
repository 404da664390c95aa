import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { filledAtOnce, insertRows } from './insert.ts';

describe('filledAtOnce', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(async () => test.close());

  const shape = async (): Promise<unknown> => {
    const { rows } = await sql`
      SELECT 'index' AS what, indexname AS name, indexdef AS definition FROM pg_indexes
      WHERE schemaname = current_schema() AND tablename = 'partner_contact'
      UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE conrelid = 'partner_contact'::regclass ORDER BY 1, 2`.execute(test.db);
    return rows;
  };

  it('leaves indexes and foreign keys as they were', async () => {
    const before = await shape();
    const filled = await test.db
      .transaction()
      .execute((trx) => filledAtOnce(trx, 'partner_contact', async () => 7));
    expect(filled).toBe(7);
    expect(await shape()).toEqual(before);
  });

  it('still refuses a row that points to nothing, and then keeps the table as it was', async () => {
    const before = await shape();
    const nobody = '01a20000-0000-7000-8000-000000000000';
    const row = {
      id: nobody,
      partner_id: nobody,
      name: 'x',
      function: '',
      created_at: '2026-01-01T00:00:00Z',
    };
    await expect(
      test.db
        .transaction()
        .execute((trx) =>
          filledAtOnce(trx, 'partner_contact', () => insertRows(trx, 'partner_contact', [row])),
        ),
    ).rejects.toThrow(/foreign key/);
    expect(await shape()).toEqual(before);
  });
});
