import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import {
  type ArchiveFailure,
  readArchive,
  type Source,
  writeArchive,
} from '../../platform/backup/archive.ts';
import { beginSnapshot, type Dump, dumpDatabase } from '../../platform/backup/dump.ts';
import { type Encryption, encrypterOf } from '../../platform/backup/encryption.ts';
import { fileMember, type Manifest, tableMember } from '../../platform/backup/manifest.ts';
import { type AppliedMigration, appliedMigrations } from '../../platform/db/migrate.ts';
import type { DatabaseHandle } from '../../platform/db/open.ts';
import type { FileStore } from '../../platform/files/files.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { fingerprintOf } from '../installation/secret.ts';
import { backupName } from './names.ts';
import { type FileReference, listReferences, stillNamed } from './references.ts';
import { PROGRAM_VERSION } from './version.ts';

/** What a backup is made of and with. */
export interface Backing {
  readonly handle: Pick<DatabaseHandle, 'db' | 'engine'>;
  readonly files: FileStore;
  readonly secret: string;
  /** Absolute; the snapshot rests in it while the archive is written. */
  readonly dataFolder: string;
}

export interface BackupOptions {
  /** Absolute: a folder, in which the archive gets a name of its own, or the archive itself. */
  readonly out: string;
  readonly encryption: Encryption | null;
  /** Whether the secret goes in; by default only where nobody reads it. */
  readonly withSecret?: boolean | undefined;
  readonly now: Date;
}

export interface BackupReport {
  readonly file: string;
  /** Of the archive. */
  readonly bytes: number;
  readonly madeAt: string;
  readonly rows: number;
  readonly files: number;
  readonly encrypted: boolean;
  readonly secretIncluded: boolean;
  /** Files that the database names and the store has not got: lost before. */
  readonly missing: readonly string[];
  readonly removedMeanwhile: readonly string[];
}

export type BackupFailure =
  | ArchiveFailure
  | { readonly code: 'recipient-invalid'; readonly recipient: string }
  | { readonly code: 'already-there'; readonly path: string }
  | { readonly code: 'disk-full'; readonly path: string }
  | { readonly code: 'not-writable'; readonly path: string; readonly detail: string };

const SPOOL = 'backup-';
const SECRET_MEMBER = 'secret';

/**
 * Makes a backup while people work: a snapshot of the database, then the files that it names, in
 * one archive that is read back and held against its manifest before it counts. Files are written
 * before a record names them and go after it, and never change under a key, so that they may be
 * copied after the snapshot.
 */
export async function makeBackup(
  backing: Backing,
  options: BackupOptions,
): Promise<Result<BackupReport, BackupFailure>> {
  const path = archivePath(options);
  if (existsSync(path)) return fail({ code: 'already-there', path });
  const made = options.encryption ? await encrypterOf(options.encryption) : null;
  if (made && !made.ok) return made;
  const temporary = join(backing.dataFolder, 'temporary');
  let spool = '';
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await mkdir(temporary, { recursive: true });
    await forgetSpools(temporary);
    spool = await mkdtemp(join(temporary, `${SPOOL}${process.pid}-`));
    const snapshot = await takeSnapshot(backing, spool);
    const report = await write(
      backing,
      options,
      path,
      snapshot,
      spool,
      made?.value.encrypter ?? null,
    );
    const readBack = await readArchive(path, made?.value.readBack ?? null);
    if (readBack.ok) return ok(report);
    await rm(path, { force: true });
    return readBack;
  } catch (error) {
    return diskFailure(error, path);
  } finally {
    if (spool) await rm(spool, { recursive: true, force: true });
  }
}

interface Snapshot {
  readonly dump: Dump;
  readonly references: readonly FileReference[];
  readonly migrations: readonly AppliedMigration[];
  readonly version: string;
}

function takeSnapshot({ handle }: Backing, spool: string): Promise<Snapshot> {
  return handle.db.transaction().execute(async (trx) => {
    await beginSnapshot(trx);
    const { rows } = await sql<{ version: string }>`
      SELECT current_setting('server_version') AS version`.execute(trx);
    return {
      version: rows[0]?.version ?? '',
      migrations: await appliedMigrations(trx),
      references: await listReferences(trx),
      dump: await dumpDatabase(trx, spool),
    };
  });
}

