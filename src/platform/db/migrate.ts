import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { DatabaseHandle } from './open.ts';
import type { Db } from './schema.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Arbitrary constant that names the migration lock among PostgreSQL's advisory locks. */
const MIGRATION_LOCK = 7_244_921;

/** Reads `db/migrations/*.sql` in order of name. */
export async function readMigrations(
  folder = join(import.meta.dirname, '../../../db/migrations'),
): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, sql: text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, in one transaction under a lock: two processes that start together
 * apply each migration once. Forward only: an applied migration that changed is refused here, one
 * that is unknown before (`server/installation`).
 * @returns names of the migrations that this call applied.
 * @throws Error when an applied migration's text changed since.
 */
export async function migrate(
  handle: Pick<DatabaseHandle, 'db' | 'engine' | 'pglite'>,
  migrations?: readonly Migration[],
): Promise<string[]> {
  const all = migrations ?? (await readMigrations());
  if ((await pendingMigrations(handle.db, all)).length === 0) return [];
  return handle.db.transaction().execute((trx) => migrateIn(trx, all));
}

/** Does the same in the caller's transaction. */
export async function migrateIn(trx: Db, all: readonly Migration[]): Promise<string[]> {
  // Migrations take what they take, and another process waits for them.
  await sql`SET LOCAL statement_timeout = 0`.execute(trx);
  await sql`SET LOCAL lock_timeout = 0`.execute(trx);
  await sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx);
  await sql`CREATE TABLE IF NOT EXISTS schema_migration (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`.execute(
    trx,
  );
  const pending = await pendingMigrations(trx, all);
  for (const migration of pending) {
    for (const statement of splitStatements(migration.sql)) await sql.raw(statement).execute(trx);
    await sql`INSERT INTO schema_migration (name, sha256) VALUES (${migration.name}, ${migration.sha256})`.execute(
      trx,
    );
  }
  return pending.map((migration) => migration.name);
}

export interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

/** What a database has had, in order of name; empty for an empty database. */
export async function appliedMigrations(db: Db): Promise<AppliedMigration[]> {
  const exists = await sql<{ present: boolean }>`
    SELECT to_regclass('schema_migration') IS NOT NULL AS present`.execute(db);
  if (!exists.rows[0]?.present) return [];
  const { rows } = await sql<AppliedMigration>`
    SELECT name, sha256 FROM schema_migration ORDER BY name COLLATE "C"`.execute(db);
  return rows;
}

/** Migrations that the database has not had yet; throws when an applied one was changed. */
export async function pendingMigrations(
  db: Db,
  all: readonly Migration[],
): Promise<readonly Migration[]> {
  const applied = new Map(
    (await appliedMigrations(db)).map((migration) => [migration.name, migration.sha256]),
  );
  for (const migration of all) {
    const hash = applied.get(migration.name);
    if (hash && hash !== migration.sha256) {
      throw new Error(`Migration ${migration.name} was changed after it had been applied`);
    }
  }
  return all.filter((migration) => !applied.has(migration.name));
}

/**
 * Splits a migration at the semicolons that end statements: the embedded engine's prepared
 * protocol takes one statement a call. Knows `--` comments, quotes and `$$` bodies, which is all
 * that migrations here may use.
 */
export function splitStatements(text: string): string[] {
  const parts = text.match(/--[^\n]*|'(?:[^']|'')*'|\$\$[\s\S]*?\$\$|;|[^;'$-]+|[-$]/g) ?? [];
  const statements: string[] = [];
  let current = '';
  for (const part of parts) {
    if (part.startsWith('--')) continue;
    if (part === ';') {
      if (current.trim()) statements.push(current.trim());
      current = '';
    } else current += part;
  }
  if (current.trim()) statements.push(current.trim());
  return statements;
}
