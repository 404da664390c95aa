import { z } from 'zod';
import { blankable, whole } from '../../alliance/public.ts';

declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'growth.read': true;
  }
}

/** New partnerships that each region aims at in a year; empty takes a target away. */
export const regionTargets = z.object({
  year: whole(2000, 2100),
  values: z.record(z.string().regex(/^\d{2,3}$/), blankable(whole(0, 100_000))),
});
export type RegionTargets = z.output<typeof regionTargets>;
