import { join } from 'node:path';
import { syncReference } from '../modules/territories/public.ts';
import { type Config, keepSecret } from '../platform/config/config.ts';
import { lockDataFolder } from '../platform/db/lock.ts';
import { migrate, readMigrations } from '../platform/db/migrate.ts';
import { type DatabaseHandle, openDatabase } from '../platform/db/open.ts';
import { diskStore, type FileStore } from '../platform/files/files.ts';
import { ok, type Result } from '../platform/result.ts';
import { checkDatabase, checkFolder, type OpeningFailure } from './installation/check.ts';
import { keepFingerprint } from './installation/secret.ts';

/** Says on the terminal what is being done; never on standard output, which belongs to commands. */
export type Progress = (text: string) => void;

export interface OpenAlliance {
  readonly handle: DatabaseHandle;
  close(): Promise<void>;
}

/** Where the alliance's files are kept, beside its database. */
export function filesOf(config: Pick<Config, 'dataFolder'>): FileStore {
  return diskStore(join(config.dataFolder, 'files'));
}

/** Opens a database as it is: not looked at, not migrated. For an embedded one: its data folder. */
export function openAsItIs(where: {
  readonly databaseUrl: string | null;
  readonly databasePool?: number;
  readonly dataFolder: string;
  /** No limit on how long a statement may take; default true. */
  readonly patient?: boolean;
}): Promise<DatabaseHandle> {
  return openDatabase(
    where.databaseUrl
      ? {
          url: where.databaseUrl,
          poolSize: where.databasePool ?? 2,
          patient: where.patient ?? true,
        }
      : { dataDir: join(where.dataFolder, 'database') },
  );
}

/**
 * Opens the alliance's database, brings its schema up to date and fills the territories. The
 * embedded database's folder is taken for this process first. A database that this program or this
 * secret does not fit stays untouched.
 * @param options.patient no limit on how long a statement may take, for commands at a terminal
 */
export async function openAlliance(
  config: Config,
  progress: Progress,
  { patient = false }: { readonly patient?: boolean } = {},
): Promise<Result<OpenAlliance, OpeningFailure>> {
  let release = (): void => undefined;
  if (!config.databaseUrl) {
    const locked = lockDataFolder(config.dataFolder);
    if (!locked.ok) return locked;
    release = locked.value;
    const usable = checkFolder(config.dataFolder);
    if (!usable.ok) {
      release();
      return usable;
    }
  }
  const handle = await openAsItIs({ ...config, patient });
  const close = async (): Promise<void> => {
    await handle.close();
    release();
  };
  const known = await readMigrations();
  const fits = await checkDatabase(handle.db, config, known);
  if (!fits.ok) {
    await close();
    return fits;
  }
  // Before anything is sealed with it: a power cut must not leave a database without its secret.
  keepSecret(config);
  const applied = await migrate(handle, known);
  await keepFingerprint(handle.db, config.secret);
  if (applied.length > 0) progress(`Base de données : ${applied.length} migrations appliquées`);
  await syncReference(handle.db);
  return ok({ handle, close });
}
