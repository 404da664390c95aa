import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../result.ts';

/** Who has a data folder open: as it said itself, for people to read; never what decides. */
export interface Holder {
  readonly token: string;
  readonly pid: number;
  /** Name of the machine or container. */
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface FolderBusy {
  readonly code: 'data-folder-busy';
  readonly folder: string;
  /** Null when it has not said yet, or was written by an older program. */
  readonly holder: Pick<Holder, 'pid' | 'host' | 'since'> | null;
}

const LOCK = 'maillage.lock';
const HOLDER = 'maillage.holder.json';
/** What is held, so that collecting garbage never closes a lock that nobody refers to any more. */
const HELD = new Set<DatabaseSync>();
/** Lock of the versions before this one: a process number. */
const FORMER = 'maillage.pid';

/**
 * Takes a data folder for this process: two processes that write one embedded database destroy it.
 *
 * The lock is the operating system's own, on a file that is never removed: SQLite takes it for us
 * (`fcntl` on POSIX, `LockFileEx` on Windows), which Node has no call for. The system gives it back
 * when the process ends, however it ends, so nothing is ever taken over by guessing; and it holds
 * between containers, whose process numbers mean nothing to each other. Nobody may open the lock
 * file otherwise: closing it would give the lock back.
 * @returns a function that gives the folder back
 */
export function lockDataFolder(folder: string): Result<() => void, FolderBusy> {
  mkdirSync(folder, { recursive: true });
  const former = formerHolder(folder);
  if (former !== null) return fail({ code: 'data-folder-busy', folder, holder: former });
  const lock = new DatabaseSync(join(folder, LOCK), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    return fail({ code: 'data-folder-busy', folder, holder: readHolder(folder) });
  }
  HELD.add(lock);
  const holder: Holder = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  };
  writeHolder(folder, holder);
  return ok(() => {
    if (readHolder(folder)?.token === holder.token) rmSync(join(folder, HOLDER), { force: true });
    HELD.delete(lock);
    lock.close();
  });
}

/** SQLITE_BUSY, with the bits of its kinds. */
function isBusy(error: unknown): boolean {
  return ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;
}

function writeHolder(folder: string, holder: Holder): void {
  const partial = join(folder, `${HOLDER}.${holder.token}`);
  writeFileSync(partial, JSON.stringify(holder), { mode: 0o600 });
  renameSync(partial, join(folder, HOLDER));
}

function readHolder(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(folder, HOLDER), 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** A process of an older version that still runs on this machine; what such a one left goes. */
function formerHolder(folder: string): FolderBusy['holder'] | null {
  const file = join(folder, FORMER);
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (pid !== process.pid && isAlive(pid)) return { pid, host: hostname(), since: '' };
  rmSync(file, { force: true });
  return null;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
