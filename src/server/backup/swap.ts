import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../platform/backup/archive.ts';

const PARTS = ['database', 'files', 'secret'];

export interface Swapped {
  /** Where the former parts lie; null when there were none. */
  readonly former: string | null;
  /** Puts everything back as it was. */
  undo(): Promise<void>;
}

/**
 * Moves what lies in a folder aside into the data folder, and what was there before out of its way:
 * renaming within one file system, part by part. What breaks off in between is undone.
 */
export async function swapIn(dataFolder: string, aside: string, now: Date): Promise<Swapped> {
  const former = join(dataFolder, `before-${now.toISOString().replace(/[:.]/g, '-')}`);
  const moved: [from: string, to: string][] = [];
  const move = async (from: string, to: string): Promise<void> => {
    await rename(from, to);
    moved.push([from, to]);
  };
  const undo = async (): Promise<void> => {
    for (const [from, to] of moved.splice(0).reverse()) await rename(to, from);
  };
  try {
    for (const part of PARTS) {
      const here = join(dataFolder, part);
      if (!existsSync(join(aside, part))) continue;
      if (await isOccupied(here)) {
        await mkdir(former, { recursive: true, mode: 0o700 });
        await move(here, join(former, part));
      }
      await move(join(aside, part), here);
    }
    await syncFolder(dataFolder);
  } catch (error) {
    await undo();
    throw error;
  }
  return { former: existsSync(former) ? former : null, undo };
}

/** An empty folder is nothing that has to be kept: renaming goes over it. */
async function isOccupied(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  return (await readdir(path).catch(() => ['a file'])).length > 0;
}
