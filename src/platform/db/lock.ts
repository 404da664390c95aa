import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../result.ts';

export interface FolderBusy {
  readonly code: 'data-folder-busy';
  readonly folder: string;
  readonly pid: number;
}

/**
 * Takes a data folder for this process: two processes writing one embedded database would destroy
 * it. A lock left by a process that died is taken over.
 * @returns a function that gives the folder back
 */
export function lockDataFolder(folder: string): Result<() => void, FolderBusy> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'maillage.pid');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return ok(() => rmSync(file, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
      if (pid !== process.pid && isAlive(pid))
        return fail({ code: 'data-folder-busy', folder, pid });
      rmSync(file, { force: true });
    }
  }
  return fail({ code: 'data-folder-busy', folder, pid: 0 });
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
