import { z } from 'zod';
import type { Ctx } from '../../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import {
  answered,
  created,
  createdOutput,
  done,
  idOutput,
  idParams,
  uuid,
  version,
} from '../../alliance/public.ts';
import { getNeed } from '../needs/queries.ts';
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
  organisation,
  prioritiesInput,
  proposalInput,
  proposalOutput,
  supportInput,
} from './contract.ts';
import { OUTCOMES } from './domain.ts';
import {
  getProposal,
  listDecisions,
  listInvitations,
  listProposals,
  listSupports,
  type Proposal,
} from './queries.ts';

const tag = 'Co-design';

/** Does something with a proposal that the caller may know of; 404 for any other. */
async function withProposal<T>(
  ctx: Ctx,
  id: string,
  work: (proposal: Proposal) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  const found = await getProposal(ctx.db, ctx.actor, id);
  return found ? work(found) : fail({ code: 'not-found' });
}

export const coDesignOperations = [
  operation({
    id: 'givePriorities',
    method: 'put',
    path: '/priorities',
    tag,
    summary: 'Say how much needs matter to the operator or to one’s partner',
    permission: 'codesign.take-part',
    body: prioritiesInput,
    output: z.object({ voice: z.enum(['operator', 'partner']) }),
    handle: async ({ ctx, scope, body }) => answered(await givePriorities(ctx, scope, body)),
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
    handle: ({ ctx, params }) => withProposal(ctx, params.id, async (found) => ok({ body: found })),
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
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      answered(await updateProposal(ctx, scope, params.id, seen, input)),
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
      const outcome = await supportProposal(ctx, scope, params.id, body.sentence);
      return outcome.ok ? ok({ body: { supported: true } }) : outcome;
    },
  }),
  operation({
    id: 'withdrawSupport',
    method: 'delete',
    path: '/proposals/{id}/support',
    tag,
    summary: 'Take one’s support of a proposal back',
    permission: 'codesign.take-part',
    params: idParams,
    output: idOutput,
    handle: async ({ ctx, scope, params }) =>
      done(await supportProposal(ctx, scope, params.id, null), params.id),
  }),
  operation({
    id: 'listSupports',
    method: 'get',
    path: '/proposals/{id}/supports',
    tag,
    summary: 'Who supports a proposal, and in which words',
    permission: 'codesign.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          partner: organisation.nullable().describe('Null: the operator'),
          sentence: z.string(),
          at: z.string(),
        }),
      ),
    }),
    handle: ({ ctx, params }) =>
      withProposal(ctx, params.id, async ({ id }) =>
        ok({ body: { items: await listSupports(ctx.db, id) } }),
      ),
  }),
  operation({
    id: 'listDecisions',
    method: 'get',
    path: '/proposals/{id}/decisions',
    tag,
    summary: 'What was decided of a proposal and why, oldest first',
    permission: 'codesign.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          outcome: z.enum(OUTCOMES),
          reason: z.string(),
          into: z.object({ id: uuid, title: z.string() }).nullable(),
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
    handle: ({ ctx, params }) =>
      withProposal(ctx, params.id, async ({ id }) =>
        ok({ body: { items: await listDecisions(ctx.db, [id]) } }),
      ),
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
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) =>
      created(await decideProposal(ctx, scope, params.id, body)),
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
      const outcome = await invitePartner(ctx, scope, params.id, body);
      return outcome.ok ? ok({ body: outcome.value, created: outcome.value.created }) : outcome;
    },
  }),
  operation({
    id: 'listInvitations',
    method: 'get',
    path: '/needs/{id}/invitations',
    tag,
    summary: 'Partners asked to propose something: all of them for who decides, else one’s own',
    permission: 'needs.read',
    params: idParams,
    output: z.object({
      items: z.array(organisation.extend({ sentence: z.string(), at: z.string() })),
    }),
    handle: async ({ ctx, scope, params }) => {
      const need = await getNeed(ctx.db, scope, params.id);
      return need
        ? ok({ body: { items: await listInvitations(ctx.db, ctx.actor, need) } })
        : fail({ code: 'not-found' });
    },
  }),
];
