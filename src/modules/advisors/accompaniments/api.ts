import { z } from 'zod';
import { authorize } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { correctionInput } from '../../activity/public.ts';
import {
  createdOutput,
  day,
  idOutput,
  idParams,
  pageOutput,
  pageQuery,
  THEMES,
  uuid,
} from '../../alliance/public.ts';
import { correctAccompaniment, recordAccompaniment } from './commands.ts';
import { accompanimentInput, accompanimentOutput } from './contract.ts';
import { listAccompaniments, sumAccompaniments } from './queries.ts';

const tag = 'Advisors';
const filters = z.object({
  from: day.optional(),
  to: day.optional(),
  department: z.string().max(3).optional(),
  theme: z.enum(THEMES).optional(),
  kind: z.enum(['accompaniment', 'service', 'workshop']).optional(),
  advisor: uuid.optional(),
});

export const accompanimentOperations = [
  operation({
    id: 'listAccompaniments',
    method: 'get',
    path: '/accompaniments',
    tag,
    summary: 'Help given, most recent first; nobody is named',
    permission: 'accompaniments.read',
    query: pageQuery.extend(filters.shape),
    output: pageOutput(accompanimentOutput),
    handle: async ({ ctx, scope, query: { cursor, limit, ...asked } }) =>
      ok({ body: await listAccompaniments(ctx.db, scope, asked, cursor ?? null, limit) }),
  }),
  operation({
    id: 'sumAccompaniments',
    method: 'get',
    path: '/accompaniment-sums',
    tag,
    summary: 'Sums of help given, by theme and by topic of procedure',
    permission: 'accompaniments.read',
    query: filters,
    output: z.object({
      records: z.number().int(),
      participations: z.number().int(),
      minutes: z.number().int(),
      topics: z.array(z.object({ topic: z.string(), records: z.number().int() })),
      themes: z.array(z.object({ theme: z.string(), records: z.number().int() })),
    }),
    handle: async ({ ctx, scope, query }) => {
      const sums = await sumAccompaniments(ctx.db, scope, query);
      return ok({ body: { ...sums, topics: [...sums.topics], themes: [...sums.themes] } });
    },
  }),
  operation({
    id: 'recordAccompaniment',
    method: 'post',
    path: '/accompaniments',
    tag,
    summary: 'Record help given; the id is yours, sending it twice records once',
    permission: 'accompaniments.record',
    body: accompanimentInput,
    output: createdOutput,
    handle: async ({ ctx, scope, body }) => {
      const record = authorize(ctx.actor, 'activity.record');
      if (!record) return fail({ code: 'out-of-scope' });
      const done = await recordAccompaniment(ctx, scope, record, body);
      return done.ok ? ok({ body: done.value, created: done.value.created }) : done;
    },
  }),
  operation({
    id: 'correctAccompaniment',
    method: 'put',
    path: '/accompaniments/{id}',
    tag,
    summary: 'Correct or withdraw a record with its activity, with a reason that stays',
    permission: 'accompaniments.record',
    params: idParams,
    body: accompanimentInput.safeExtend({ correction: correctionInput }),
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { correction, ...input } }) => {
      const correct = authorize(ctx.actor, 'activity.correct');
      if (!correct) return fail({ code: 'out-of-scope' });
      const done = await correctAccompaniment(ctx, scope, correct, correction, {
        ...input,
        id: params.id,
      });
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
