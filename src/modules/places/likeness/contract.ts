import { z } from 'zod';
import { uuid } from '../../alliance/public.ts';
import { LIKENESS_DECISIONS } from './domain.ts';

/** What somebody says of two places that look alike. */
export const likenessAnswer = z.discriminatedUnion(
  'decision',
  [
    z.object({ decision: z.literal('different') }),
    z.object({ decision: z.literal('same'), keep: uuid.describe('The one that stays in sight') }),
    z.object({ decision: z.literal('undo') }),
  ],
  { error: 'choose-one' },
);

const alike = z.object({
  id: uuid,
  name: z.string(),
  kind: z.string(),
  source: z.string(),
  address: z.string(),
  postalCode: z.string(),
  communeName: z.string(),
  departmentCode: z.string(),
});

export const likenessOutput = z.object({
  id: uuid,
  score: z.number(),
  distance: z.number().int().nullable().describe('Metres'),
  decision: z.enum(LIKENESS_DECISIONS).nullable(),
  keptId: uuid.nullable(),
  a: alike,
  b: alike,
});
