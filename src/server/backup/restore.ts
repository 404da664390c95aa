import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { type ArchiveFailure, readArchive } from '../../platform/backup/archive.ts';
import { dropEverything, listTables } from '../../platform/backup/catalog.ts';
import type { Decryption } from '../../platform/backup/encryption.ts';
import { loadDatabase } from '../../platform/backup/load.ts';
import type { Manifest } from '../../platform/backup/manifest.ts';
import { lockDataFolder } from '../../platform/db/lock.ts';
import { appliedMigrations, type Migration, readMigrations } from '../../platform/db/migrate.ts';
import type { DatabaseHandle } from '../../platform/db/open.ts';
import type { Db } from '../../platform/db/schema.ts';
import { diskStore } from '../../platform/files/files.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { checkMigrations, type OpeningFailure } from '../installation/check.ts';
import { fingerprintOf } from '../installation/secret.ts';
import { openAsItIs } from '../open-alliance.ts';
import { hold } from './hold.ts';
import { diskFailure } from './make.ts';
import { swapIn } from './swap.ts';
import { type VerifyReport, verifyAlliance } from './verify.ts';

export interface RestoreOptions {
  readonly archive: string;
  readonly decryption: Decryption | null;
  /** Absolute: the embedded database, files and the secret go there. */
  readonly dataFolder: string;
  /** PostgreSQL to restore into; null = the embedded database. */
  readonly databaseUrl: string | null;
  /** Takes the place of an alliance that is there. */
  readonly replace: boolean;
  /** Nothing is sent from it until it is released. */
  readonly hold: boolean;
  /** The alliance's secret when it was given apart; `keep` writes it into the data folder. */
  readonly secret: { readonly text: string; readonly keep: boolean } | null;
  readonly now: Date;
}

export interface RestoreReport {
  readonly madeAt: string;
  readonly from: string;
  readonly to: 'pglite' | 'postgres';
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Events that leave once at the first start, or when it is released. */
  readonly waiting: number;
  readonly held: boolean;
  /** Migrations that the archive had not got yet. */
  readonly migrated: readonly string[];
  /** Files that had been removed, with their record, while the backup was made. */
  readonly removedMeanwhile: readonly string[];
  /** Where what was there before lies now; null when nothing was. */
  readonly former: string | null;
  readonly verified: VerifyReport;
}

export type RestoreFailure =
  | ArchiveFailure
  | OpeningFailure
  | { readonly code: 'target-not-empty'; readonly where: string }
  /** Tables that are none of ours. */
  | { readonly code: 'target-foreign' }
  /** Other programs are connected to the database that would be replaced. */
  | { readonly code: 'target-in-use'; readonly connections: number }
  | { readonly code: 'secret-needed' }
  | { readonly code: 'secret-differs' }
  | { readonly code: 'disk-full'; readonly path: string }
  | { readonly code: 'not-writable'; readonly path: string; readonly detail: string };

const ROWS = 'rows';

/**
 * Brings an alliance back from an archive. The archive is verified from end to end before anything
 * is touched; what it brings is made whole aside and then takes its place: the embedded database by
 * renaming, PostgreSQL in one transaction. Whatever fails leaves what was there as it was.
 */
