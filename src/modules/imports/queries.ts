import type { Scope } from '../../platform/access/access.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import type { ImportResult } from '../../platform/imports/describe.ts';
import type { Undone } from '../../platform/imports/undo.ts';
import './tables.ts';

export interface ImportRun {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly status: 'mapping' | 'waiting' | 'running' | 'done' | 'failed' | 'interrupted' | 'undone';
  readonly result: ImportResult | null;
  readonly failure: string | null;
  readonly rejectedFile: string | null;
  readonly startedAt: string;
  /** Its file is still here: it can be tried again, or written. */
  readonly waiting: boolean;
  readonly undone: Undone | null;
  readonly undoneAt: string | null;
}

function base(db: Db) {
  return db.selectFrom('import_run').selectAll();
}

function output(row: Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number]): ImportRun {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    dryRun: row.dry_run,
    status: row.status,
    result: row.result,
    failure: row.failure,
    rejectedFile: row.rejected_file,
    startedAt: row.started_at.toISOString(),
    waiting: row.source_file !== null,
    undone: row.undone,
    undoneAt: row.undone_at?.toISOString() ?? null,
  };
}

/** The latest imports, newest first. */
export async function listImports(db: Db, _scope: Scope<'imports.run'>): Promise<ImportRun[]> {
  return (await base(db).orderBy('started_at', 'desc').limit(30).execute()).map(output);
}

/** One import; null when there is none. */
export async function getImport(
  db: Db,
  _scope: Scope<'imports.run'>,
  id: string,
): Promise<ImportRun | null> {
  if (!isUuid(id)) return null;
  const row = await base(db).where('id', '=', id).executeTakeFirst();
  return row ? output(row) : null;
}
