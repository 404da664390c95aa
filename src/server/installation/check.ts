import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../../platform/config/config.ts';
import type { FolderBusy } from '../../platform/db/lock.ts';
import { type AppliedMigration, appliedMigrations } from '../../platform/db/migrate.ts';
import type { Db } from '../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { fingerprintOf, keptFingerprint, trySecret } from './secret.ts';

/** Why an alliance is not opened; `openingProblem` puts it into words. */
export type OpeningFailure =
  | FolderBusy
  /** The database belongs to a secret, and there is none. `file`: where it used to be. */
  | { readonly code: 'secret-missing'; readonly file: string }
  /** Another secret than the one that the database was sealed with. */
  | { readonly code: 'secret-wrong'; readonly file: string; readonly fromEnvironment: boolean }
  /** The database has had migrations that this program does not know. */
  | { readonly code: 'database-newer'; readonly migrations: readonly string[] }
  /** An applied migration's text differs from this program's. */
  | { readonly code: 'migration-changed'; readonly migration: string }
  /** The folder or server is of another PostgreSQL version; `needed` says which would do. */
  | {
      readonly code: 'version-differs';
      readonly found: string;
      readonly needed: string;
      readonly folder: string | null;
    };

/** Major version of PostgreSQL inside PGlite; a test holds it to the package. */
export const EMBEDDED_MAJOR = '18';
const OLDEST_SERVER = 15;

/** Looks at the embedded database's folder before anything opens, and so changes, it. */
export function checkFolder(dataFolder: string): Result<void, OpeningFailure> {
  const folder = join(dataFolder, 'database');
  const file = join(folder, 'PG_VERSION');
  if (!existsSync(file)) return ok(undefined);
  const found = readFileSync(file, 'utf8').trim();
  if (found === EMBEDDED_MAJOR) return ok(undefined);
  return fail({ code: 'version-differs', found, needed: EMBEDDED_MAJOR, folder });
}

/**
 * Looks whether this program and this secret may work on the database, before it is migrated.
 * Without a fingerprint (a database of before there were any) a sealed value is tried; with
 * neither, no secret has left anything behind and any will do.
 */
export async function checkDatabase(
  db: Db,
  config: Config,
  known: readonly AppliedMigration[],
): Promise<Result<void, OpeningFailure>> {
  const { rows } = await sql<{ number: number }>`
    SELECT current_setting('server_version_num')::integer AS number`.execute(db);
  const major = Math.floor((rows[0]?.number ?? 0) / 10_000);
  if (major < OLDEST_SERVER)
    return fail({
      code: 'version-differs',
      found: String(major),
      needed: `≥ ${OLDEST_SERVER}`,
      folder: null,
    });
  const applied = await appliedMigrations(db);
  const fits = checkMigrations(applied, known);
  if (!fits.ok) return fits;
  if (applied.length === 0) return ok(undefined);
  return checkSecret(db, config);
}

/** Whether a program with these migrations can go on from what was applied. */
export function checkMigrations(
  applied: readonly AppliedMigration[],
  known: readonly AppliedMigration[],
): Result<void, OpeningFailure> {
  const digests = new Map(known.map(({ name, sha256 }) => [name, sha256]));
  const unknown = applied.filter(({ name }) => !digests.has(name)).map(({ name }) => name);
  if (unknown.length > 0) return fail({ code: 'database-newer', migrations: unknown });
  const changed = applied.find(({ name, sha256 }) => digests.get(name) !== sha256);
  return changed ? fail({ code: 'migration-changed', migration: changed.name }) : ok(undefined);
}

async function checkSecret(db: Db, config: Config): Promise<Result<void, OpeningFailure>> {
  const kept = await keptFingerprint(db);
  const fits =
    kept === undefined
      ? (await trySecret(db, config.secret, 3)).closed.length === 0
      : kept === fingerprintOf(config.secret);
  if (fits) return ok(undefined);
  const file = join(config.dataFolder, 'secret');
  return config.secretOrigin === 'new'
    ? fail({ code: 'secret-missing', file })
    : fail({
        code: 'secret-wrong',
        file,
        fromEnvironment: config.secretOrigin === 'environment',
      });
}
