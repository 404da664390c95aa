import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { createdOutput, idParams, uuid, version } from '../../alliance/public.ts';
import { locate } from '../needs/commands.ts';
import { NEED_TERRITORIES } from '../needs/domain.ts';
import {
  createProposal,
  decideProposal,
  givePriorities,
  invitePartner,
  supportProposal,
  updateProposal,
} from './commands.ts';
import {
  decisionInput,
  inviteInput,
  prioritiesInput,
  proposalInput,
  proposalOutput,
  rankedNeed,
  supportInput,
} from './contract.ts';
import { entersWorkshop } from './presence/queries.ts';
import { getProposal, listProposals, rankedNeeds } from './queries.ts';

const tag = 'Co-design';

export const coDesignOperations = [
  operation({
    id: 'rankNeeds',
    method: 'get',
    path: '/workshops/{kind}/{code}/needs',
    tag,
    summary: 'Needs of a territory in the order of its actors',
    permission: 'codesign.read',
    params: z.object({ kind: z.enum(NEED_TERRITORIES), code: z.string().max(12) }),
    output: z.object({ items: z.array(rankedNeed) }),
    handle: async ({ ctx, scope, params: { kind, code } }) => {
      const found = await locate(ctx.db, { territoryKind: kind, territoryCode: code });
      if (!found || !(await entersWorkshop(ctx.db, ctx.actor, found.departmentCode)))
        return fail({ code: 'not-found' });
      const area = { kind, code: found.code, departmentCode: found.departmentCode };
      return ok({ body: { items: await rankedNeeds(ctx.db, scope, area) } });
    },
  }),
  operation({
    id: 'givePriorities',
    method: 'put',
    path: '/priorities',
    tag,
    summary: 'Say how much needs matter to the operator or to one’s partner',
    permission: 'codesign.take-part',
    body: prioritiesInput,
    output: z.object({ voice: z.enum(['operator', 'partner']) }),
    handle: async ({ ctx, scope, body }) => {
      const done = await givePriorities(ctx, scope, body);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'listProposals',
    method: 'get',
    path: '/proposals',
    tag,
    summary: 'Proposals for a need or in a department, newest first',
    permission: 'codesign.read',
    query: z.object({ need: uuid.optional(), department: z.string().max(3).optional() }),
    output: z.object({ items: z.array(proposalOutput) }),
    handle: async ({ ctx, query: { need, department } }) => {
      const items = await listProposals(ctx.db, ctx.actor, {
        ...(need ? { needIds: [need] } : {}),
        ...(department ? { department } : {}),
      });
      return ok({ body: { items } });
    },
  }),
  operation({
    id: 'getProposal',
    method: 'get',
    path: '/proposals/{id}',
    tag,
    summary: 'One proposal',
    permission: 'codesign.read',
    params: idParams,
    output: proposalOutput,
    handle: async ({ ctx, params }) => {
      const found = await getProposal(ctx.db, ctx.actor, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createProposal',
    method: 'post',
    path: '/proposals',
    tag,
    summary: 'Propose an answer to a need',
    permission: 'codesign.propose',
    body: proposalInput.extend({ id: uuid.optional() }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const made = await createProposal(ctx, scope, input, id);
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updateProposal',
    method: 'put',
    path: '/proposals/{id}',
    tag,
    summary: 'Replace the words of a proposal',
    permission: 'codesign.propose',
    params: idParams,
    body: proposalInput.omit({ needId: true, partnerId: true }).extend({ version }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const done = await updateProposal(ctx, scope, params.id, seen, input);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'supportProposal',
    method: 'put',
    path: '/proposals/{id}/support',
    tag,
    summary: 'Support a proposal with a sentence',
    permission: 'codesign.take-part',
    params: idParams,
    body: supportInput,
    output: z.object({ supported: z.boolean() }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await supportProposal(ctx, scope, params.id, body.sentence);
      return done.ok ? ok({ body: { supported: true } }) : done;
    },
  }),
  operation({
    id: 'decideProposal',
    method: 'post',
    path: '/proposals/{id}/decisions',
    tag,
    summary: 'Decide what becomes of a proposal, and why',
    permission: 'codesign.decide',
    params: idParams,
    body: decisionInput,
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await decideProposal(ctx, scope, params.id, body);
      return done.ok ? ok({ body: done.value, created: true }) : done;
    },
  }),
  operation({
    id: 'inviteToPropose',
    method: 'post',
    path: '/needs/{id}/invitations',
    tag,
    summary: 'Ask a partner to propose something for a need',
    permission: 'codesign.decide',
    params: idParams,
    body: inviteInput,
    output: z.object({ created: z.boolean() }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await invitePartner(ctx, scope, params.id, body);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
];
