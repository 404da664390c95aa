import { createReadStream } from 'node:fs';
import { newId } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import type { FileStore } from '../../platform/files/files.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import {
  describeFailure,
  describeOutcome,
  type ImportResult,
} from '../../platform/imports/describe.ts';
import type { ImportMap } from '../../platform/imports/mapping.ts';
import { type ImportKind, type ImportProgress, importKind } from '../../platform/imports/run.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { coopImporter } from '../advisors/public.ts';
import { partnerImporter } from '../partners/public.ts';
import { partnershipImporter } from '../partnerships/public.ts';
import {
  advisorPlaceImporter,
  assignNeighbourhoods,
  contactPointImporter,
  digitalStageImporter,
  franceServicesImporter,
  mediationPlaceImporter,
  serviceImporter,
  structureImporter,
} from '../places/public.ts';
import { communeImporter, indicatorImporter, qpvImporter } from '../territories/public.ts';
import { type ImportKindName, isMapped } from './domain.ts';
import './tables.ts';

/** Every kind of file, with how it is read and written. */
export const KINDS: Readonly<Record<ImportKindName, ImportKind>> = {
  communes: importKind(communeImporter),
  qpv: importKind(qpvImporter, assignNeighbourhoods),
  indicators: importKind(indicatorImporter),
  'contact-points': importKind(contactPointImporter),
  'france-services': importKind(franceServicesImporter),
  'mediation-places': importKind(mediationPlaceImporter),
  structures: importKind(structureImporter),
  services: importKind(serviceImporter),
  'advisor-places': importKind(advisorPlaceImporter),
  'digital-stages': importKind(digitalStageImporter),
  partners: importKind(partnerImporter),
  partnerships: importKind(partnershipImporter),
  coop: importKind(coopImporter),
};

export interface RunImport {
  readonly db: Db;
  readonly kind: ImportKindName;
  readonly path: string;
  /** The file's own name, when it lies under another. */
  readonly fileName?: string | undefined;
  readonly mapPath?: string | undefined;
  readonly map?: ImportMap | undefined;
  /** Names what is written as one batch, which can be undone. */
  readonly batch?: string | undefined;
  readonly dryRun: boolean;
  readonly locale: Locale;
  readonly keepRejected?: (path: string) => Promise<void>;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly workFolder?: string;
}

/** What came of a file, or a sentence why it cannot be used (nothing was written then). */
export type Imported = Result<ImportResult, { code: string; message: string }>;

/** Imports a file of one kind and puts the outcome into words. */
export async function runImport(options: RunImport): Promise<Imported> {
  const kind = KINDS[options.kind];
  const done = await kind.run(options);
  if (!done.ok)
    return fail({
      code: done.failure.code,
      message: describeFailure(done.failure, options.locale),
    });
  return ok(describeOutcome(done.value, kind.messages, options.locale));
}

export interface StartedImport {
  readonly db: Db;
  readonly files: FileStore;
  readonly temporaryFolder: string;
  readonly kind: ImportKindName;
  readonly fileName: string;
  readonly path: string;
  readonly mapPath?: string | undefined;
  readonly map?: ImportMap | undefined;
  readonly dryRun: boolean;
  readonly locale: Locale;
  /** Null when it was started at the terminal, by nobody with an account. */
  readonly startedBy: string | null;
  readonly keepRejected?: (path: string) => Promise<void>;
}

/** What only imports with a mapping have. */
const UNMAPPED = {
  source_file: null,
  look: null,
  map: null,
  undone_by: null,
  undone_at: null,
  undone: null,
};

/** Notes an import, to be found among the others and undone like them; `work` then does it. */
export async function startImport(
  options: StartedImport,
): Promise<{ id: string; work: () => Promise<Imported> }> {
  const id = newId();
  await options.db
    .insertInto('import_run')
    .values({
      id,
      kind: options.kind,
      file_name: options.fileName.slice(0, 200),
      dry_run: options.dryRun,
      status: 'running',
      result: null,
      failure: null,
      rejected_file: null,
      started_by: options.startedBy,
      finished_at: null,
      ...UNMAPPED,
    })
    .execute();
  return { id, work: () => carryOut(id, options) };
}

/** Does the import that a run notes, and writes into the run what came of it. */
export async function carryOut(id: string, options: StartedImport): Promise<Imported> {
  const { db, files } = options;
  const rejectedKey = `imports/${id}-rejected.csv`;
  let rejectedFile: string | null = null;
  try {
    const done = await runImport({
      ...options,
      batch: isMapped(options.kind) ? id : undefined,
      workFolder: options.temporaryFolder,
      keepRejected: async (path) => {
        await files.put(rejectedKey, createReadStream(path));
        rejectedFile = rejectedKey;
        await options.keepRejected?.(path);
      },
    });
    await db
      .updateTable('import_run')
      .set({
        finished_at: new Date(),
        rejected_file: rejectedFile,
        ...(done.ok
          ? {
              status: 'done' as const,
              result: JSON.stringify(done.value),
              rows_read: done.value.read,
            }
          : { status: 'failed' as const, failure: done.failure.message }),
      })
      .where('id', '=', id)
      .execute();
    return done;
  } catch (error) {
    await db
      .updateTable('import_run')
      .set({ status: 'failed', failure: 'internal', finished_at: new Date() })
      .where('id', '=', id)
      .execute();
    throw error;
  }
}

/** Imports that a process which died was doing: nothing of theirs was written, and they say so. */
export async function markInterrupted(db: Db): Promise<void> {
  await db
    .updateTable('import_run')
    .set({ status: 'interrupted', finished_at: new Date() })
    .where('status', '=', 'running')
    .execute();
}
