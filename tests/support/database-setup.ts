import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { syncReference } from '../../src/modules/territories/public.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { openDatabase } from '../../src/platform/db/open.ts';

/** Where a test file clones its database from: a bare schema, or one with the real territories. */
export interface Templates {
  readonly engine: 'pglite' | 'postgres';
  /** A dump's path (embedded), or a database's name. */
  readonly bare: string;
  readonly reference: string;
  /** Administration URL of PostgreSQL; empty for the embedded engine. */
  readonly url: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates;
  }
}

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/maillage-tests');
/** What decides the content of a template. */
const INGREDIENTS = [
  'db/migrations',
  'src/platform/db',
  'src/modules/territories',
  'package-lock.json',
];

/** Makes the databases that test files clone, once for a whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  const made = url ? await postgresTemplates(url) : await embeddedTemplates();
  project.provide('templates', made.templates);
  return made.remove;
}

interface Made {
  readonly templates: Templates;
  remove(): Promise<void>;
}

async function embeddedTemplates(): Promise<Made> {
  const key = hashIngredients();
  const bare = join(cache, `${key}-bare.tar`);
  const reference = join(cache, `${key}-reference.tar`);
  if (!existsSync(bare) || !existsSync(reference)) {
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache)) {
      if (!old.startsWith(key)) rmSync(join(cache, old), { force: true });
    }
    const handle = await openDatabase({});
    await migrate(handle);
    if (!handle.pglite) throw new Error('the embedded engine was expected');
    await dump(handle.pglite, bare);
    await syncReference(handle.db);
    await dump(handle.pglite, reference);
    await handle.close();
  }
  return {
    templates: { engine: 'pglite', bare, reference, url: '' },
    remove: async () => undefined,
  };
}

async function dump(pglite: PGlite, file: string): Promise<void> {
  const content = await pglite.dumpDataDir('none');
  const part = `${file}.${process.pid}`;
  await writeFile(part, Buffer.from(await content.arrayBuffer()));
  await rename(part, file);
}

async function postgresTemplates(url: string): Promise<Made> {
  const bare = `maillage_bare_${randomBytes(4).toString('hex')}`;
  const reference = bare.replace('bare', 'reference');
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${bare}`);
  await prepare(urlOf(url, bare), async (handle) => void (await migrate(handle)));
  await admin.query(`CREATE DATABASE ${reference} TEMPLATE ${bare}`);
  await prepare(urlOf(url, reference), async ({ db }) => void (await syncReference(db)));
  return {
    templates: { engine: 'postgres', bare, reference, url },
    async remove() {
      await admin.query(`DROP DATABASE IF EXISTS ${reference} WITH (FORCE)`);
      await admin.query(`DROP DATABASE IF EXISTS ${bare} WITH (FORCE)`);
      await admin.end();
    },
  };
}

type Work = (handle: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>;

async function prepare(url: string, work: Work): Promise<void> {
  const handle = await openDatabase({ url, poolSize: 2 });
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

/** The same server's address for another database. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

function hashIngredients(): string {
  const hash = createHash('sha256');
  for (const ingredient of INGREDIENTS) {
    const path = join(root, ingredient);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
