import { z } from 'zod';
import { blankable, day, uuid, whole } from '../../alliance/public.ts';
import { reasonText } from '../rounds/contract.ts';

/** The last day of work, and who takes what comes later. */
export const departureInput = z.object({
  lastDay: day,
  replacementId: blankable(uuid),
  /** For the people whose appointment falls away. */
  reason: reasonText,
  version: whole(1, 1e9),
});
export type DepartureInput = z.output<typeof departureInput>;
