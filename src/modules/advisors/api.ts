import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { today } from '../../platform/i18n/messages.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  answered,
  createdOutput,
  idOutput,
  idParams,
  pageOutput,
  pageQuery,
  THEMES,
  uuid,
  version,
} from '../alliance/public.ts';
import { addAbsence, withdrawAbsence } from './absences/commands.ts';
import { absenceInput } from './absences/contract.ts';
import { createAdvisor, updateAdvisor } from './commands.ts';
import { advisorInput, advisorOutput, advisorPage } from './contract.ts';
import { listCoverage } from './coverage/queries.ts';
import { departAdvisor } from './departure/commands.ts';
import { departureInput } from './departure/contract.ts';
import { ADVISOR_KINDS } from './domain.ts';
import { listPresences } from './presences/queries.ts';
import { getAdvisor, listAdvisors } from './queries.ts';
import { changeRound } from './round-change/commands.ts';
import { roundChange } from './round-change/contract.ts';
import { cancelPresence, planRound, replacePresence, stopRound } from './rounds/commands.ts';
import {
  presenceCancel,
  presenceOutput,
  presenceReplace,
  roundInput,
  roundStop,
} from './rounds/contract.ts';

const tag = 'Advisors';
const handedOutput = z.object({
  handed: z.number().int(),
  cancelled: z.number().int(),
  displaced: z.number().int(),
});
const displacedOutput = z.object({ displaced: z.number().int() });

