import { join } from 'node:path';
import { sql } from 'kysely';
import { type DatabaseHandle, openDatabase } from '../src/platform/db/open.ts';
import { startPostgres } from '../tools/checks/postgres.ts';
import { type Product, signIn, startProduct } from './product.ts';
import { readSamples, type Samples } from './samples.ts';
import { atEnd, temporaryFolder } from './tidy.ts';

export interface Embedded {
  readonly folder: string;
  /** Seconds that `npm start` took to make it and be ready. */
  readonly firstStart: number;
  readonly engine: string;
  readonly samples: Samples;
}

export interface Real {
  readonly product: Product;
  readonly cookie: string;
  readonly handle: DatabaseHandle;
  readonly engine: string;
  readonly samples: Samples;
}

/** What several measurements share, made when the first one asks: it takes a minute each. */
export interface Worlds {
  /** A demonstration of full size in a data folder; nobody serves it. */
  embedded(): Promise<Embedded>;
  /** The same on a PostgreSQL of the bench's own, served. */
  postgres(): Promise<Real>;
}

export function makeWorlds(say: (text: string) => void): Worlds {
  let embedded: Promise<Embedded> | null = null;
  let postgres: Promise<Real> | null = null;
  return {
    embedded() {
      embedded ??= makeEmbedded(say);
      return embedded;
    },
    postgres() {
      postgres ??= makePostgres(say);
      return postgres;
    },
  };
}

async function makeEmbedded(say: (text: string) => void): Promise<Embedded> {
  say('npm start in an empty folder, with the demonstration at full size (PGlite)…');
  const folder = temporaryFolder('embedded');
  const product = await startProduct(folder);
  await product.stop();
  const handle = await openDatabase({ dataDir: join(folder, 'database') });
  const close = atEnd(() => handle.close());
  const { version, samples } = await look(handle);
  await close();
  return { folder, firstStart: product.readyAfter, engine: `PGlite ${version}`, samples };
}

async function makePostgres(say: (text: string) => void): Promise<Real> {
  say('The demonstration at full size on a PostgreSQL of its own…');
  const server = await startPostgres();
  atEnd(() => server.stop());
  const product = await startProduct(temporaryFolder('postgres'), server.url);
  const handle = await openDatabase({ url: server.url, poolSize: 4 });
  atEnd(() => handle.close());
  const { version, samples } = await look(handle);
  const cookie = await signIn(product.url, samples.account);
  return { product, cookie, handle, engine: `PostgreSQL ${version}`, samples };
}

async function look({ db }: DatabaseHandle): Promise<{ version: string; samples: Samples }> {
  const { rows } = await sql<{ server_version: string }>`SHOW server_version`.execute(db);
  return { version: rows[0]?.server_version ?? '', samples: await readSamples(db) };
}
