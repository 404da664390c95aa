import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/schema.ts';

/** Tables and columns that change because somebody asked, not because of what they asked for. */
const COUNTED = ['rate_limit'];
const TOUCHED: Readonly<Record<string, readonly string[]>> = {
  api_token: ['last_used_at'],
  auth_session: ['updatedAt', 'expiresAt'],
};

/** A digest of the rows of every table, by its name: two that are alike say that nothing changed. */
export async function digestTables(db: Db): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()
    ORDER BY 1`.execute(db);
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    if (COUNTED.includes(name)) continue;
    const without = sql`${TOUCHED[name] ?? []}::text[]`;
    const { rows } = await sql<{ digest: string }>`
      SELECT count(*) || ' ' || coalesce(md5(string_agg(row, '' ORDER BY row)), '') AS digest
      FROM (SELECT md5((to_jsonb(t) - ${without})::text) AS row FROM ${sql.table(name)} t) x`.execute(
      db,
    );
    digests[name] = rows[0]?.digest ?? '';
  }
  return digests;
}

/** The tables that are not as they were. */
export function changedTables(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(after).filter((name) => before[name] !== after[name]);
}
