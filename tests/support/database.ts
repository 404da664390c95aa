import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { type DatabaseHandle, type Engine, openDatabase } from '../../src/platform/db/open.ts';
import type { Db } from '../../src/platform/db/schema.ts';
import '../../src/platform/db/platform-tables.ts';
import { type Templates, urlOf } from './database-setup.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly engine: Engine;
  /** The whole handle, for what needs more than queries. */
  readonly handle: DatabaseHandle;
  /** PostgreSQL only: an address for further connections or processes. */
  readonly url: string | undefined;
  /** Empties every table that was empty at the start, and forgets settings written since. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** With the real regions, departments, EPCI and communes (slower to open); default false. */
  readonly reference?: boolean;
}

/**
 * A database of the test file's own, with every migration applied, on the engine of this run:
 * PGlite, or PostgreSQL when `TEST_DATABASE_URL` is set. Make one in `beforeAll`, `reset()` it
 * between tests, `close()` it in `afterAll`.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const templates = inject('templates');
  const source = options.reference ? templates.reference : templates.bare;
  const opened =
    templates.engine === 'postgres'
      ? await clonePostgres(templates, source)
      : { handle: await openDatabase({ loadDataDir: await openAsBlob(source) }), url: undefined };
  const { db, engine } = opened.handle;
  const tables = await emptyTables(db);
  const settings = await db.selectFrom('setting').select('key').execute();
  const kept = settings.map((setting) => setting.key);
  return {
    ...opened,
    db,
    engine,
    async reset() {
      await deleteAll(tables).execute(db);
      await sql`DELETE FROM setting WHERE key <> ALL(${kept})`.execute(db);
    },
    close: () => ('drop' in opened ? opened.drop() : opened.handle.close()),
  };
}

async function clonePostgres(templates: Templates, source: string) {
  const name = `maillage_test_${randomBytes(6).toString('hex')}`;
  await administer(templates.url, `CREATE DATABASE ${name} TEMPLATE ${source}`);
  const url = urlOf(templates.url, name);
  const handle = await openDatabase({ url, poolSize: 5 });
  return {
    handle,
    url,
    async drop() {
      await handle.close();
      await administer(templates.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** An empty database beside a test's own; PostgreSQL only. */
export async function emptyPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const { url } = inject('templates');
  const name = `maillage_empty_${randomBytes(6).toString('hex')}`;
  await administer(url, `CREATE DATABASE ${name}`);
  return {
    url: urlOf(url, name),
    drop: () => administer(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Tables without a row, those that refer to others first. */
async function emptyTables(db: Db): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    SELECT c.oid::regclass::text AS name FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relnamespace = current_schema()::regnamespace ORDER BY 1`.execute(db);
  const { rows: links } = await sql<{ child: string; parent: string }>`
    SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent
    FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`.execute(db);
  const empty: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql`SELECT 1 FROM ${sql.raw(name)} LIMIT 1`.execute(db);
    if (rows.length === 0) empty.push(name);
  }
  const ordered: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (ordered.includes(name) || path.includes(name)) return;
    for (const link of links) if (link.parent === name) visit(link.child, [...path, name]);
    ordered.push(name);
  };
  for (const name of empty) visit(name, []);
  return ordered.filter((name) => empty.includes(name));
}

function deleteAll(tables: readonly string[]) {
  const body = tables.map((name) => `DELETE FROM ${name};`).join(' ');
  return sql.raw(`DO $$ BEGIN ${body} END $$`);
}
