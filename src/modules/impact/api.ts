import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { ok } from '../../platform/result.ts';
import { commitment } from '../alliance/public.ts';
import { setTarget } from './commands.ts';
import { figuresQuery, targetInput } from './contract.ts';
import { TARGETS } from './domain.ts';
import { dashboard } from './queries.ts';

const tag = 'Figures';

const figures = z.object({
  records: z.number(),
  participations: z.number(),
  persons: z
    .object({
      sum: z.number(),
      recordsSaying: z.number(),
      records: z.number(),
      method: z.literal('sum-of-declarations'),
    })
    .describe(
      'A sum of declarations: one person may be counted several times. Never a count of people.',
    ),
  minutes: z.number(),
});

const output = z.object({
  year: z.number().int(),
  years: z.array(z.number().int()),
  total: figures,
  byYear: z.array(z.object({ year: z.number().int(), figures })),
  byCommitment: z.array(z.object({ commitment, figures })),
  byDepartment: z.array(z.object({ code: z.string(), name: z.string(), figures })),
  partnerships: z.object({
    active: z.number(),
    activeByCommitment: z.record(z.string(), z.number()),
    activeByDepartment: z.record(z.string(), z.number()),
    newInYear: z.number(),
    newByYear: z.array(z.object({ year: z.number().int(), count: z.number() })),
  }),
  targets: z.array(
    z.object({
      code: z.enum(TARGETS),
      year: z.number().int(),
      value: z.number(),
      source: z.string(),
    }),
  ),
});

export const figureOperations = [
  operation({
    id: 'getFigures',
    method: 'get',
    path: '/figures',
    tag,
    summary: 'The dashboard’s figures of a year, narrowed by department or commitment',
    permission: 'dashboard.read',
    query: figuresQuery,
    output,
    handle: async ({ ctx, query }) => ok({ body: await dashboard(ctx.db, query, ctx.now) }),
  }),
  operation({
    id: 'setTarget',
    method: 'put',
    path: '/targets/{code}/{year}',
    tag,
    summary: 'Set what the alliance aims at in a year',
    permission: 'targets.write',
    params: z.object({ code: z.enum(TARGETS), year: z.coerce.number().int().min(2000).max(2100) }),
    body: targetInput.pick({ value: true, source: true }),
    output: targetInput,
    handle: async ({ ctx, scope, params, body }) => {
      const target = { ...params, ...body };
      await setTarget(ctx, scope, target);
      return ok({ body: target });
    },
  }),
];
