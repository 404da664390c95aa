import { join } from 'node:path';
import { syncReference } from '../modules/territories/public.ts';
import type { Config } from '../platform/config/config.ts';
import { type FolderBusy, lockDataFolder } from '../platform/db/lock.ts';
import { migrate } from '../platform/db/migrate.ts';
import { type DatabaseHandle, openDatabase } from '../platform/db/open.ts';
import { diskStore, type FileStore } from '../platform/files/files.ts';
import { ok, type Result } from '../platform/result.ts';

/** Says on the terminal what is being done; never on standard output, which belongs to commands. */
export type Progress = (text: string) => void;

export interface OpenAlliance {
  readonly handle: DatabaseHandle;
  close(): Promise<void>;
}

/** Where the alliance's files are kept, beside its database. */
export function filesOf(config: Config): FileStore {
  return diskStore(join(config.dataFolder, 'files'));
}

/**
 * Opens the alliance's database, brings its schema up to date and fills the territories. The
 * embedded database's folder is taken for this process first.
 * @param options.patient no limit on how long a statement may take, for commands at a terminal
 */
export async function openAlliance(
  config: Config,
  progress: Progress,
  { patient = false }: { readonly patient?: boolean } = {},
): Promise<Result<OpenAlliance, FolderBusy>> {
  let release = (): void => undefined;
  if (!config.databaseUrl) {
    const locked = lockDataFolder(config.dataFolder);
    if (!locked.ok) return locked;
    release = locked.value;
  }
  const handle = await openDatabase(
    config.databaseUrl
      ? { url: config.databaseUrl, poolSize: config.databasePool, patient }
      : { dataDir: join(config.dataFolder, 'database') },
  );
  const applied = await migrate(handle);
  if (applied.length > 0) progress(`Base de données : ${applied.length} migrations appliquées`);
  await syncReference(handle.db);
  return ok({
    handle,
    async close() {
      await handle.close();
      release();
    },
  });
}
