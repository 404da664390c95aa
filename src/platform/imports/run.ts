import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db, Trx } from '../db/schema.ts';
import type { Locale } from '../i18n/messages.ts';
import { fail, ok, type Result } from '../result.ts';
import { asFileFailure } from '../tabular/failure.ts';
import { applyBatch, sum } from './apply-batch.ts';
import type {
  Importer,
  ImportFailure,
  Issue,
  OpenedImport,
  OpenOptions,
  Tally,
} from './importer.ts';
import type { MappingSpec } from './mapping.ts';
import { type Accepted, type Reading, readRows } from './read-rows.ts';
import { readBatches } from './spool.ts';

/** What an import did; the same in every language. read = created+updated+unchanged+rejected. */
export interface ImportOutcome extends Tally {
  readonly kind: string;
  readonly dryRun: boolean;
  readonly read: number;
  readonly rejected: number;
  readonly warnings: number;
  /** The first errors, at most `ISSUES_KEPT`; `errorTotal` says how many there are. */
  readonly errors: readonly Issue[];
  readonly errorTotal: number;
  readonly warningList: readonly Issue[];
  readonly errorCounts: Readonly<Record<string, number>>;
  readonly warningCounts: Readonly<Record<string, number>>;
}

export interface ImportProgress {
  readonly phase: 'reading' | 'writing';
  /** Rows read, or rows written, so far. */
  readonly rows: number;
  /** Rows to write; null while reading. */
  readonly of: number | null;
}

export interface RunOptions extends OpenOptions {
  readonly db: Db;
  readonly path: string;
  /** Does everything, then undoes it: the counts are true. */
  readonly dryRun?: boolean;
  /** Language of the file of rejected rows. */
  readonly locale: Locale;
  /** Takes the file of rejected rows (a path that is removed afterwards), when there are any. */
  readonly keepRejected?: (path: string) => Promise<void>;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Names what is written as one batch, which can be undone. */
  readonly batch?: string | undefined;
  /** Folder for files that live as long as the import; the system's by default. */
  readonly workFolder?: string;
}

/** A kind with its row types closed over, so that kinds of all types fit one list. */
export interface ImportKind {
  readonly kind: string;
  readonly messages: Importer<unknown, unknown, unknown, string>['messages'];
  readonly mapping: MappingSpec | null;
  run(options: RunOptions): Promise<Result<ImportOutcome, ImportFailure>>;
}

/** Records that are written by one statement. */
const BATCH = 1000;
/** Late records belong together; there are few of them. */
const LATE_BATCH = 20_000;
/** Errors and warnings that an outcome lists; the file of rejected rows has all errors. */
export const ISSUES_KEPT = 1000;
/** Arbitrary constant: imports follow one another, or two of one file would block each other. */
const IMPORT_LOCK = 7_244_922;

/** What another room must do when an import changed something, in the same transaction. */
export type Afterwards = (trx: Trx) => Promise<unknown>;

/** Makes a kind that can be run from an importer. */
export function importKind<R, L, Rec, C extends string>(
  importer: Importer<R, L, Rec, C>,
  afterwards?: Afterwards,
): ImportKind {
  return {
    kind: importer.kind,
    messages: importer.messages,
    mapping: importer.mapping ?? null,
    run: (options) => runImporter(importer, options, afterwards),
  };
}

/**
 * Imports a file: reads and parses it row by row into a file of accepted records, with no
 * transaction open; then writes those in one transaction, so that a process that dies leaves
 * nothing half-done.
 * @throws when the database or the disk fails; nothing is written then.
 */
async function runImporter<R, L, Rec, C extends string>(
  importer: Importer<R, L, Rec, C>,
  options: RunOptions,
  afterwards?: Afterwards,
): Promise<Result<ImportOutcome, ImportFailure>> {
  const opened = await importer.open(options.path, options);
  if (!opened.ok) return opened;
  const folder = await mkdtemp(join(options.workFolder ?? tmpdir(), 'maillage-import-'));
  try {
    const lookup = await opened.value.prepare(options.db);
    const reading = await readRows({
      opened: opened.value,
      lookup,
      folder,
      messages: importer.messages,
      locale: options.locale,
      issuesKept: ISSUES_KEPT,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    });
    const tally = await write(opened.value, reading, options, afterwards).catch(
      (error: unknown) => {
        reading.discard();
        throw error;
      },
    );
    const rejectedPath = await reading.end();
    if (rejectedPath) await options.keepRejected?.(rejectedPath);
    return ok({
      kind: importer.kind,
      dryRun: options.dryRun ?? false,
      ...reading.counts(),
      ...tally,
    });
  } catch (error) {
    const failure = asFileFailure(error);
    if (failure) return fail(failure);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Carries the counts of a dry run out of the transaction that it undoes. */
class Undo extends Error {
  readonly tally: Tally;
  constructor(tally: Tally) {
    super('dry run');
    this.tally = tally;
  }
}

async function write<R, L, Rec, C extends string>(
  opened: OpenedImport<R, L, Rec, C>,
  reading: Reading,
  options: RunOptions,
  afterwards?: Afterwards,
): Promise<Tally> {
  try {
    return await options.db.transaction().execute(async (trx) => {
      await sql`SELECT pg_advisory_xact_lock(${IMPORT_LOCK})`.execute(trx);
      if (options.batch && !options.dryRun)
        await sql`SELECT set_config('maillage.import_run', ${options.batch}, true)`.execute(trx);
      await opened.start?.(trx);
      const tally = await applyAll(trx, opened, reading, options);
      await opened.finish?.(trx, tally);
      if (tally.created + tally.updated > 0) await afterwards?.(trx);
      if (options.dryRun) throw new Undo(tally);
      return tally;
    });
  } catch (error) {
    if (error instanceof Undo) return error.tally;
    throw error;
  }
}

async function applyAll<R, L, Rec, C extends string>(
  trx: Trx,
  opened: OpenedImport<R, L, Rec, C>,
  reading: Reading,
  options: RunOptions,
): Promise<Tally> {
  let total: Tally = { created: 0, updated: 0, unchanged: 0 };
  let rows = 0;
  for (const [index, path] of reading.acceptedPaths.entries()) {
    const size = index === 0 ? BATCH : LATE_BATCH;
    for await (const batch of readBatches<Accepted<Rec>>(path, size)) {
      total = sum(total, await applyBatch(trx, opened, batch, reading));
      rows += batch.length;
      options.onProgress?.({ phase: 'writing', rows, of: reading.accepted });
    }
  }
  const { read, rejected } = reading.counts();
  const written = total.created + total.updated + total.unchanged;
  if (read !== written + rejected)
    throw new Error(`${read} rows were read, ${written + rejected} accounted for`);
  return total;
}
