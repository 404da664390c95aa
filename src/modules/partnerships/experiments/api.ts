import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { created, done, idOutput, idParams, uuid, version } from '../../alliance/public.ts';
import { withPartnership } from '../api.ts';
import { addExperiment, moveExperiment, updateExperiment } from './commands.ts';
import { experimentInput, experimentMoveInput } from './contract.ts';
import { EXPERIMENT_STATES } from './domain.ts';
import { listExperiments } from './queries.ts';

const tag = 'Experiments';
const experimentParams = idParams.extend({ experiment: uuid });
const state = z.enum(EXPERIMENT_STATES);

export const experimentOperations = [
  operation({
    id: 'listExperiments',
    method: 'get',
    path: '/partnerships/{id}/experiments',
    tag,
    summary: 'What a partnership tries: hypothesis, measure, stop rule, result and every move',
    permission: 'partnerships.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          hypothesis: z.string(),
          measure: z.string(),
          unit: z.string(),
          baseline: z.number().nullable(),
          target: z.number().nullable(),
          stopRule: z.string(),
          startsOn: z.string().nullable(),
          endsOn: z.string().nullable(),
          state,
          result: z.number().nullable(),
          learned: z.string(),
          version: z.number().int(),
          moves: z.array(
            z.object({ id: uuid, to: state, reason: z.string(), by: z.string(), at: z.string() }),
          ),
        }),
      ),
    }),
    handle: ({ ctx, params }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        ok({ body: { items: await listExperiments(ctx.db, id) } }),
      ),
  }),
  operation({
    id: 'addExperiment',
    method: 'post',
    path: '/partnerships/{id}/experiments',
    tag,
    summary: 'Write down what will be tried',
    permission: 'partnerships.write',
    params: idParams,
    body: experimentInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        created(await addExperiment(ctx, scope, id, body)),
      ),
  }),
  operation({
    id: 'updateExperiment',
    method: 'put',
    path: '/partnerships/{id}/experiments/{experiment}',
    tag,
    summary: 'Replace what is planned or tried; what was evaluated stands',
    permission: 'partnerships.write',
    params: experimentParams,
    body: experimentInput.safeExtend({ version }),
    output: idOutput,
    handle: ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      withPartnership(ctx, params.id, async ({ id }) => {
        const { experiment } = params;
        const known = (await listExperiments(ctx.db, id)).some((one) => one.id === experiment);
        return known
          ? done(await updateExperiment(ctx, scope, experiment, seen, input), experiment)
          : fail({ code: 'not-found' });
      }),
  }),
  operation({
    id: 'moveExperiment',
    method: 'post',
    path: '/partnerships/{id}/experiments/{experiment}/moves',
    tag,
    summary: 'Start, evaluate, scale or stop an experiment',
    permission: 'partnerships.write',
    params: experimentParams,
    body: experimentMoveInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartnership(ctx, params.id, async ({ id }) => {
        const { experiment } = params;
        const known = (await listExperiments(ctx.db, id)).some((one) => one.id === experiment);
        if (!known) return fail({ code: 'not-found' });
        const moved = await moveExperiment(ctx, scope, experiment, body);
        return moved.ok ? ok({ body: { id: experiment }, created: true }) : moved;
      }),
  }),
];
