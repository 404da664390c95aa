import { basename } from 'node:path';
import { type Encryption, readPassphrase } from '../../platform/backup/encryption.ts';
import { noteBackup, noteBackupFailure, type Words } from '../../platform/backup/state.ts';
import type { BackupConfig, Config } from '../../platform/config/config.ts';
import type { DatabaseHandle } from '../../platform/db/open.ts';
import type { FileStore } from '../../platform/files/files.ts';
import type { Log } from '../../platform/log/log.ts';
import { fail, type Result } from '../../platform/result.ts';
import { type BackupFailure, type BackupOptions, type BackupReport, makeBackup } from './make.ts';
import { tidyBackups } from './retention.ts';
import { backupProblem } from './say.ts';

export type AskedFailure = BackupFailure | { readonly code: 'already-running' };

/** The backups of a running server: one at a time, whoever asks. */
export interface Backups {
  /** False without BACKUP_FOLDER. */
  readonly configured: boolean;
  running(): boolean;
  /** What `maillage backup` asks for; leaves folder and note of the nightly ones alone. */
  make(options: BackupOptions): Promise<Result<BackupReport, AskedFailure>>;
  /**
   * Makes one in BACKUP_FOLDER, removes outdated ones and notes what came of it.
   * @throws when it failed, after noting and logging it, so that the queue tries again
   */
  regular(): Promise<void>;
}

export function createBackups(
  config: Config,
  handle: DatabaseHandle,
  files: FileStore,
  log: Log,
): Backups {
  let running = false;
  const { db } = handle;
  const backing = { handle, files, secret: config.secret, dataFolder: config.dataFolder };
  const make = async (options: BackupOptions): Promise<Result<BackupReport, AskedFailure>> => {
    if (running) return fail({ code: 'already-running' });
    running = true;
    try {
      return await makeBackup(backing, options);
    } finally {
      running = false;
    }
  };
  return {
    configured: config.backup !== null,
    running: () => running,
    make,
    async regular() {
      const { backup } = config;
      if (!backup) return;
      const failed = async (problem: Words): Promise<never> => {
        log.error({ problem: problem.en }, 'the backup failed');
        await noteBackupFailure(db, new Date(), problem);
        throw new Error(problem.fr);
      };
      const encryption = await encryptionOf(backup);
      if (!encryption.ok) return failed(inWords(encryption.failure));
      const made = await make({
        out: backup.folder,
        encryption: encryption.value,
        now: new Date(),
      }).catch((error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        return failed({ fr: said, en: said });
      });
      if (!made.ok) {
        // Somebody else’s is under way: that one says what came of it.
        if (made.failure.code === 'already-running') return;
        return failed(inWords(made.failure));
      }
      const { file, bytes, encrypted, madeAt, missing } = made.value;
      if (missing.length > 0) log.error({ missing: missing.length }, 'files were lost');
      await noteBackup(db, {
        at: madeAt,
        name: basename(file),
        bytes,
        encrypted,
        kept: await tidyBackups(backup),
        missing: missing.length,
      });
    },
  };
}

function inWords(failure: Parameters<typeof backupProblem>[0]): Words {
  return { fr: backupProblem(failure, 'fr'), en: backupProblem(failure, 'en') };
}

/** Who can open the regular backups; null = they are not encrypted. */
async function encryptionOf(backup: BackupConfig) {
  if (backup.recipients.length > 0)
    return { ok: true as const, value: { recipients: backup.recipients } satisfies Encryption };
  if (!backup.passphraseFile) return { ok: true as const, value: null };
  const read = await readPassphrase(backup.passphraseFile);
  return read.ok ? { ok: true as const, value: { passphrase: read.value } } : read;
}
