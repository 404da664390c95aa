import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  commitment,
  createdOutput,
  day,
  idParams,
  pageOutput,
  pageQuery,
  uuid,
} from '../alliance/public.ts';
import { correctActivity, recordActivity } from './commands.ts';
import { activityInput, activityOutput, correctionInput } from './contract.ts';
import { ACTIVITY_KINDS } from './domain.ts';
import { getActivity, listActivity } from './queries.ts';

const tag = 'Activity';

export const activityOperations = [
  operation({
    id: 'listActivity',
    method: 'get',
    path: '/activity',
    tag,
    summary: 'Records, most recent first',
    permission: 'activity.read',
    query: pageQuery.extend({
      from: day.optional(),
      to: day.optional(),
      department: z.string().max(3).optional(),
      region: z.string().max(3).optional(),
      epci: z.string().max(9).optional(),
      commune: z.string().max(5).optional(),
      place: uuid.optional(),
      partnership: uuid.optional(),
      partner: uuid.optional(),
      commitment: commitment.optional(),
      kind: z.enum(ACTIVITY_KINDS).optional(),
    }),
    output: pageOutput(activityOutput),
    handle: async ({ ctx, scope, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listActivity(ctx.db, scope, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getActivity',
    method: 'get',
    path: '/activity/{id}',
    tag,
    summary: 'One record',
    permission: 'activity.read',
    params: idParams,
    output: activityOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getActivity(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'recordActivity',
    method: 'post',
    path: '/activity',
    tag,
    summary: 'Record what was done; the id is yours, sending it twice records once',
    permission: 'activity.record',
    body: activityInput,
    output: createdOutput,
    handle: async ({ ctx, scope, body }) => {
      const done = await recordActivity(ctx, scope, body);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
  operation({
    id: 'correctActivity',
    method: 'put',
    path: '/activity/{id}',
    tag,
    summary: 'Correct or withdraw a record, with a reason that stays',
    permission: 'activity.correct',
    params: idParams,
    body: activityInput.safeExtend({ correction: correctionInput }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { correction, ...input } }) => {
      const done = await correctActivity(ctx, scope, correction, { ...input, id: params.id });
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
