import { z } from 'zod';
import { authorize } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok } from '../../../platform/result.ts';
import { commitment, created, done, idOutput, idParams, uuid } from '../../alliance/public.ts';
import { acceptJoin, askToJoin, refuseJoin } from './commands.ts';
import { joinAcceptance, joinInput, joinRefusal } from './contract.ts';
import { CHECKED, deadlineState } from './domain.ts';
import {
  checkOrganisation,
  followJoin,
  getJoinRequest,
  type JoinRequest,
  likelyPartners,
  listJoinRequests,
  waitToAsk,
} from './queries.ts';

const tag = 'Requests to join';

const joinOutput = z.object({
  id: uuid,
  organisation: z.string(),
  siret: z.string().nullable(),
  siren: z.string().nullable(),
  rna: z.string().nullable(),
  contactName: z.string(),
  contactEmail: z.string(),
  communeName: z.string(),
  departmentCode: z.string(),
  commitment,
  message: z.string(),
  status: z.enum(['new', 'accepted', 'refused']),
  answer: z.string(),
  createdAt: z.string(),
  dueOn: z.string().describe('Last day for an answer'),
  deadline: z.enum(['in-time', 'due', 'late']).nullable().describe('Null once answered'),
  escalated: z.boolean(),
  checked: z
    .enum(CHECKED)
    .describe('In the public directory; `alike`: by its name, in the same commune'),
  listedName: z.string(),
  listedSiren: z.string(),
  duplicateOf: uuid.nullable(),
  partnerId: uuid.nullable(),
  partnershipId: uuid.nullable(),
  refusal: z.string().nullable(),
  doors: z.array(z.string()).describe('Where else the organisation was told to ask'),
});

function shown(request: JoinRequest, now: Date) {
  const open = request.status === 'new';
  return { ...request, deadline: open ? deadlineState(request.dueOn, today(now)) : null };
}

export const joinOperations = [
  operation({
    id: 'askToJoin',
    method: 'post',
    path: '/join-requests',
    tag,
    summary: 'Ask to join, as an organisation does without an account: five times an hour',
    permission: 'NONE',
    body: joinInput,
    output: z.object({
      departmentCode: z.string(),
      dueOn: z.string().describe('Last day for an answer'),
      secret: z.string().nullable().describe('To follow it; null when only the mailbox gets it'),
    }),
    handle: async ({ ctx, body, services, clientAddress }) => {
      const wait = await waitToAsk(ctx.db, clientAddress);
      if (wait > 0) return fail({ code: 'too-many', retryAfter: wait });
      const check = await checkOrganisation(ctx.db, services.directoryUrl, body);
      const asked = await askToJoin(ctx, body, check, services.secret);
      if (!asked.ok) return asked;
      const { departmentCode, dueOn, again, secret } = asked.value;
      const answer = { departmentCode, dueOn, secret: again ? null : secret };
      return ok({ body: answer, created: !again });
    },
  }),
  operation({
    id: 'followJoinRequest',
    method: 'post',
    path: '/join-requests/follow-up',
    tag,
    summary: 'What became of a request, for who has its secret',
    permission: 'NONE',
    limit: { name: 'join-follow', calls: 60, seconds: 600 },
    writes: false,
    body: z.object({ secret: z.string().min(1, 'required').max(200, 'too-long') }),
    output: joinOutput.pick({
      organisation: true,
      status: true,
      answer: true,
      createdAt: true,
      dueOn: true,
      refusal: true,
      doors: true,
    }),
    handle: async ({ ctx, body }) => {
      const found = await followJoin(ctx.db, body.secret);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'listJoinRequests',
    method: 'get',
    path: '/join-requests',
    tag,
    summary: 'Requests to join within reach: those that wait first, by deadline',
    permission: 'join.read',
    output: z.object({ items: z.array(joinOutput) }),
    handle: async ({ ctx, scope }) => {
      const all = await listJoinRequests(ctx.db, scope);
      return ok({ body: { items: all.map((one) => shown(one, ctx.now)) } });
    },
  }),
  operation({
    id: 'getJoinRequest',
    method: 'get',
    path: '/join-requests/{id}',
    tag,
    summary: 'One request to join; while it waits, with the partners that it may be',
    permission: 'join.read',
    params: idParams,
    output: joinOutput.extend({
      likely: z.array(
        z.object({
          id: uuid,
          name: z.string(),
          communeName: z.string().nullable(),
          siret: z.string().nullable(),
          because: z.enum(['siret', 'siren', 'rna', 'address', 'name']),
        }),
      ),
    }),
    handle: async ({ ctx, scope, params }) => {
      const found = await getJoinRequest(ctx.db, scope, params.id);
      if (!found) return fail({ code: 'not-found' });
      const likely = found.status === 'new' ? await likelyPartners(ctx.db, found) : [];
      return ok({ body: { ...shown(found, ctx.now), likely } });
    },
  }),
  operation({
    id: 'acceptJoinRequest',
    method: 'post',
    path: '/join-requests/{id}/acceptance',
    tag,
    summary: 'Accept a request: a partner with its contact, and an idea of a partnership',
    permission: 'join.answer',
    params: idParams,
    body: joinAcceptance,
    output: z.object({ partnerId: uuid, partnershipId: uuid }),
    handle: async ({ ctx, scope, params, body }) => {
      const partners = authorize(ctx.actor, 'partners.write');
      const partnerships = authorize(ctx.actor, 'partnerships.write');
      if (!partners || !partnerships) return fail({ code: 'forbidden' });
      const scopes = { answer: scope, partners, partnerships };
      return created(await acceptJoin(ctx, scopes, params.id, body));
    },
  }),
  operation({
    id: 'refuseJoinRequest',
    method: 'post',
    path: '/join-requests/{id}/refusal',
    tag,
    summary: 'Refuse a request with a reason and other doors; the organisation is told by mail',
    permission: 'join.answer',
    params: idParams,
    body: joinRefusal,
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) =>
      done(await refuseJoin(ctx, scope, params.id, body), params.id),
  }),
];