export async function restoreBackup(
  options: RestoreOptions,
): Promise<Result<RestoreReport, RestoreFailure>> {
  const aside = join(options.dataFolder, `restoring-${process.pid}`);
  const locked = options.databaseUrl ? ok(() => undefined) : lockDataFolder(options.dataFolder);
  if (!locked.ok) return locked;
  try {
    if (!options.databaseUrl) await forgetOthers(options.dataFolder);
    await mkdir(aside, { recursive: true, mode: 0o700 });
    return await restoreAside(options, aside);
  } catch (error) {
    return diskFailure(error, aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
    locked.value();
  }
}

/** What a killed restore left: with the folder's lock in hand, no other one is under way. */
async function forgetOthers(dataFolder: string): Promise<void> {
  for (const name of readdirSync(dataFolder))
    if (/^restoring-\d+$/.test(name))
      await rm(join(dataFolder, name), { recursive: true, force: true });
}

async function restoreAside(
  options: RestoreOptions,
  aside: string,
): Promise<Result<RestoreReport, RestoreFailure>> {
  const occupied = occupiedPart(options);
  if (occupied && !options.replace) return fail({ code: 'target-not-empty', where: occupied });
  const unpacked = await unpack(options, aside);
  if (!unpacked.ok) return unpacked;
  const { manifest } = unpacked.value;
  const known = await readMigrations();
  const fits = checkMigrations(manifest.migrations, known);
  if (!fits.ok) return fits;
  const secret = await secretOf(options, manifest, unpacked.value.secret);
  if (!secret.ok) return secret;
  if (secret.value.keep)
    await writeFile(join(aside, 'secret'), `${secret.value.text}\n`, { mode: 0o600, flush: true });
  const target = options.databaseUrl ? options : { databaseUrl: null, dataFolder: aside };
  const handle = await openAsItIs(target);
  try {
    if (options.databaseUrl) {
      const usable = await checkTarget(handle.db, options.replace);
      if (!usable.ok) return usable;
    }
    return ok(await load(options, aside, manifest, known, secret.value.text, handle));
  } finally {
    await handle.close();
  }
}

/** The part of the target that something is in; null when nothing is. */
function occupiedPart({ dataFolder, databaseUrl }: RestoreOptions): string | null {
  const parts = databaseUrl ? ['files'] : ['database', 'files'];
  const found = parts
    .map((part) => join(dataFolder, part))
    .find((path) => existsSync(path) && readdirSync(path).length > 0);
  return found ?? null;
}

async function unpack(
  { archive, decryption }: RestoreOptions,
  aside: string,
): Promise<Result<{ manifest: Manifest; secret: string | null }, ArchiveFailure>> {
  const files = diskStore(join(aside, 'files'));
  await mkdir(join(aside, 'files'), { recursive: true });
  await mkdir(join(aside, ROWS, 'database'), { recursive: true });
  let secret: string | null = null;
  const read = await readArchive(archive, decryption, async (name, content: Readable) => {
    const rows = /^database\/([a-z][a-z0-9_]*)\.ndjson$/.exec(name);
    if (rows) {
      const file = createWriteStream(join(aside, ROWS, name), { mode: 0o600 });
      await pipeline(content, file);
    } else if (name.startsWith('files/')) await files.put(name.slice('files/'.length), content);
    else if (name === 'secret') secret = (await text(content)).trim();
    else throw new Error(`${name} is none of ours`);
  });
  return read.ok ? ok({ manifest: read.value, secret }) : read;
}

/** The secret that belongs to the archive: given apart, inside, or kept in the folder already. */
async function secretOf(
  { secret: given, dataFolder }: RestoreOptions,
  manifest: Manifest,
  inside: string | null,
): Promise<Result<{ text: string; keep: boolean }, RestoreFailure>> {
  const belongs = (candidate: string): boolean =>
    fingerprintOf(candidate) === manifest.secret.fingerprint;
  if (given) return belongs(given.text) ? ok(given) : fail({ code: 'secret-differs' });
  if (inside !== null)
    return belongs(inside) ? ok({ text: inside, keep: true }) : fail({ code: 'secret-differs' });
  const kept = await readFile(join(dataFolder, 'secret'), 'utf8').catch(() => '');
  return belongs(kept.trim())
    ? ok({ text: kept.trim(), keep: false })
    : fail({ code: 'secret-needed' });
}

async function checkTarget(db: Db, replace: boolean): Promise<Result<void, RestoreFailure>> {
  const ours = (await appliedMigrations(db)).length > 0;
  const tables = await listTables(db);
  if (!ours && tables.length > 0) return fail({ code: 'target-foreign' });
  if (!ours) return ok(undefined);
  if (!replace) return fail({ code: 'target-not-empty', where: 'DATABASE_URL' });
  // A server that went on would mix what it remembers with what is there now.
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend'
      AND pid <> pg_backend_pid()`.execute(db);
  const connections = Number(rows[0]?.n ?? 0);
  return connections > 0 ? fail({ code: 'target-in-use', connections }) : ok(undefined);
}

async function load(
  options: RestoreOptions,
  aside: string,
  manifest: Manifest,
  known: readonly Migration[],
  secret: string,
  handle: DatabaseHandle,
): Promise<RestoreReport> {
  const { files: lists, tables } = manifest;
  const swap = () => swapIn(options.dataFolder, aside, options.now);
  let swapped: Awaited<ReturnType<typeof swap>> | null = null;
  let migrated: string[] = [];
  const fill = async (trx: Db): Promise<VerifyReport> => {
    if (handle.engine === 'postgres') await dropEverything(trx, 'jobs');
    migrated = await loadDatabase(trx, join(aside, ROWS), manifest, known);
    if (options.hold) await hold(trx, options.now);
    const files = diskStore(join(aside, 'files'));
    const verified = await verifyAlliance({ db: trx, files, secret }, lists.removedMeanwhile);
    await rm(join(aside, ROWS), { recursive: true, force: true });
    // Files stand in their place when the records appear, never after.
    if (handle.engine === 'postgres') swapped = await swap();
    return verified;
  };
  let verified: VerifyReport;
  try {
    verified = await handle.db.transaction().execute(fill);
  } catch (error) {
    await (swapped as Awaited<ReturnType<typeof swap>> | null)?.undo();
    throw error;
  }
  await sql`ANALYZE`.execute(handle.db);
  if (handle.engine === 'pglite') {
    await handle.close();
    swapped = await swap();
  }
  return {
    madeAt: manifest.madeAt,
    from: manifest.engine.name,
    to: handle.engine,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.members.filter(({ name }) => name.startsWith('files/')).length,
    waiting: manifest.waiting,
    held: options.hold,
    migrated,
    removedMeanwhile: lists.removedMeanwhile,
    former: swapped?.former ?? null,
    verified,
  };
}
