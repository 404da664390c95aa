import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { backupDate, backupName } from './names.ts';
import { outdated, tidyBackups } from './retention.ts';

const folder = testFolder();
const keep = { daily: 7, weekly: 4, monthly: 12 };

/** A backup every night at 01:47 in Paris, the latest first. */
function nights(count: number): string[] {
  const last = Date.parse('2026-11-30T00:47:00Z');
  return Array.from({ length: count }, (_, ago) =>
    backupName(new Date(last - ago * 86_400_000), ago % 2 === 0),
  );
}

describe('what goes and what stays', () => {
  it('keeps the last of each day, week and month, so far as asked', () => {
    const names = nights(500);
    const gone = new Set(outdated(names, keep));
    const days = names.filter((name) => !gone.has(name)).map((name) => name.slice(9, 19));
    expect(days.slice(0, 7)).toEqual([
      '2026-11-30',
      '2026-11-29',
      '2026-11-28',
      '2026-11-27',
      '2026-11-26',
      '2026-11-25',
      '2026-11-24',
    ]);
    expect(days).toEqual(expect.arrayContaining(['2026-11-22', '2026-11-15', '2026-10-31']));
    expect(days.filter((day) => day < '2026-11-01')).toHaveLength(11);
    expect(days.at(-1)).toBe('2025-12-31');
  });

  it('keeps the later of two of a day, and the latest of all whatever is asked', () => {
    const morning = backupName(new Date('2026-11-30T08:00:00Z'), false);
    const evening = backupName(new Date('2026-11-30T18:00:00Z'), false);
    expect(outdated([morning, evening], keep)).toEqual([morning]);
    expect(outdated([morning, evening], { daily: 0, weekly: 0, monthly: 0 })).toEqual([morning]);
  });

  it('never touches a file that is none of ours', async () => {
    for (const name of [...nights(20), 'notes.txt', 'maillage-hier.tar.zst'])
      folder.write(name, '');
    const stayed = await tidyBackups({
      folder: folder.path,
      keep: { daily: 2, weekly: 0, monthly: 0 },
      recipients: [],
      passphraseFile: null,
    });
    expect(stayed).toBe(2);
    expect(readdirSync(folder.path)).toHaveLength(4);
    expect(existsSync(`${folder.path}/notes.txt`)).toBe(true);
  });

  it('reads back the date of the names it gives', () => {
    const at = new Date('2026-11-30T01:02:03.456Z');
    expect(backupDate(backupName(at, true))).toEqual(at);
    expect(backupDate('maillage-2026-11-30.tar.zst')).toBeNull();
  });
});
