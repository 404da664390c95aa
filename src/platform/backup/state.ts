import type { Locale } from '../access/access.ts';
import type { Db } from '../db/schema.ts';
import { readSetting, writeSetting } from '../db/setting.ts';

const SETTING = 'backup.last';

/** A sentence for whoever reads it later, in either language. */
export type Words = Readonly<Record<Locale, string>>;

/** What came of the backups that this alliance makes itself, at night and by its button. */
export interface BackupState {
  /** The last archive that was read back and found whole; null before the first. */
  readonly success: {
    /** ISO instants. */
    readonly at: string;
    readonly name: string;
    readonly bytes: number;
    readonly encrypted: boolean;
    /** Archives in the folder after it. */
    readonly kept: number;
    /** Files that the database names and the store has lost. */
    readonly missing: number;
  } | null;
  /** The last one that failed since that success; null when none did. */
  readonly failure: { readonly at: string; readonly problem: Words } | null;
}

const NONE: BackupState = { success: null, failure: null };
/** A night and a slow morning: later than that, one was missed. */
const LATE_MS = 26 * 3_600_000;

export async function readBackupState(db: Db): Promise<BackupState> {
  return (await readSetting<BackupState>(db, SETTING)) ?? NONE;
}

export async function noteBackup(
  db: Db,
  success: NonNullable<BackupState['success']>,
): Promise<void> {
  await writeSetting(db, SETTING, { success, failure: null });
}

/** @param problem in words, without personal data */
export async function noteBackupFailure(db: Db, at: Date, problem: Words): Promise<void> {
  const { success } = await readBackupState(db);
  await writeSetting(db, SETTING, { success, failure: { at: at.toISOString(), problem } });
}

/** Seconds since the last backup that succeeded; infinite when none ever did. */
export function backupAge(state: BackupState, now: Date): number {
  return state.success
    ? Math.max(0, (now.getTime() - new Date(state.success.at).getTime()) / 1000)
    : Number.POSITIVE_INFINITY;
}

/** True when somebody should look: the last one failed, lost files, or is older than 26 hours. */
export function backupTroubled(state: BackupState, now: Date): boolean {
  return (
    state.failure !== null ||
    (state.success?.missing ?? 0) > 0 ||
    backupAge(state, now) * 1000 > LATE_MS
  );
}
