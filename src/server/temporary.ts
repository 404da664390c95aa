import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../platform/db/ids.ts';

/** Files of a process that ended long ago: another one that shares the folder still needs its own. */
const LEFT_BEHIND_MS = 24 * 3600 * 1000;

/**
 * The folder for what exists only while something is done, without what killed processes left in
 * it: uploads of requests that nobody answers any more.
 * @param alone true when no other process can be using the folder: everything goes then
 * @returns its absolute path
 */
export async function openTemporary(dataFolder: string, alone: boolean): Promise<string> {
  const folder = join(dataFolder, 'temporary');
  await mkdir(folder, { recursive: true });
  const before = alone ? Number.POSITIVE_INFINITY : Date.now() - LEFT_BEHIND_MS;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
  return folder;
}

/** Whether a file can be written: a limit on the disk shows only when somebody tries. */
export async function isWritable(folder: string): Promise<boolean> {
  const path = join(folder, `probe-${newId()}`);
  try {
    await writeFile(path, new Uint8Array(PROBE_BYTES), { mode: 0o600 });
    return true;
  } catch {
    return false;
  } finally {
    await rm(path, { force: true });
  }
}

/** More than a few blocks: an empty file fits on the fullest disk. */
const PROBE_BYTES = 65_536;
