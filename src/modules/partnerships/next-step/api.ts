import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { done, idOutput, idParams, version } from '../../alliance/public.ts';
import { ownedOf, withPartnership } from '../api.ts';
import { mayActOnPartnership } from '../policy.ts';
import { planNextStep } from './commands.ts';
import { nextStepInput } from './contract.ts';
import { getNextStep, possibleOwners } from './queries.ts';

const tag = 'Partnerships';

export const nextStepOperations = [
  operation({
    id: 'getNextStep',
    method: 'get',
    path: '/partnerships/{id}/next-step',
    tag,
    summary: 'What comes next for a partnership, by when, who looks after it and who could',
    permission: 'partnerships.write',
    params: idParams,
    output: z.object({
      step: z.string(),
      on: z.string().nullable(),
      ownerId: z.string().nullable(),
      owner: z.string().nullable(),
      owners: z.array(z.object({ id: z.string(), name: z.string() })),
      version: z.number().int().describe('Of the partnership'),
    }),
    handle: ({ ctx, scope, params }) =>
      withPartnership(ctx, params.id, async (found) => {
        if (!mayActOnPartnership(scope, ownedOf(found))) return fail({ code: 'out-of-scope' });
        const next = await getNextStep(ctx.db, found.id);
        if (!next) return fail({ code: 'not-found' });
        const owners = await possibleOwners(ctx.db, found.departmentCode);
        return ok({ body: { ...next, owners, version: found.version } });
      }),
  }),
  operation({
    id: 'planNextStep',
    method: 'put',
    path: '/partnerships/{id}/next-step',
    tag,
    summary: 'Say what comes next for a partnership; an empty step means that it is done',
    permission: 'partnerships.write',
    params: idParams,
    body: nextStepInput.safeExtend({ version }),
    output: idOutput,
    handle: ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        done(await planNextStep(ctx, scope, id, seen, input), id),
      ),
  }),
];
