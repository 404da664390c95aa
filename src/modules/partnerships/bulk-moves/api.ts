import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { ok } from '../../../platform/result.ts';
import { uuid, version } from '../../alliance/public.ts';
import { moveInput } from '../contract.ts';
import { STAGES } from '../domain.ts';
import { MOST, moveMany } from './commands.ts';

const tag = 'Partnerships';

const movingOutput = z.object({
  items: z.array(
    z.object({
      id: uuid,
      title: z.string(),
      from: z.enum(STAGES),
      version: z.number().int().describe('Before the move'),
      problem: z.string().nullable().describe('Why it stays where it is; null when it moves'),
    }),
  ),
});

export const bulkMoveOperations = [
  operation({
    id: 'previewBulkMove',
    method: 'post',
    path: '/partnerships/bulk-moves/preview',
    tag,
    summary: 'What a bulk move would do to each partnership; nothing changes',
    permission: 'partnerships.move',
    writes: false,
    body: moveInput.extend({ ids: z.array(uuid).min(1, 'required').max(MOST, 'too-many-rows') }),
    output: movingOutput,
    handle: async ({ ctx, scope, body: { ids, ...move } }) => {
      const ticked = [...new Set(ids)].map((id) => ({ id, version: null }));
      return ok({ body: { items: await moveMany(ctx, scope, ticked, move, true) } });
    },
  }),
  operation({
    id: 'moveManyPartnerships',
    method: 'post',
    path: '/partnerships/bulk-moves',
    tag,
    summary: 'Move many partnerships by the rule of one; those that may not move stay and say why',
    permission: 'partnerships.move',
    body: moveInput.extend({
      partnerships: z
        .array(z.object({ id: uuid, version }))
        .min(1, 'required')
        .max(MOST, 'too-many-rows')
        .describe('As the preview gave them; an unknown one is left out of the answer'),
    }),
    output: movingOutput,
    handle: async ({ ctx, scope, body: { partnerships, ...move } }) => {
      const ticked = [...new Map(partnerships.map((one) => [one.id, one])).values()];
      return ok({ body: { items: await moveMany(ctx, scope, ticked, move, false) } });
    },
  }),
];
