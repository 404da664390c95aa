import { z } from 'zod';
import { whole } from '../../alliance/public.ts';

/** From how many on a place has few, by kind; a kind that is left out stays as it is. */
export const thresholdInput = z.object({
  tablet: whole(0, 100).optional(),
  laptop: whole(0, 100).optional(),
  phone: whole(0, 100).optional(),
  sim: whole(0, 100).optional(),
});
export type ThresholdInput = z.output<typeof thresholdInput>;
