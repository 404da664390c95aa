import { z } from 'zod';
import {
  blankable,
  blankLine,
  codesOf,
  day,
  line,
  type MediationList,
  prose,
  TYPOLOGIES,
  webAddress,
} from '../../alliance/public.ts';
import { weekHours } from '../contract.ts';
import { LONGEST_SUMMARY, readPivot } from './domain.ts';

const codes = (list: MediationList) =>
  z
    .array(z.enum(codesOf(list) as [string, ...string[]]))
    .max(20)
    .default([]);

/** What a sheet says, whoever writes it. */
const sheet = {
  services: z
    .array(z.enum(codesOf('services') as [string, ...string[]]), { error: 'choose-one' })
    .min(1, 'choose-one'),
  publics: codes('publics'),
  specialCare: codes('specialCare'),
  fees: codes('fees'),
  itinerance: codes('itinerance'),
  programmes: codes('programmes'),
  labels: codes('labels'),
  accessWays: codes('accessWays'),
  accompaniments: codes('accompaniments'),
  typology: z
    .array(z.enum(TYPOLOGIES as [string, ...string[]], { error: 'typology-unknown' }))
    .max(10)
    .default([]),
  otherLabels: z.array(line(120)).max(20).default([]),
  openingHours: blankLine(500).default(''),
  summary: prose(LONGEST_SUMMARY).default(''),
  detail: prose(5000).default(''),
  emails: z
    .array(z.email({ error: 'email-invalid' }).max(120))
    .max(5)
    .default([]),
  bookingUrl: blankable(webAddress),
  accessibilityUrl: blankable(webAddress),
  pivot: z
    .string()
    .trim()
    .max(40, 'too-long')
    .default('')
    .transform((value, ctx) => {
      const { pivot, problem } = readPivot(value);
      if (problem === 'pivot-invalid' || problem === 'pivot-doubtful')
        ctx.addIssue({ code: 'custom', message: 'pivot-invalid' });
      return pivot;
    })
    .meta({ type: 'string', description: 'SIRET, RNA or RIDET; empty when unknown' }),
  parentStructure: blankLine(200).default(''),
};

/** A sheet as people on the spot write it. The week of the place stays when it is not given. */
export const sheetInput = z.object({ ...sheet, hours: weekHours.nullable().optional() });
export type SheetInput = z.output<typeof sheetInput>;

export const sheetOutput = z.object({
  services: z.array(z.string()),
  publics: z.array(z.string()),
  specialCare: z.array(z.string()),
  fees: z.array(z.string()),
  itinerance: z.array(z.string()),
  programmes: z.array(z.string()),
  labels: z.array(z.string()),
  accessWays: z.array(z.string()),
  accompaniments: z.array(z.string()),
  typology: z.array(z.string()),
  otherLabels: z.array(z.string()),
  openingHours: z.string(),
  summary: z.string(),
  detail: z.string(),
  emails: z.array(z.string()),
  bookingUrl: z.string().nullable(),
  accessibilityUrl: z.string().nullable(),
  pivot: z.string().nullable(),
  parentStructure: z.string(),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  updatedOn: day,
  version: z.number().int(),
});
