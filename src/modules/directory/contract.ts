import { z } from 'zod';
import { codesOf, uuid } from '../alliance/public.ts';
import { RADII } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    /** To see what the feeds hold and left out, and to build them again. */
    'feeds.build': true;
  }
}

const list = (name: 'services' | 'specialCare') => {
  const codes = codesOf(name);
  return (
    z
      .union([
        z.array(z.string().max(60)).max(40),
        z
          .string()
          .max(1000)
          .transform((text) => text.split(',')),
      ])
      .default([])
      // A filter that is none is left out: an old link still leads somewhere.
      .transform((values) => values.filter((value) => codes.includes(value)).slice(0, 10))
  );
};

const flag = z
  .union([z.boolean(), z.string().max(10)])
  .default(false)
  .transform((value) => value === true || value === '1' || value === 'true');

/** What one may ask for nearby. Degrees are rounded to a hundredth (about a kilometre). */
export const helpQuery = z.object({
  services: list('services').describe('Any of these, by commas'),
  care: list('specialCare').describe('All of these, by commas'),
  free: flag,
  walkIn: flag.describe('Without an appointment'),
  openNow: flag,
  km: z.coerce
    .number()
    .catch(30)
    .default(30)
    .transform((km) => RADII.find((radius) => radius >= km) ?? 60),
});
export type HelpQuery = z.output<typeof helpQuery>;

export const helpOutput = z.object({
  id: uuid,
  name: z.string(),
  kind: z.string(),
  address: z.string(),
  postalCode: z.string(),
  communeName: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  kilometres: z.number().nullable(),
  services: z.array(z.string()),
  care: z.array(z.string()),
  fees: z.array(z.string()),
  accessWays: z.array(z.string()),
  phone: z.string().nullable(),
  open: z.boolean().nullable().describe('Now; null when its hours are not known'),
});
