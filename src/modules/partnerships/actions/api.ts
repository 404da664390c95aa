import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { createdOutput, idParams, uuid, version } from '../../alliance/public.ts';
import { createAction, moveMilestone, updateAction } from './commands.ts';
import { actionInput, actionOutput, milestoneMoveInput } from './contract.ts';
import { MILESTONE_STATES } from './domain.ts';
import { mayPlan } from './policy.ts';
import { assignable, getAction, listActions, listMilestoneMoves } from './queries.ts';

const tag = 'Action plan';

export const actionOperations = [
  operation({
    id: 'listActions',
    method: 'get',
    path: '/actions',
    tag,
    summary: 'Actions of the plan of a territory',
    permission: 'codesign.read',
    query: z.object({
      department: z.string().max(3).optional(),
      epci: z.string().max(9).optional(),
      commune: z.string().max(5).optional(),
      partnership: uuid.optional(),
      proposal: uuid.optional(),
    }),
    output: z.object({ items: z.array(actionOutput) }),
    handle: async ({ ctx, scope, query }) =>
      ok({ body: { items: await listActions(ctx.db, scope, query) } }),
  }),
  operation({
    id: 'getAction',
    method: 'get',
    path: '/actions/{id}',
    tag,
    summary: 'One action',
    permission: 'codesign.read',
    params: idParams,
    output: actionOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getAction(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createAction',
    method: 'post',
    path: '/actions',
    tag,
    summary: 'Put an action on the plan',
    permission: 'actions.write',
    body: z.object({ id: uuid.optional(), action: actionInput }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, action } }) => {
      const made = await createAction(ctx, scope, action, id);
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updateAction',
    method: 'put',
    path: '/actions/{id}',
    tag,
    summary: 'Replace an action',
    permission: 'actions.write',
    params: idParams,
    body: z.object({ version, action: actionInput }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await updateAction(ctx, scope, params.id, body.version, body.action);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'moveMilestone',
    method: 'post',
    path: '/milestones/{id}/moves',
    tag,
    summary: 'Say how far a milestone is',
    permission: 'actions.move',
    params: idParams,
    body: milestoneMoveInput,
    output: z.object({ from: z.enum(MILESTONE_STATES), to: z.enum(MILESTONE_STATES) }),
    handle: async ({ ctx, scope, params, body }) => {
      const moved = await moveMilestone(ctx, scope, params.id, body);
      return moved.ok ? ok({ body: moved.value, created: true }) : moved;
    },
  }),
  operation({
    id: 'listMilestoneMoves',
    method: 'get',
    path: '/actions/{id}/moves',
    tag,
    summary: 'Every move of an action’s milestones with who, when and why, newest first',
    permission: 'codesign.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          label: z.string(),
          from: z.enum(MILESTONE_STATES),
          to: z.enum(MILESTONE_STATES),
          reason: z.string(),
          dueBefore: z.string(),
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
    handle: async ({ ctx, scope, params }) => {
      const found = await getAction(ctx.db, scope, params.id);
      return found
        ? ok({ body: { items: await listMilestoneMoves(ctx.db, found.id) } })
        : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'listAssignable',
    method: 'get',
    path: '/actions/assignable',
    tag,
    summary: 'The operator’s people of a department to whom an action can be given',
    permission: 'actions.write',
    query: z.object({ department: z.string().min(1, 'required').max(3) }),
    output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
    handle: async ({ ctx, scope, query }) =>
      mayPlan(scope, query.department)
        ? ok({ body: { items: await assignable(ctx.db, query.department) } })
        : fail({ code: 'out-of-scope', field: 'department' }),
  }),
];
