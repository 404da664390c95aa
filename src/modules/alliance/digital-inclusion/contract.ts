import { z } from 'zod';
import { blankable, whole } from '../contract.ts';
import type { Totals } from './domain.ts';

/** Most people that one record counts. */
export const MOST_COUNTED = 2000;

/** Counts by code. What is left empty was not counted, and stays out. */
export function totals(codes: readonly string[]) {
  return z
    .record(z.string(), blankable(whole(0, MOST_COUNTED, 'absurd-count')))
    .default({})
    .transform((given): Totals => {
      const kept = codes.flatMap((code) => {
        const count = given[code];
        return typeof count === 'number' ? [[code, count] as const] : [];
      });
      return Object.fromEntries(kept);
    });
}
