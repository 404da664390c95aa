import { z } from 'zod';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'growth.read': true;
  }
}

/** New partnerships that each region aims at in a year; empty takes a target away. */
export const regionTargets = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  values: z.record(
    z.string().regex(/^\d{2,3}$/),
    z
      .literal('')
      .or(
        z.coerce
          .number({ error: 'number-invalid' })
          .int('number-invalid')
          .min(0, 'negative')
          .max(100_000, 'too-large'),
      ),
  ),
});
export type RegionTargets = z.output<typeof regionTargets>;
