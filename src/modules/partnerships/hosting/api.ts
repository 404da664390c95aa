import { z } from 'zod';
import { authorize } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok } from '../../../platform/result.ts';
import { createdOutput, idParams, uuid, version } from '../../alliance/public.ts';
import { weekHours } from '../../places/public.ts';
import { flag } from '../listing/contract.ts';
import { createHosting, endHosting, recordHours, updateHosting } from './commands.ts';
import { endInput, hostingFacts, hostingInput, hostingOutput, hoursInput } from './contract.ts';
import { AGREEMENT_STATES, agreementOn, termWarning } from './domain.ts';
import { hostingOwned, mayReadTerms } from './policy.ts';
import { getHosting, listHostings, listHours, readTerms } from './queries.ts';

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
      ongoing: flag('Only what has not ended by today'),
    }),
    output: z.object({ items: z.array(hostingOutput) }),
    handle: async ({ ctx, scope, query: { ongoing, ...filters } }) => {
      const day = today(ctx.now);
      const asked = ongoing ? { ...filters, on: day } : filters;
      return ok({ body: { items: await listHostings(ctx.db, scope, asked, day) } });
    },
  }),
  operation({
    id: 'getHosting',
    method: 'get',
    path: '/hostings/{id}',
    tag,
    summary: 'One hosted business with the hours in force',
    permission: 'hosting.read',
    params: idParams,
    output: hostingOutput.extend({
      hoursBefore: weekHours,
      hoursAfter: weekHours,
      validFrom: z.string(),
      endReason: z.string(),
    }),
    handle: async ({ ctx, scope, params }) => {
      const found = await getHosting(ctx.db, scope, params.id, today(ctx.now));
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'listHostingHours',
    method: 'get',
    path: '/hostings/{id}/hours',
    tag,
    summary: 'Every version of the hours of a hosted business, newest first',
    permission: 'hosting.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          validFrom: z.string(),
          validUntil: z.string().nullable(),
          minutesBefore: z.number().int(),
          minutesAfter: z.number().int(),
          by: z.string(),
        }),
      ),
    }),
    handle: async ({ ctx, scope, params }) => {
      const found = await getHosting(ctx.db, scope, params.id, today(ctx.now));
      return found
        ? ok({ body: { items: await listHours(ctx.db, found.id) } })
        : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'getHostingTerms',
    method: 'get',
    path: '/hostings/{id}/terms',
    tag,
    summary: 'The occupancy agreement of a hosted business, which is never public',
    permission: 'hosting-terms.read',
    params: idParams,
    output: z.object({
      agreementStartsOn: z.string().nullable(),
      agreementEndsOn: z.string().nullable(),
      state: z.enum(AGREEMENT_STATES),
      daysLeft: z.number().int().nullable(),
      warning: z.string().nullable().describe('What to look at twice in its term'),
    }),
    handle: async ({ ctx, params }) => {
      const { db, actor, now } = ctx;
      const day = today(now);
      const read = authorize(actor, 'hosting.read');
      const found = read ? await getHosting(db, read, params.id, day) : null;
      if (!found) return fail({ code: 'not-found' });
      if (!mayReadTerms(actor, hostingOwned(found))) return fail({ code: 'out-of-scope' });
      const { startsOn, endsOn } = await readTerms(db, found.id);
      return ok({
        body: {
          agreementStartsOn: startsOn,
          agreementEndsOn: endsOn,
          ...agreementOn({ startsOn, endsOn }, day),
          warning: termWarning(found.place.kind, startsOn, endsOn),
        },
      });
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
