import { z } from 'zod';

/** A year and, narrowest first, the commune, department or region that is asked for. */
export const digitalQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  region: z.string().trim().max(3).optional(),
  department: z.string().trim().max(3).optional(),
  commune: z.string().trim().max(5).optional(),
});
export type DigitalQuery = z.output<typeof digitalQuery>;
