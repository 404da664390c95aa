import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { idParams, uuid } from '../../alliance/public.ts';
import { deprecateConvention, prepareConvention } from './commands.ts';
import { conventionOutput } from './contract.ts';
import { CONVENTION_STATUSES } from './domain.ts';
import { mayReadConvention } from './policy.ts';
import { listConventions, ownerOfConvention, readConvention } from './queries.ts';

const tag = 'Conventions';

export const conventionOperations = [
  operation({
    id: 'listConventions',
    method: 'get',
    path: '/partnerships/{id}/conventions',
    tag,
    summary: 'Conventions of a partnership, latest first',
    permission: 'conventions.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          number: z.number().int(),
          status: z.enum(CONVENTION_STATUSES),
          startsOn: z.string().nullable(),
          endsOn: z.string().nullable(),
        }),
      ),
    }),
    handle: async ({ ctx, scope, params }) => {
      const owner = await ownerOfConvention(ctx.db, { partnership: params.id });
      return owner && mayReadConvention(scope, owner)
        ? ok({ body: { items: await listConventions(ctx.db, scope, { ...owner, id: params.id }) } })
        : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'getConvention',
    method: 'get',
    path: '/conventions/{id}',
    tag,
    summary: 'One convention: its text and where each signatory stands',
    permission: 'conventions.read',
    params: idParams,
    output: conventionOutput,
    handle: async ({ ctx, scope, params }) => {
      const owner = await ownerOfConvention(ctx.db, { convention: params.id });
      const found =
        owner && mayReadConvention(scope, owner) ? await readConvention(ctx.db, params.id) : null;
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'prepareConvention',
    method: 'post',
    path: '/partnerships/{id}/conventions',
    tag,
    summary: 'Draft a convention from the type’s template and the record',
    permission: 'conventions.write',
    params: idParams,
    output: z.object({ id: uuid, created: z.boolean() }),
    handle: async ({ ctx, scope, params }) => {
      const made = await prepareConvention(ctx, scope, params.id);
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'deprecateConvention',
    method: 'post',
    path: '/conventions/{id}/deprecation',
    tag,
    summary: 'Give up a convention that not everybody has signed',
    permission: 'conventions.write',
    params: idParams,
    body: z.object({ reason: z.string().min(1).max(2000) }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await deprecateConvention(ctx, scope, params.id, body.reason);
      return done.ok ? ok({ body: { id: params.id }, created: true }) : done;
    },
  }),
];
