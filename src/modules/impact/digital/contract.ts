import { z } from 'zod';
import { uuid } from '../../alliance/public.ts';

/**
 * A year and what is asked about: a partner, a place or, narrowest first, the commune, group of
 * communes, department or region. The first of them in this order wins.
 */
export const digitalQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  region: z.string().trim().max(3).optional(),
  department: z.string().trim().max(3).optional(),
  epci: z.string().trim().max(9).optional().describe('SIREN of a group of communes'),
  commune: z.string().trim().max(5).optional(),
  place: uuid.optional(),
  partner: uuid.optional().describe('Within the activity that the token reads'),
});
export type DigitalQuery = z.output<typeof digitalQuery>;
