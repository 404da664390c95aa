import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { DIFFICULTIES, OFFER_KINDS } from '../../orientation/public.ts';
import { digitalQuery } from './contract.ts';
import { AXES, SUBJECTS } from './domain.ts';
import { digitalFigures } from './queries.ts';

const count = z.number().int();
const declared = z.object({
  sum: count,
  recordsSaying: count.describe('Records that said it; for the others it is unknown, not zero'),
  records: count,
  method: z.literal('sum-of-declarations'),
});

/** The figures stand for some of the same people: the interface says so where it names them. */
const line = {
  orientations: count
    .nullable()
    .describe(
      'Slips given at counters, each once; by partner those it was to receive. Null: not known here',
    ),
  participations: count.describe(
    'Attendances at workshops, accompaniments and services: coming twice counts twice',
  ),
  firstTimers: declared.describe('Attendances declared as somebody’s first'),
  persons: declared.describe('Different people as declared. Never a count of distinct people'),
  followed: count
    .nullable()
    .describe('Distinct people followed with consent, each file once. Null: not known here'),
};

const funnel = z.object({
  given: count,
  accepted: count,
  came: count,
  withResult: count,
  refused: count,
  withdrawn: count,
  absent: count,
});

const output = z.object({
  year: count,
  years: z.array(count),
  territory: z
    .object({
      kind: z.enum(SUBJECTS),
      code: z.string(),
      name: z.string().describe('Empty for the country'),
    })
    .describe('What the figures are about: a territory, a place or a partner'),
  partial: z
    .boolean()
    .describe('Of a partner: only the part of its activity that this token reads'),
  total: z.object(line).describe('Separate figures: no two of them are ever added up'),
  breakdowns: z
    .array(
      z.object({
        by: z.enum(AXES),
        of: count,
        lines: z.array(z.object({ key: z.string(), name: z.string(), ...line })),
      }),
    )
    .describe(
      'Lines add up to the total, but those by theme: a record counts under each of its themes. An empty key stands for what names none or may not be named to this token',
    ),
  funnel,
  byDifficulty: z.array(z.object({ key: z.enum(DIFFICULTIES), funnel })),
  byOfferKind: z.array(z.object({ key: z.enum(OFFER_KINDS), funnel })),
  target: z
    .object({ value: z.number(), source: z.string() })
    .nullable()
    .describe('People to support in the year; held against `total.persons`. National only'),
});

export const digitalOperations = [
  operation({
    id: 'getDigitalFigures',
    method: 'get',
    path: '/figures/digital',
    tag: 'Figures',
    summary:
      'Separate figures of digital inclusion of a year and a territory, place or partner, and their breakdowns',
    permission: 'dashboard.read',
    query: digitalQuery.extend({
      most: z.coerce.number().int().min(1).max(100_000).optional().describe('Lines a breakdown'),
    }),
    output,
    handle: async ({ ctx, query: { most, ...query } }) => {
      const figures = await digitalFigures(ctx, query, most ?? null);
      return figures ? ok({ body: figures }) : fail({ code: 'not-found' });
    },
  }),
];
