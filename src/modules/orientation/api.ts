import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import { idParams, pageOutput, pageQuery, readCode, uuid } from '../alliance/public.ts';
import { giveOrientations } from './commands.ts';
import {
  askedQuery,
  batchOutput,
  orientationBatch,
  orientationOutput,
  proposalsOutput,
  refusalInput,
  resultInput,
} from './contract.ts';
import { ORIENTATION_STATES } from './domain.ts';
import { answerOrientation, noteResult } from './hosting/commands.ts';
import { counterPlace, proposalsAt } from './proposals/queries.ts';
import { getReceived, listReceived, orientationByCode } from './queries.ts';

const tag = 'Orientations';
const movedOutput = z.object({
  id: uuid,
  state: z.enum(ORIENTATION_STATES),
  /** True when it was so already: nothing counts twice. */
  before: z.boolean(),
});

export const orientationOperations = [
  operation({
    id: 'proposeSteps',
    method: 'get',
    path: '/orientations/proposals',
    tag,
    summary: 'The two or three best next steps near a place, for what somebody finds difficult',
    permission: 'orientations.give',
    query: askedQuery,
    output: proposalsOutput,
    handle: async ({ ctx, query: { place: id, ...asked } }) => {
      const place = await counterPlace(ctx.db, id);
      if (!place) return fail({ code: 'not-found' });
      return ok({ body: { items: await proposalsAt(ctx.db, place, asked, ctx.now) } });
    },
  }),
  operation({
    id: 'giveOrientations',
    method: 'post',
    path: '/orientations',
    tag,
    summary: 'Keep orientations that a counter gave; ids and codes are the device’s',
    permission: 'orientations.give',
    body: orientationBatch,
    output: batchOutput,
    handle: async ({ ctx, scope, services, body }) => {
      const items = await giveOrientations(ctx, scope, body, services.secret);
      return ok({ body: { items } });
    },
  }),
  operation({
    id: 'listOrientations',
    method: 'get',
    path: '/orientations',
    tag,
    summary: 'Orientations that you receive, latest first',
    permission: 'orientations.receive',
    query: pageQuery.extend({
      state: z.enum(ORIENTATION_STATES).optional(),
      place: uuid.optional(),
      earlier: z.stringbool().optional(),
    }),
    output: pageOutput(orientationOutput),
    handle: async ({ ctx, scope, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listReceived(ctx.db, scope, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getOrientation',
    method: 'get',
    path: '/orientations/{id}',
    tag,
    summary: 'One orientation that you receive',
    permission: 'orientations.receive',
    params: idParams,
    output: orientationOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getReceived(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'redeemOrientation',
    method: 'post',
    path: '/orientations/redeem',
    tag,
    summary: 'Somebody came with a code; said twice, it counts once',
    permission: 'orientations.receive',
    limit: { name: 'redeem', calls: 300, seconds: 600 },
    body: z.object({ code: z.string().max(40) }),
    output: movedOutput,
    handle: async ({ ctx, scope, body }) => {
      const code = readCode(body.code);
      const found = code ? await orientationByCode(ctx.db, code) : null;
      if (!found) return fail({ code: 'not-found' });
      const done = await answerOrientation(ctx, scope, found.id, 'came');
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'answerOrientation',
    method: 'post',
    path: '/orientations/{id}/answer',
    tag,
    summary: 'Accept, refuse with a reason, or say that the person came or did not come',
    permission: 'orientations.receive',
    params: idParams,
    body: z.discriminatedUnion('to', [
      z.object({ to: z.enum(['accepted', 'came', 'absent']) }),
      refusalInput.extend({ to: z.literal('refused') }),
    ]),
    output: movedOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const refusal = body.to === 'refused' ? body.refusal : null;
      const done = await answerOrientation(ctx, scope, params.id, body.to, refusal);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'noteOrientationResult',
    method: 'put',
    path: '/orientations/{id}/result',
    tag,
    summary: 'What the person can do now',
    permission: 'orientations.receive',
    params: idParams,
    body: resultInput,
    output: movedOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const done = await noteResult(ctx, scope, params.id, body.result);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
