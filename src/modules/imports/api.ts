import { z } from 'zod';
import { inlineFileOutput, readInline } from '../../platform/http/inline-file.ts';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import { idParams } from '../alliance/public.ts';
import { undoImport } from './batches/commands.ts';
import { importRunOutput, undoneOutput } from './contract.ts';
import { getImport, type ImportRun, listImports } from './queries.ts';

const tag = 'Imports';

const issue = z.object({
  line: z.number().int(),
  field: z.string(),
  code: z.string(),
  message: z.string(),
});

function described(run: ImportRun) {
  const { result } = run;
  return {
    ...run,
    counts: result,
    errors: result?.errors ?? [],
    errorsOmitted: result?.errorsOmitted ?? 0,
    remarks: result?.warningDetails ?? [],
    remarksOmitted: result?.warningsOmitted ?? 0,
    hasRejectedRows: run.rejectedFile !== null,
  };
}

export const importOperations = [
  operation({
    id: 'listImports',
    method: 'get',
    path: '/imports',
    tag,
    summary: 'The latest imports, newest first',
    permission: 'imports.run',
    output: z.object({ items: z.array(importRunOutput) }),
    handle: async ({ ctx, scope }) => {
      const runs = await listImports(ctx.db, scope);
      return ok({ body: { items: runs.map((run) => ({ ...run, counts: run.result })) } });
    },
  }),
  operation({
    id: 'getImport',
    method: 'get',
    path: '/imports/{id}',
    tag,
    summary: 'One import: its counts, and the rows that did not come in with the reason of each',
    permission: 'imports.run',
    params: idParams,
    output: importRunOutput.extend({
      errors: z.array(issue),
      errorsOmitted: z.number().int(),
      remarks: z.array(issue),
      remarksOmitted: z.number().int(),
      hasRejectedRows: z.boolean(),
    }),
    handle: async ({ ctx, scope, params }) => {
      const run = await getImport(ctx.db, scope, params.id);
      return run ? ok({ body: described(run) }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'getRejectedRows',
    method: 'get',
    path: '/imports/{id}/rejected-rows',
    tag,
    summary: 'All rows that did not come in, as CSV in base64',
    permission: 'imports.run',
    limit: { name: 'export', calls: 60, seconds: 600 },
    params: idParams,
    output: inlineFileOutput,
    handle: async ({ ctx, scope, params, services }) => {
      const key = (await getImport(ctx.db, scope, params.id))?.rejectedFile;
      const stored = { fileName: 'rejected.csv', type: 'text/csv; charset=utf-8' };
      const file = key ? await readInline(services.files, { ...stored, key }) : null;
      return file ? ok({ body: file }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'undoImport',
    method: 'post',
    path: '/imports/{id}/undo',
    tag,
    summary: 'Undo an import of partners or partnerships; what was used or changed since is kept',
    permission: 'imports.run',
    params: idParams,
    output: undoneOutput,
    handle: async ({ ctx, scope, params }) => {
      const undone = await undoImport(ctx, scope, params.id);
      return undone.ok ? ok({ body: undone.value }) : undone;
    },
  }),
];
