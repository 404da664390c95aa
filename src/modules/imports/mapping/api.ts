import { z } from 'zod';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { inlineBytes, inlineFile, withInlineFile } from '../../../platform/http/inline-file.ts';
import { type OperationFailure, operation } from '../../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { idParams, uuid } from '../../alliance/public.ts';
import { KINDS } from '../commands.ts';
import { importRunOutput } from '../contract.ts';
import { MAPPED_KINDS } from '../domain.ts';
import { getImport } from '../queries.ts';
import { nameColumns, nameWords, startMapped, takeFileIn } from './commands.ts';
import { wordsOf } from './domain.ts';
import { getMappedRun } from './queries.ts';

const tag = 'Imports';

/** A larger file goes through the screen, which never has it in memory. */
const FILE_BYTES = 20_000_000;

const words = z.record(z.string().max(100), z.record(z.string().max(300), z.string().max(60)));

const mappingOutput = z.object({
  id: uuid,
  kind: z.enum(MAPPED_KINDS),
  rows: z.number().int(),
  seen: z.array(
    z.object({ header: z.string(), samples: z.array(z.string()), filled: z.number().int() }),
  ),
  columns: z.array(
    z.object({
      key: z.string(),
      required: z.boolean(),
      header: z.string().nullable().describe('The file’s column that holds it'),
    }),
  ),
  words: z.record(
    z.string(),
    z.object({
      choices: z.array(z.string()),
      found: z
        .array(z.object({ word: z.string(), count: z.number().int(), ours: z.string().nullable() }))
        .nullable()
        .describe('Null when there are too many different ones'),
    }),
  ),
});

async function mappingOf(
  ctx: Ctx,
  scope: Scope<'imports.run'>,
  id: string,
): Promise<Result<{ readonly body: z.input<typeof mappingOutput> }, OperationFailure>> {
  const run = await getMappedRun(ctx.db, scope, id);
  const spec = run ? KINDS[run.kind].mapping : null;
  if (!run || !spec) return fail({ code: 'not-found' });
  const { look, map, kind } = run;
  const body = {
    id,
    kind,
    rows: look.rows,
    seen: look.columns.map(({ header, samples, filled }) => ({
      header,
      samples: [...samples],
      filled,
    })),
    columns: Object.entries(spec.columns).map(([key, { required }]) => ({
      key,
      required: required ?? false,
      header: map.columns[key] ?? null,
    })),
    words: Object.fromEntries(
      Object.entries(wordsOf(spec, look, map)).map(([key, found]) => [
        key,
        { choices: [...(spec.values[key]?.choices ?? [])], found: found && [...found] },
      ]),
    ),
  };
  return ok({ body });
}

/** Problems of what was said, as fields of the body. */
function refused(part: string, problems: readonly FieldError[]): OperationFailure {
  if (problems.some(({ code }) => code === 'not-found')) return { code: 'not-found' };
  return {
    code: 'invalid',
    errors: problems.map(({ field, code }) => ({ field: `${part}.${field}`, code })),
  };
}

export const mappingOperations = [
  operation({
    id: 'takeFileIn',
    method: 'post',
    path: '/imports',
    tag,
    summary: 'Send a table of partners or partnerships, up to 20 MB; nothing is written yet',
    permission: 'imports.run',
    limit: { name: 'import', calls: 60, seconds: 3600 },
    body: z.object({ kind: z.enum(MAPPED_KINDS, { error: 'choose-one' }), file: inlineFile }),
    bodyBytes: inlineBytes(FILE_BYTES),
    output: z.object({ id: uuid }),
    handle: ({ ctx, scope, body: { kind, file }, services }) =>
      withInlineFile(file, services.temporaryFolder, async ({ fileName, path }) => {
        const taken = await takeFileIn(ctx, scope, services, { kind, fileName, path });
        return taken.ok
          ? ok({ body: taken.value, created: true })
          : fail({ code: 'file-unusable', field: 'file', detail: taken.failure });
      }),
  }),
  operation({
    id: 'getMapping',
    method: 'get',
    path: '/imports/{id}/mapping',
    tag,
    summary: 'What a table holds, and what its columns and words are taken for',
    permission: 'imports.run',
    params: idParams,
    output: mappingOutput,
    handle: ({ ctx, scope, params }) => mappingOf(ctx, scope, params.id),
  }),
  operation({
    id: 'nameColumns',
    method: 'put',
    path: '/imports/{id}/columns',
    tag,
    summary: 'Say which column of the table is what; an unknown one is left out',
    permission: 'imports.run',
    params: idParams,
    body: z.object({
      columns: z
        .record(z.string().max(100), z.string().max(300))
        .describe('Our column → the header in the file'),
    }),
    output: mappingOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const said = await nameColumns(ctx, scope, params.id, body.columns);
      return said.ok ? mappingOf(ctx, scope, params.id) : fail(refused('columns', said.failure));
    },
  }),
  operation({
    id: 'nameWords',
    method: 'put',
    path: '/imports/{id}/words',
    tag,
    summary: 'Say what the words of columns mean; empty means nothing of ours',
    permission: 'imports.run',
    params: idParams,
    body: z.object({ words: words.describe('Our column → the file’s word → our value') }),
    output: mappingOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const said = await nameWords(ctx, scope, params.id, body.words);
      return said.ok ? mappingOf(ctx, scope, params.id) : fail(refused('words', said.failure));
    },
  }),
  operation({
    id: 'runImport',
    method: 'post',
    path: '/imports/{id}/run',
    tag,
    summary: 'Try an import without a trace, or write it as one batch; read it to see how it goes',
    permission: 'imports.run',
    limit: { name: 'import-run', calls: 120, seconds: 3600 },
    params: idParams,
    body: z.object({ dryRun: z.boolean() }),
    output: importRunOutput,
    handle: async ({ ctx, scope, params, body, services }) => {
      const work = await startMapped(ctx, scope, services, params.id, body.dryRun);
      if (work) services.background('import', work);
      const run = await getImport(ctx.db, scope, params.id);
      if (!run || !work) return fail({ code: run ? 'import-not-ready' : 'not-found' });
      return ok({ body: { ...run, counts: run.result } });
    },
  }),
];
