import { z } from 'zod';
import type { Ctx } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ok } from '../../../platform/result.ts';
import { uuid } from '../../alliance/public.ts';
import { setRegionTargets } from './commands.ts';
import { regionTargets } from './contract.ts';
import { readGrowth, readOutlook } from './queries.ts';

const tag = 'Growth';

const count = z.number().int();
const yearParams = regionTargets.pick({ year: true });

const termsOutput = {
  due: count.describe('Partnerships whose term comes by the end of the year, or has passed'),
  ending: z
    .number()
    .nullable()
    .describe('Those that may end with it; null when too few earlier ones tell'),
};

const outlookOutput = z.object({
  year: count,
  nationalTarget: z.number().nullable(),
  agreed: count,
  expected: z.number().describe('Of the pipeline, until the end of the year'),
  untold: count.describe('Open ones for which too few earlier ones tell; not in `expected`'),
  ...termsOutput,
  runningAtEnd: z
    .number()
    .nullable()
    .describe('On the last day of the year: running now + `expected` − `ending`'),
  regions: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      target: count.nullable(),
      agreed: count,
      expected: z.number(),
      untold: count,
      ...termsOutput,
      open: z.object({ idea: count, 'co-design': count }),
    }),
  ),
  running: z.array(z.object({ day: z.string(), count })),
  ageing: z
    .array(
      z.object({
        id: uuid,
        title: z.string(),
        stage: z.string(),
        days: count,
        stale: z.boolean().describe('Longer in its stage than it should be'),
        departmentCode: z.string(),
        nextStep: z.string(),
        nextStepOn: z.string().nullable(),
        owner: z.string().nullable(),
      }),
    )
    .describe('What waits longest, of the departments that the token may move along'),
});

const targetsOutput = z.object({
  year: count,
  nationalTarget: z.number().nullable(),
  regions: z.array(z.object({ code: z.string(), name: z.string(), target: count.nullable() })),
});

async function targetsOf(ctx: Ctx, year: number) {
  const { regions, nationalTarget } = await readGrowth(ctx.db, year, today(ctx.now));
  return ok({ body: { year, nationalTarget, regions } });
}

export const growthOperations = [
  operation({
    id: 'getGrowth',
    method: 'get',
    path: '/growth',
    tag,
    summary: 'New partnerships this year, what to expect of the pipeline, and what waits',
    permission: 'growth.read',
    output: outlookOutput,
    handle: async ({ ctx, scope }) => ok({ body: await readOutlook(ctx, scope) }),
  }),
  operation({
    id: 'getGrowthTargets',
    method: 'get',
    path: '/growth/targets/{year}',
    tag,
    summary: 'New partnerships that each region aims at in a year',
    permission: 'targets.write',
    params: yearParams,
    output: targetsOutput,
    handle: ({ ctx, params }) => targetsOf(ctx, params.year),
  }),
  operation({
    id: 'setGrowthTargets',
    method: 'put',
    path: '/growth/targets/{year}',
    tag,
    summary: 'Set what regions aim at in a year; null takes a target away, others stay',
    permission: 'targets.write',
    params: yearParams,
    body: regionTargets.pick({ values: true }),
    output: targetsOutput,
    handle: async ({ ctx, scope, params: { year }, body: { values } }) => {
      const set = await setRegionTargets(ctx, scope, { year, values });
      return set.ok ? targetsOf(ctx, year) : set;
    },
  }),
];
