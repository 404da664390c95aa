import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { ok } from '../../../platform/result.ts';
import { idOutput, idParams, pageOutput, pageQuery } from '../../alliance/public.ts';
import { decideLikeness, undoLikeness } from './commands.ts';
import { likenessAnswer, likenessOutput } from './contract.ts';
import { listLikenesses } from './queries.ts';

const tag = 'Places';

export const placeLikenessOperations = [
  operation({
    id: 'listAlikePlaces',
    method: 'get',
    path: '/place-likenesses',
    tag,
    summary: 'Pairs of places that look alike, the likeliest first',
    permission: 'places.write',
    query: pageQuery.extend({
      decided: z.enum(['true', 'false']).default('false'),
      department: z.string().max(3).optional(),
    }),
    output: pageOutput(likenessOutput),
    handle: async ({ ctx, query: { cursor, limit, decided, department } }) =>
      ok({
        body: await listLikenesses(
          ctx.db,
          { decided: decided === 'true', department },
          cursor ?? null,
          limit,
        ),
      }),
  }),
  operation({
    id: 'decideAlikePlaces',
    method: 'put',
    path: '/place-likenesses/{id}/decision',
    tag,
    summary: 'Say that two places are different or the same, or take that back',
    permission: 'places.write',
    params: idParams,
    body: likenessAnswer,
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const done =
        body.decision === 'undo'
          ? await undoLikeness(ctx, scope, params.id)
          : await decideLikeness(
              ctx,
              scope,
              params.id,
              body.decision === 'same' ? { same: true, keep: body.keep } : { same: false },
            );
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
