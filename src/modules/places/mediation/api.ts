import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { idOutput, idParams } from '../../alliance/public.ts';
import { saveSheet } from './commands.ts';
import { sheetInput, sheetOutput } from './contract.ts';
import { getSheet } from './queries.ts';

const tag = 'Places';

export const mediationOperations = [
  operation({
    id: 'getMediationSheet',
    method: 'get',
    path: '/places/{id}/mediation',
    tag,
    summary: 'What a place of digital mediation offers',
    permission: 'places.read',
    params: idParams,
    output: sheetOutput,
    handle: async ({ ctx, params }) => {
      const found = await getSheet(ctx.db, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'saveMediationSheet',
    method: 'put',
    path: '/places/{id}/mediation',
    tag,
    summary: 'Write the mediation sheet of a place; version 0 for its first',
    permission: 'places.write',
    params: idParams,
    body: sheetInput.extend({
      version: z.int().min(0).describe('The version that was read; 0 when there was none'),
    }),
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const done = await saveSheet(ctx, scope, params.id, seen, input);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
