import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import {
  commitment,
  createdOutput,
  idParams,
  pageOutput,
  pageQuery,
  uuid,
  version,
} from '../../alliance/public.ts';
import { recordNeed, updateNeed } from './commands.ts';
import { needInput, needOutput } from './contract.ts';
import { NEED_STATUSES } from './domain.ts';
import { getNeed, listNeeds } from './queries.ts';

const tag = 'Needs';

export const needOperations = [
  operation({
    id: 'listNeeds',
    method: 'get',
    path: '/needs',
    tag,
    summary: 'Needs, newest first',
    permission: 'needs.read',
    query: pageQuery.extend({
      department: z.string().max(3).optional(),
      region: z.string().max(3).optional(),
      epci: z.string().max(9).optional(),
      commune: z.string().max(5).optional(),
      commitment: commitment.optional(),
      status: z.enum(NEED_STATUSES).optional(),
    }),
    output: pageOutput(needOutput),
    handle: async ({ ctx, scope, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listNeeds(ctx.db, scope, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getNeed',
    method: 'get',
    path: '/needs/{id}',
    tag,
    summary: 'One need',
    permission: 'needs.read',
    params: idParams,
    output: needOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getNeed(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'recordNeed',
    method: 'post',
    path: '/needs',
    tag,
    summary: 'Record a need of a territory',
    permission: 'needs.write',
    body: needInput.extend({ id: uuid.optional() }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const made = await recordNeed(ctx, scope, input, id);
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updateNeed',
    method: 'put',
    path: '/needs/{id}',
    tag,
    summary: 'Replace a need',
    permission: 'needs.write',
    params: idParams,
    body: needInput.extend({ version }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const done = await updateNeed(ctx, scope, params.id, seen, input);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