async function write(
  { handle, files, secret }: Backing,
  options: BackupOptions,
  path: string,
  { dump, references, migrations, version }: Snapshot,
  spool: string,
  encrypter: Parameters<typeof writeArchive>[3],
): Promise<BackupReport> {
  const secretIncluded = options.withSecret ?? options.encryption !== null;
  const gone: string[] = [];
  let copied = 0;
  async function* sources(): AsyncGenerator<Source> {
    for (const { name } of dump.tables) {
      const file = join(spool, tableMember(name));
      const { size } = await stat(file);
      yield { name: tableMember(name), size, content: () => createReadStream(file) };
    }
    for (const { key } of references) {
      const size = await files.size(key);
      const content = size === null ? null : await files.get(key);
      if (size === null || !content) gone.push(key);
      else {
        copied += 1;
        yield { name: fileMember(key), size, content: () => content };
      }
    }
    if (secretIncluded) {
      const text = Buffer.from(`${secret}\n`);
      yield { name: SECRET_MEMBER, size: text.length, content: () => Readable.from([text]) };
    }
    named = await stillNamed(handle.db, gone);
  }
  let named = new Set<string>();
  const lists = () => ({
    removedMeanwhile: gone.filter((key) => !named.has(key)),
    missing: gone.filter((key) => named.has(key)),
  });
  const manifest = (members: Manifest['members']): Manifest => ({
    format: 1,
    program: { name: 'maillage', version: PROGRAM_VERSION },
    madeAt: options.now.toISOString(),
    engine: { name: handle.engine, version },
    migrations: [...migrations],
    tables: [...dump.tables],
    sequences: [...dump.sequences],
    waiting: dump.waiting,
    files: lists(),
    secret: {
      fingerprint: fingerprintOf(secret),
      included: secretIncluded,
      note: secretIncluded ? '' : SECRET_APART,
    },
    members,
  });
  await writeArchive(path, sources(), (members) => manifest([...members]), encrypter);
  return {
    file: path,
    bytes: statSync(path).size,
    madeAt: options.now.toISOString(),
    rows: dump.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: copied,
    encrypted: encrypter !== null,
    secretIncluded,
    ...lists(),
  };
}

/** In both languages: whoever opens the archive years later may have nothing else. */
const SECRET_APART =
  'Le secret est à part : gardez le fichier « secret » du dossier de données, ou MAILLAGE_SECRET, ailleurs que cette archive ; sans lui, ce qui est scellé ne s’ouvre plus. / The secret is kept apart: keep the data folder’s file “secret”, or MAILLAGE_SECRET, elsewhere than this archive; without it what is sealed no longer opens.';

function archivePath({ out, encryption, now }: BackupOptions): string {
  const folder = existsSync(out) ? statSync(out).isDirectory() : !/\.(zst|age)$/.test(out);
  return folder ? join(out, backupName(now, encryption !== null)) : out;
}

/** What a process that was killed in the middle of a backup left behind. */
async function forgetSpools(temporary: string): Promise<void> {
  for (const name of await readdir(temporary)) {
    const pid = new RegExp(`^${SPOOL}(\\d+)-`).exec(basename(name))?.[1];
    if (pid && !isAlive(Number(pid)))
      await rm(join(temporary, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const CLOSED = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EIO', 'ENAMETOOLONG'];

/** What the disk answers as a value; anything else is a fault of the program and goes on. */
export function diskFailure(
  error: unknown,
  path: string,
): ReturnType<typeof fail<Extract<BackupFailure, { code: 'disk-full' | 'not-writable' }>>> {
  const { code, message, path: named } = error as NodeJS.ErrnoException;
  if (code && FULL.includes(code)) return fail({ code: 'disk-full', path: named ?? path });
  if (code && CLOSED.includes(code))
    return fail({ code: 'not-writable', path: named ?? path, detail: message });
  throw error;
}
