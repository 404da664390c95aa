import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { lanedPool } from './lanes.ts';
import type { Db, Schema } from './schema.ts';

export type Engine = 'pglite' | 'postgres';

/** The database of one process: the query builder, which engine answers, and how to end it. */
export interface DatabaseHandle {
  readonly db: Db;
  readonly engine: Engine;
  /** The embedded instance, for dumps; absent on PostgreSQL. */
  readonly pglite?: PGlite;
  /** PostgreSQL's connections, for what sends several statements at once; absent when embedded. */
  readonly pool?: pg.Pool;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** PostgreSQL connection URL; wins over `dataDir`. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; in memory when both are absent. */
  readonly dataDir?: string | undefined;
  /** A dump made by `PGlite.dumpDataDir`, to start an embedded database from. */
  readonly loadDataDir?: Blob | undefined;
  /** Upper bound of PostgreSQL connections; default 10. */
  readonly poolSize?: number;
  /** For commands at a terminal, whose statements may take their time: no limit on them. */
  readonly patient?: boolean;
}

/**
 * Time limits on PostgreSQL in milliseconds. Who waits longer than this for a page has gone; what
 * holds locks longer than this keeps others waiting. Parameters of the same names in the
 * connection's URL win over them.
 */
export const TIME_LIMITS = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 30_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 60_000,
} as const;

/** The part of the connections that one lane may hold. */
const LANE_SHARE = 0.6;

const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;

const text = (value: string): string => value;
const num = (value: string): number => Number(value);

/**
 * Opens the database. Dates come as `YYYY-MM-DD` text and 64-bit integers and numerics as numbers
 * on both engines (no count here comes near 2^53).
 */
export async function openDatabase(options: OpenOptions): Promise<DatabaseHandle> {
  return options.url ? openPostgres(options.url, options) : openEmbedded(options);
}

function openPostgres(connectionString: string, options: OpenOptions): DatabaseHandle {
  const max = options.poolSize ?? 10;
  const types = new pg.TypeOverrides();
  types.setTypeParser(DATE, text);
  types.setTypeParser(INT8, num);
  types.setTypeParser(NUMERIC, num);
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    keepAlive: true,
    application_name: 'maillage',
    ...TIME_LIMITS,
    ...(options.patient ? { statement_timeout: 0, idle_in_transaction_session_timeout: 0 } : {}),
  });
  // A connection that the server ends must not take the process down, whether it rests in the pool
  // or works: the statement fails, the next one opens another connection, and /readyz says so when
  // none can be had.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const laned = lanedPool(
    pool,
    Math.max(1, Math.floor(max * LANE_SHARE)),
    TIME_LIMITS.connectionTimeoutMillis,
  );
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: laned }) });
  return { db, engine: 'postgres', pool, close: () => db.destroy() };
}

async function openEmbedded(options: OpenOptions): Promise<DatabaseHandle> {
  if (options.dataDir) await mkdir(dirname(options.dataDir), { recursive: true });
  const pglite = await PGlite.create({
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    ...(options.loadDataDir ? { loadDataDir: options.loadDataDir } : {}),
    extensions: { pg_trgm, btree_gist },
    parsers: { [DATE]: text, [INT8]: num, [NUMERIC]: num },
  });
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    engine: 'pglite',
    pglite,
    close: async () => db.destroy().then(() => closeOnce(pglite)),
  };
}

async function closeOnce(pglite: PGlite): Promise<void> {
  if (!pglite.closed) await pglite.close();
}
