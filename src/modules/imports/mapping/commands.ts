import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { FileStore } from '../../../platform/files/files.ts';
import { describeFailure } from '../../../platform/imports/describe.ts';
import { lookAtTable } from '../../../platform/imports/look.ts';
import type { ImportMap } from '../../../platform/imports/mapping.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { carryOut, KINDS } from '../commands.ts';
import type { MappedKind } from '../domain.ts';
import { columnProblems, proposedMap, signatureOf, withWords } from './domain.ts';
import { getMappedRun, rememberedMap } from './queries.ts';
import '../tables.ts';

/** What imports keep files in and write temporary ones to. */
export interface ImportPlaces {
  readonly files: FileStore;
  readonly temporaryFolder: string;
}

/** Days that a file which was never written stays. */
const KEPT_DAYS = 7;

/**
 * Takes a file of partners or partnerships in, looks at it and proposes what its columns are.
 * Nothing is written yet.
 * @returns the run, or a sentence why the file cannot be used
 */
export async function takeFileIn(
  ctx: Ctx,
  scope: Scope<'imports.run'>,
  places: ImportPlaces,
  file: { readonly kind: MappedKind; readonly fileName: string; readonly path: string },
): Promise<Result<{ id: string }, string>> {
  const look = await lookAtTable(file.path);
  if (!look.ok) return fail(describeFailure(look.failure, ctx.locale));
  const headers = look.value.columns.map(({ header }) => header);
  const spec = KINDS[file.kind].mapping;
  if (!spec) throw new Error(`${file.kind} takes no mapping`);
  const map = proposedMap(spec, headers, await rememberedMap(ctx.db, file.kind, headers));
  const id = newId();
  const source = `imports/${id}-source`;
  await places.files.put(source, createReadStream(file.path));
  await ctx.db
    .insertInto('import_run')
    .values({
      id,
      kind: file.kind,
      file_name: file.fileName.slice(0, 200),
      dry_run: true,
      status: 'mapping',
      result: null,
      failure: null,
      rejected_file: null,
      started_by: scope.accountId,
      finished_at: null,
      source_file: source,
      look: JSON.stringify(look.value),
      map: JSON.stringify(map),
      undone_by: null,
      undone_at: null,
      undone: null,
    })
    .execute();
  return ok({ id });
}

type Problems = readonly { readonly field: string; readonly code: string }[];

/** Says which column is what. */
export async function nameColumns(
  ctx: Ctx,
  scope: Scope<'imports.run'>,
  id: string,
  columns: Readonly<Record<string, string>>,
): Promise<Result<{ hasWords: boolean }, Problems>> {
  const run = await getMappedRun(ctx.db, scope, id);
  const spec = run ? KINDS[run.kind].mapping : null;
  if (!run || !spec) return fail([{ field: 'form', code: 'not-found' }]);
  const headers = run.look.columns.map(({ header }) => header);
  const known = Object.fromEntries(
    Object.entries(columns).filter(
      ([key, header]) => Object.hasOwn(spec.columns, key) && headers.includes(header),
    ),
  );
  const problems = columnProblems(spec, known);
  if (problems.length > 0) return fail(problems);
  await remember(ctx, scope, run.kind, headers, id, { columns: known, values: run.map.values });
  return ok({ hasWords: Object.keys(spec.values).some((key) => known[key]) });
}

/** Says what the words of columns mean. */
export async function nameWords(
  ctx: Ctx,
  scope: Scope<'imports.run'>,
  id: string,
  said: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<Result<null, Problems>> {
  const run = await getMappedRun(ctx.db, scope, id);
  const spec = run ? KINDS[run.kind].mapping : null;
  if (!run || !spec) return fail([{ field: 'form', code: 'not-found' }]);
  for (const [key, words] of Object.entries(said)) {
    const list = spec.values[key];
    if (!list || Object.values(words).some((ours) => ours && !list.choices.includes(ours)))
      return fail([{ field: key, code: 'choose-one' }]);
  }
  const headers = run.look.columns.map(({ header }) => header);
  const values = withWords(run.map.values, said);
  await remember(ctx, scope, run.kind, headers, id, { columns: run.map.columns, values });
  return ok(null);
}

async function remember(
  ctx: Ctx,
  scope: Scope<'imports.run'>,
  kind: MappedKind,
  headers: readonly string[],
  id: string,
  map: ImportMap,
): Promise<void> {
  const said = { columns: JSON.stringify(map.columns), values: JSON.stringify(map.values) };
  const used = { ...said, used_at: ctx.now, used_by: scope.accountId };
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('import_run')
      .set({ map: JSON.stringify(map) })
      .where('id', '=', id)
      .execute();
    await trx
      .insertInto('import_mapping')
      .values({ kind, signature: signatureOf(headers), ...used })
      .onConflict((conflict) => conflict.columns(['kind', 'signature']).doUpdateSet(used))
      .execute();
  });
}

/**
 * Tries or does a mapped import; only one at a time of a run.
 * @returns the work to do in the background; null when the run is not to be started
 */
export async function startMapped(
  ctx: Ctx,
  scope: Scope<'imports.run'>,
  places: ImportPlaces,
  id: string,
  dryRun: boolean,
): Promise<(() => Promise<void>) | null> {
  const run = await getMappedRun(ctx.db, scope, id);
  if (!run) return null;
  const begun = await ctx.db
    .updateTable('import_run')
    .set({ status: 'running', dry_run: dryRun, result: null, failure: null, rejected_file: null })
    .where('id', '=', id)
    .where('status', 'in', ['mapping', 'done', 'failed', 'interrupted'])
    .where('source_file', 'is not', null)
    .returning('source_file')
    .executeTakeFirst();
  if (!begun?.source_file) return null;
  const source = begun.source_file;
  return async () => {
    const path = join(places.temporaryFolder, `import-${id}`);
    const content = await places.files.get(source);
    if (!content) throw new Error(`the file of import ${id} is gone`);
    try {
      await pipeline(content, createWriteStream(path, { mode: 0o600 }));
      await carryOut(id, {
        db: ctx.db,
        ...places,
        kind: run.kind,
        fileName: run.fileName,
        path,
        map: run.map,
        dryRun,
        locale: ctx.locale,
        startedBy: scope.accountId,
      });
      if (!dryRun) await forgetFile(ctx.db, places.files, id);
    } finally {
      await rm(path, { force: true });
    }
  };
}

/** A file that was written is not needed any more: it names people and organisations. */
async function forgetFile(db: Db, files: FileStore, id: string): Promise<void> {
  const row = await db
    .selectFrom('import_run')
    .select('source_file')
    .where('id', '=', id)
    .where('status', '=', 'done')
    .executeTakeFirst();
  if (!row?.source_file) return;
  await db.updateTable('import_run').set({ source_file: null }).where('id', '=', id).execute();
  await files.remove(row.source_file);
}

/** Removes files that were taken in and never written. @returns how many */
export async function forgetAbandoned(db: Db, files: FileStore, now: Date): Promise<number> {
  const since = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  const rows = await db
    .updateTable('import_run as r')
    .from('import_run as old')
    .set({ source_file: null })
    .whereRef('r.id', '=', 'old.id')
    .where('r.source_file', 'is not', null)
    .where('r.status', '!=', 'running')
    .where('r.started_at', '<', since)
    .returning('old.source_file')
    .execute();
  for (const { source_file } of rows) if (source_file) await files.remove(source_file);
  return rows.length;
}
