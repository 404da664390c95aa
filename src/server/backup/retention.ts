import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupConfig } from '../../platform/config/config.ts';
import { backupDate } from './names.ts';

type Keep = BackupConfig['keep'];

/** Days are those of Paris, as the night is in which backups are made. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

const PERIODS: readonly (readonly [keyof Keep, (at: Date) => string])[] = [
  ['daily', (at) => DAY.format(at)],
  ['weekly', (at) => mondayOf(DAY.format(at))],
  ['monthly', (at) => DAY.format(at).slice(0, 7)],
];

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/**
 * Which archives may go: all but the last of each of the last so many days, weeks and months that
 * have one. The latest archive always stays, and so does every file that is none of ours.
 */
export function outdated(names: readonly string[], keep: Keep): string[] {
  const dated = names
    .flatMap((name) => {
      const at = backupDate(name);
      return at ? [{ name, at }] : [];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const stay = new Set(dated.slice(0, 1).map(({ name }) => name));
  for (const [period, of] of PERIODS) {
    const seen = new Set<string>();
    for (const { name, at } of dated) {
      if (seen.size >= keep[period]) break;
      if (seen.has(of(at))) continue;
      seen.add(of(at));
      stay.add(name);
    }
  }
  return dated.map(({ name }) => name).filter((name) => !stay.has(name));
}

/** Removes outdated archives from the folder. @returns archives that stay */
export async function tidyBackups({ folder, keep }: BackupConfig): Promise<number> {
  const names = await readdir(folder);
  const gone = outdated(names, keep);
  for (const name of gone) await rm(join(folder, name), { force: true });
  return names.filter((name) => backupDate(name)).length - gone.length;
}
