import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok } from '../../../platform/result.ts';
import { createdOutput, idParams, uuid, version } from '../../alliance/public.ts';
import { createHosting, endHosting, recordHours, updateHosting } from './commands.ts';
import { endInput, hostingFacts, hostingInput, hostingOutput, hoursInput } from './contract.ts';
import { getHosting, listHostings } from './queries.ts';

const tag = 'Hosting';
const done = z.object({ id: uuid });

export const hostingOperations = [
  operation({
    id: 'listHostings',
    method: 'get',
    path: '/hostings',
    tag,
    summary: 'Hosted businesses with the hours gained a week, in minutes',
    permission: 'hosting.read',
    query: z.object({
      department: z.string().max(3).optional(),
      region: z.string().max(3).optional(),
      partnership: uuid.optional(),
      place: uuid.optional(),
    }),
    output: z.object({ items: z.array(hostingOutput) }),
    handle: async ({ ctx, scope, query }) =>
      ok({ body: { items: await listHostings(ctx.db, scope, query, today(ctx.now)) } }),
  }),
  operation({
    id: 'getHosting',
    method: 'get',
    path: '/hostings/{id}',
    tag,
    summary: 'One hosted business',
    permission: 'hosting.read',
    params: idParams,
    output: hostingOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getHosting(ctx.db, scope, params.id, today(ctx.now));
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createHosting',
    method: 'post',
    path: '/hostings',
    tag,
    summary: 'Note a hosted business with its hours',
    permission: 'hosting.write',
    body: hostingInput.safeExtend({ id: uuid.optional() }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, ...input } }) => {
      const made = await createHosting(ctx, scope, input, id);
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updateHosting',
    method: 'put',
    path: '/hostings/{id}',
    tag,
    summary: 'Replace what is noted of a hosted business',
    permission: 'hosting.write',
    params: idParams,
    body: hostingFacts.safeExtend({ version }),
    output: done,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const changed = await updateHosting(ctx, scope, params.id, seen, input);
      return changed.ok ? ok({ body: changed.value }) : changed;
    },
  }),
  operation({
    id: 'recordHostingHours',
    method: 'post',
    path: '/hostings/{id}/hours',
    tag,
    summary: 'Note new hours from a day on',
    permission: 'hosting.write',
    params: idParams,
    body: hoursInput,
    output: done,
    handle: async ({ ctx, scope, params, body }) => {
      const noted = await recordHours(ctx, scope, params.id, body);
      return noted.ok ? ok({ body: noted.value, created: true }) : noted;
    },
  }),
  operation({
    id: 'endHosting',
    method: 'post',
    path: '/hostings/{id}/end',
    tag,
    summary: 'End a hosted business',
    permission: 'hosting.write',
    params: idParams,
    body: endInput,
    output: done,
    handle: async ({ ctx, scope, params, body }) => {
      const ended = await endHosting(ctx, scope, params.id, body);
      return ended.ok ? ok({ body: ended.value }) : ended;
    },
  }),
];