export const advisorOperations = [
  operation({
    id: 'listAdvisors',
    method: 'get',
    path: '/advisors',
    tag,
    summary: 'Sheets of advisors, mediators and France Services agents',
    permission: 'advisors.read',
    query: pageQuery.extend({
      department: z.string().max(3).optional(),
      kind: z.enum(ADVISOR_KINDS).optional(),
      theme: z.enum(THEMES).optional(),
      partner: uuid.optional(),
    }),
    output: advisorPage,
    handle: async ({ ctx, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listAdvisors(ctx.db, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getAdvisor',
    method: 'get',
    path: '/advisors/{id}',
    tag,
    summary: 'One sheet',
    permission: 'advisors.read',
    params: idParams,
    output: advisorOutput,
    handle: async ({ ctx, params }) => {
      const found = await getAdvisor(ctx.db, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createAdvisor',
    method: 'post',
    path: '/advisors',
    tag,
    summary: 'Make a sheet; the id is yours',
    permission: 'advisors.write',
    body: advisorInput.safeExtend({ id: uuid }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const done = await createAdvisor(ctx, scope, input, id);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
  operation({
    id: 'updateAdvisor',
    method: 'put',
    path: '/advisors/{id}',
    tag,
    summary: 'Replace what a sheet says',
    permission: 'advisors.write',
    params: idParams,
    body: advisorInput.safeExtend({ version }),
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      answered(await updateAdvisor(ctx, scope, params.id, seen, input)),
  }),
  operation({
    id: 'departAdvisor',
    method: 'post',
    path: '/advisors/{id}/departure',
    tag,
    summary: 'End somebody’s work; what comes later is handed over or falls away',
    permission: 'advisors.write',
    params: idParams,
    body: departureInput,
    output: handedOutput.extend({ rounds: z.number().int() }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await departAdvisor(ctx, scope, params.id, body);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'planAdvisorRound',
    method: 'post',
    path: '/advisors/{id}/rounds',
    tag,
    summary: 'Plan presences that come back; the id is yours',
    permission: 'advisors.write',
    params: idParams,
    body: roundInput.safeExtend({ id: uuid }),
    output: z.object({ id: uuid, presences: z.number().int() }),
    handle: async ({ ctx, scope, params, body: { id, ...input } }) => {
      const done = await planRound(ctx, scope, params.id, input, id);
      return done.ok ? ok({ body: done.value, created: true }) : done;
    },
  }),
  operation({
    id: 'changeAdvisorRound',
    method: 'post',
    path: '/advisor-rounds/{id}/change',
    tag,
    summary: 'Give a round other hours from a day on; appointments that still fit stay',
    permission: 'advisors.write',
    params: idParams,
    body: roundChange,
    output: z.object({
      id: uuid,
      presences: z.number().int(),
      kept: z.number().int(),
      displaced: z.number().int(),
    }),
    handle: async ({ ctx, scope, params, body, services }) => {
      const done = await changeRound(ctx, scope, params.id, body);
      if (!done.ok) return done;
      services.wake();
      return ok({ body: done.value });
    },
  }),
  operation({
    id: 'stopAdvisorRound',
    method: 'post',
    path: '/advisor-rounds/{id}/stop',
    tag,
    summary: 'End a round on a day; later presences fall away',
    permission: 'advisors.write',
    params: idParams,
    body: roundStop,
    output: z.object({ cancelled: z.number().int(), displaced: z.number().int() }),
    handle: async ({ ctx, scope, params, body }) => {
      const done = await stopRound(ctx, scope, params.id, body);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'addAdvisorAbsence',
    method: 'post',
    path: '/advisors/{id}/absences',
    tag,
    summary: 'Note days away; presences go to a replacement or fall away; the id is yours',
    permission: 'advisors.write',
    params: idParams,
    body: absenceInput.safeExtend({ id: uuid }),
    output: handedOutput.extend({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { id, ...input } }) => {
      const done = await addAbsence(ctx, scope, params.id, input, id);
      return done.ok ? ok({ body: done.value, created: true }) : done;
    },
  }),
  operation({
    id: 'withdrawAdvisorAbsence',
    method: 'post',
    path: '/advisor-absences/{id}/withdrawal',
    tag,
    summary: 'Take an absence back; presences to come are planned again where that is possible',
    permission: 'advisors.write',
    params: idParams,
    output: z.object({ restored: z.number().int() }),
    handle: async ({ ctx, scope, params }) => {
      const done = await withdrawAbsence(ctx, scope, params.id);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'listAdvisorPresences',
    method: 'get',
    path: '/advisor-presences',
    tag,
    summary: 'Who is where, when: presences to come, soonest first',
    permission: 'advisors.read',
    query: pageQuery.extend({
      advisor: uuid.optional(),
      place: uuid.optional(),
      department: z.string().max(3).optional(),
      kind: z.enum(ADVISOR_KINDS).optional(),
      qpv: z.stringbool().optional(),
    }),
    output: pageOutput(presenceOutput),
    handle: async ({ ctx, query: { cursor, limit, ...filters } }) =>
      ok({
        body: await listPresences(ctx.db, { ...filters, after: ctx.now }, cursor ?? null, limit),
      }),
  }),
  operation({
    id: 'cancelAdvisorPresence',
    method: 'post',
    path: '/advisor-presences/{id}/cancellation',
    tag,
    summary: 'Cancel one presence with a reason; people with an appointment are told',
    permission: 'advisors.write',
    params: idParams,
    body: presenceCancel,
    output: displacedOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const done = await cancelPresence(ctx, scope, params.id, body);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'replaceAdvisorPresence',
    method: 'post',
    path: '/advisor-presences/{id}/replacement',
    tag,
    summary: 'Give one presence to another advisor, appointments included',
    permission: 'advisors.write',
    params: idParams,
    body: presenceReplace,
    output: displacedOutput,
    handle: async ({ ctx, scope, params, body }) => {
      const done = await replacePresence(ctx, scope, params.id, body);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'listAdvisorCoverage',
    method: 'get',
    path: '/advisor-coverage',
    tag,
    summary: 'Advisors and presences of the month by department',
    permission: 'advisors.read',
    output: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          advisors: z.number().int(),
          presences: z.number().int(),
          places: z.number().int(),
        }),
      ),
    }),
    handle: async ({ ctx }) =>
      ok({
        body: { items: await listCoverage(ctx.db, today(ctx.now)) },
      }),
  }),
];
