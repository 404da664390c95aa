import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  commitment,
  createdOutput,
  idParams,
  pageOutput,
  pageQuery,
  uuid,
  version,
} from '../alliance/public.ts';
import { createPartnership, movePartnership, updatePartnership } from './commands.ts';
import { moveInput, partnershipInput, partnershipOutput } from './contract.ts';
import { PARTNERSHIP_TYPES, STAGES } from './domain.ts';
import { getPartnership, listPartnerships } from './queries.ts';
import { saveSheet } from './types/commands.ts';
import { readDetails } from './types/domain.ts';
import { listMilestones } from './types/queries.ts';

const tag = 'Partnerships';

const row = z.object({
  id: uuid,
  reference: z.string(),
  title: z.string(),
  type: z.enum(PARTNERSHIP_TYPES),
  stage: z.enum(STAGES),
  stageSince: z.string(),
  commitment,
  partnerId: uuid,
  partnerName: z.string(),
  departmentCode: z.string(),
  endsOn: z.string().nullable(),
  agreedOn: z.string().nullable(),
  published: z.boolean(),
});

export const partnershipOperations = [
  operation({
    id: 'listPartnerships',
    method: 'get',
    path: '/partnerships',
    tag,
    summary: 'Partnerships by title',
    permission: 'partnerships.read',
    query: pageQuery.extend({
      q: z.string().max(100).optional(),
      stage: z.enum(STAGES).optional(),
      type: z.enum(PARTNERSHIP_TYPES).optional(),
      commitment: commitment.optional(),
      department: z.string().max(3).optional(),
      region: z.string().max(3).optional(),
      epci: z.string().max(9).optional(),
      commune: z.string().max(5).optional(),
      partner: uuid.optional(),
      place: uuid.optional(),
      need: uuid.optional(),
    }),
    output: pageOutput(row),
    handle: async ({ ctx, scope, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listPartnerships(ctx.db, scope, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getPartnership',
    method: 'get',
    path: '/partnerships/{id}',
    tag,
    summary: 'One partnership',
    permission: 'partnerships.read',
    params: idParams,
    output: partnershipOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getPartnership(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createPartnership',
    method: 'post',
    path: '/partnerships',
    tag,
    summary: 'Create a partnership as an idea',
    permission: 'partnerships.write',
    body: partnershipInput.safeExtend({ id: uuid.optional() }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const made = await createPartnership(ctx, scope, input, id);
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updatePartnership',
    method: 'put',
    path: '/partnerships/{id}',
    tag,
    summary: 'Replace a partnership',
    permission: 'partnerships.write',
    params: idParams,
    body: partnershipInput.safeExtend({ version }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const done = await updatePartnership(ctx, scope, params.id, seen, input);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'movePartnership',
    method: 'post',
    path: '/partnerships/{id}/moves',
    tag,
    summary: 'Move a partnership along its lifecycle',
    permission: 'partnerships.move',
    params: idParams,
    body: moveInput,
    output: z.object({ from: z.enum(STAGES), to: z.enum(STAGES) }),
    handle: async ({ ctx, scope, params, body }) => {
      const moved = await movePartnership(ctx, scope, params.id, body);
      return moved.ok ? ok({ body: moved.value, created: true }) : moved;
    },
  }),
  operation({
    id: 'withdrawPartnership',
    method: 'post',
    path: '/partnerships/{id}/withdrawal',
    tag,
    summary: 'A partner withdraws before anything is agreed',
    permission: 'partnerships.withdraw',
    params: idParams,
    body: z.object({ reason: moveInput.shape.reason }),
    output: z.object({ from: z.enum(STAGES), to: z.enum(STAGES) }),
    handle: async ({ ctx, scope, params, body }) => {
      const moved = await movePartnership(ctx, scope, params.id, { to: 'abandoned', ...body });
      return moved.ok ? ok({ body: moved.value, created: true }) : moved;
    },
  }),
  operation({
    id: 'savePartnershipSheet',
    method: 'put',
    path: '/partnerships/{id}/sheet',
    tag,
    summary: 'Replace what the partnership’s type asks for; unknown keys are dropped',
    permission: 'partnerships.write',
    params: idParams,
    body: z.object({
      version,
      details: z.record(z.string().max(40), z.union([z.string().max(4000), z.number()])),
    }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body }) => {
      const found = await ctx.db
        .selectFrom('partnership')
        .select('type')
        .where('id', '=', params.id)
        .executeTakeFirst();
      if (!found) return fail({ code: 'not-found' });
      const { details, problems } = readDetails(found.type, body.details);
      const [problem] = problems;
      if (problem) return fail(problem);
      const milestones = await listMilestones(ctx.db, params.id, found.type);
      const sheet = { details, milestones };
      const saved = await saveSheet(ctx, scope, params.id, body.version, sheet);
      return saved.ok ? ok({ body: { id: params.id } }) : saved;
    },
  }),
];
