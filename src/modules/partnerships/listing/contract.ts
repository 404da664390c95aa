import { z } from 'zod';
import { commitment, uuid } from '../../alliance/public.ts';
import { PARTNERSHIP_TYPES, STAGES } from '../domain.ts';

const filters = {
  q: z.string().max(100).optional().describe('Words of the title or of the partner'),
  stage: z.enum(STAGES).optional(),
  type: z.enum(PARTNERSHIP_TYPES).optional(),
  commitment: commitment.optional(),
  department: z.string().max(3).optional(),
  region: z.string().max(3).optional(),
  epci: z.string().max(9).optional(),
  commune: z.string().max(5).optional(),
  partner: uuid.optional(),
  place: uuid.optional(),
  need: uuid.optional(),
};

const said = {
  running: 'Active, under review or renewed',
  agreed: 'Year of the agreement',
  mine: 'Looked after by who asks',
  stepDue: 'Its next step was due before today',
} as const;

const FIRST = 1991;
const LAST = 2100;

/** A filter of an address that is either there or not. */
export function flag(words: string) {
  return z
    .literal('true')
    .transform((): true => true)
    .optional()
    .describe(words);
}

/** The filters of the list, the board, the map and the calendar, as an address carries them. */
export const partnershipQuery = z.object({
  ...filters,
  running: flag(said.running),
  agreed: z.coerce.number().int().min(FIRST).max(LAST).optional().describe(said.agreed),
  mine: flag(said.mine),
  stepDue: flag(said.stepDue),
});

/** The same filters as a saved view keeps them. */
export const keptFilters = z.object({
  ...filters,
  running: z.literal(true).optional().describe(said.running),
  agreed: z.int().min(FIRST).max(LAST).optional().describe(said.agreed),
  mine: z.literal(true).optional().describe(said.mine),
  stepDue: z.literal(true).optional().describe(said.stepDue),
});
