import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  answered,
  createdOutput,
  idOutput,
  idParams,
  pageQuery,
  THEMES,
  uuid,
  version,
} from '../alliance/public.ts';
import { createWorkshop, updateWorkshop } from './commands.ts';
import {
  sessionCancel,
  sessionMove,
  sessionOutput,
  sessionPage,
  sessionsInput,
  workshopInput,
} from './contract.ts';
import { getSession, listSessions } from './queries.ts';
import { markSeat, takeSeat } from './registrations/commands.ts';
import { registrationInput } from './registrations/contract.ts';
import { SEAT_STATES } from './registrations/domain.ts';
import { cancelSession, moveSession, planSessions } from './sessions/commands.ts';

const tag = 'Workshops';
const seatOutput = z.object({ id: uuid, code: z.string(), state: z.enum(SEAT_STATES) });

export const workshopSessionOperations = [
  operation({
    id: 'listWorkshopSessions',
    method: 'get',
    path: '/workshop-sessions',
    tag,
    summary: 'Sessions to come, soonest first, with the seats that are left',
    permission: 'workshops.read',
    query: pageQuery.extend({
      place: uuid.optional(),
      partner: uuid.optional(),
      commune: z.string().max(5).optional(),
      department: z.string().max(3).optional(),
      theme: z.enum(THEMES).optional(),
      free: z.stringbool().optional(),
    }),
    output: sessionPage,
    handle: async ({ ctx, query: { cursor, limit, ...filters } }) =>
      ok({
        body: await listSessions(ctx.db, { ...filters, after: ctx.now }, cursor ?? null, limit),
      }),
  }),
  operation({
    id: 'getWorkshopSession',
    method: 'get',
    path: '/workshop-sessions/{id}',
    tag,
    summary: 'One session',
    permission: 'workshops.read',
    params: idParams,
    output: sessionOutput,
    handle: async ({ ctx, params }) => {
      const found = await getSession(ctx.db, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createWorkshop',
    method: 'post',
    path: '/workshops',
    tag,
    summary: 'Make a series under a running partnership; the id is yours',
    permission: 'workshops.write',
    body: workshopInput.extend({ id: uuid }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const done = await createWorkshop(ctx, scope, input, id);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
  operation({
    id: 'updateWorkshop',
    method: 'put',
    path: '/workshops/{id}',
    tag,
    summary: 'Replace what a series says',
    permission: 'workshops.write',
    params: idParams,
    body: workshopInput.extend({ version }),
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      answered(await updateWorkshop(ctx, scope, params.id, seen, input)),
  }),
  operation({
    id: 'planWorkshopSessions',
    method: 'post',
    path: '/workshops/{id}/sessions',
    tag,
    summary: 'Plan one session, or one a week at the same time in Paris',
    permission: 'workshops.write',
    params: idParams,
    body: sessionsInput,
    output: z.object({ ids: z.array(uuid) }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await planSessions(ctx, scope, params.id, body);
      return done.ok ? ok({ body: done.value, created: true }) : done;
    },
  }),
  operation({
    id: 'moveWorkshopSession',
    method: 'put',
    path: '/workshop-sessions/{id}/time',
    tag,
    summary: 'Move a session; people who hold a seat are told',
    permission: 'workshops.write',
    params: idParams,
    body: sessionMove,
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) =>
      answered(await moveSession(ctx, scope, params.id, body)),
  }),
  operation({
    id: 'cancelWorkshopSession',
    method: 'post',
    path: '/workshop-sessions/{id}/cancellation',
    tag,
    summary: 'Cancel a session with a reason; people who hold a seat are told',
    permission: 'workshops.write',
    params: idParams,
    body: sessionCancel,
    output: idOutput,
    handle: async ({ ctx, scope, params, body }) =>
      answered(await cancelSession(ctx, scope, params.id, body)),
  }),
  operation({
    id: 'registerForWorkshop',
    method: 'post',
    path: '/workshop-sessions/{id}/registrations',
    tag,
    summary: 'Give somebody a seat, or a place on the waiting list; the id is yours',
    permission: 'workshops.register',
    params: idParams,
    body: registrationInput,
    output: seatOutput,
    handle: async ({ ctx, scope, params, body, services }) => {
      const done = await takeSeat(ctx, scope, params.id, body, services.secret);
      return done.ok ? ok({ body: done.value, created: true }) : done;
    },
  }),
  operation({
    id: 'markWorkshopSeat',
    method: 'put',
    path: '/workshop-registrations/{id}/state',
    tag,
    summary: 'Mark who came, who did not, or give a seat back',
    permission: 'workshops.write',
    params: idParams,
    body: z.object({ state: z.enum(['came', 'absent', 'registered', 'cancelled']) }),
    output: seatOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const done = await markSeat(ctx, scope, params.id, body.state);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
