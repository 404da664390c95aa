import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ok } from '../../../platform/result.ts';
import { uuid } from '../../alliance/public.ts';
import { partnershipQuery } from '../listing/contract.ts';
import { monthOf } from './domain.ts';
import { listCalendar } from './queries.ts';

export const calendarOperations = [
  operation({
    id: 'listCalendar',
    method: 'get',
    path: '/partnerships/calendar',
    tag: 'Partnerships',
    summary: 'Starts, terms, objectives and milestones of a month, over the filters of the list',
    permission: 'partnerships.read',
    query: partnershipQuery.extend({
      month: z
        .string()
        .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'date-invalid')
        .optional()
        .describe('`YYYY-MM`; this month when it is left out'),
    }),
    output: z.object({
      month: z.string(),
      items: z.array(
        z.object({
          day: z.string(),
          kind: z.enum(['start', 'term', 'objective', 'milestone']),
          partnershipId: uuid,
          title: z.string(),
          label: z.string().describe('The objective’s words, or the milestone’s key'),
        }),
      ),
    }),
    handle: async ({ ctx, scope, query: { month: wanted, ...filters } }) => {
      const month = monthOf(wanted ?? null, today(ctx.now));
      const items = await listCalendar(ctx.db, scope, filters, month);
      return ok({ body: { month: month.key, items } });
    },
  }),
];
