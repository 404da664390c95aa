import { z } from 'zod';
import { uuid } from '../alliance/public.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'imports.run': true;
  }
}

/** What undoing a batch did, in records. */
export const undoneOutput = z.object({
  removed: z.number().int(),
  restored: z.number().int(),
  kept: z.number().int(),
});

/** An import as the interface gives it, without its rows. */
export const importRunOutput = z.object({
  id: uuid,
  kind: z.string(),
  fileName: z.string(),
  dryRun: z.boolean(),
  status: z.enum(['mapping', 'waiting', 'running', 'done', 'failed', 'interrupted', 'undone']),
  startedAt: z.string(),
  waiting: z.boolean().describe('Its file is still here: it can be tried again, or written'),
  counts: z
    .object({
      read: z.number().int(),
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      rejected: z.number().int(),
      warnings: z.number().int(),
    })
    .nullable(),
  failure: z.string().nullable(),
  undone: undoneOutput.nullable(),
  undoneAt: z.string().nullable(),
});
