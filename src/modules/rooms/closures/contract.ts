import { z } from 'zod';
import { blankable, day, prose, uuid } from '../../alliance/public.ts';
import { time } from '../bookings/contract.ts';

/** A closure: whole days, or from a time to a time. */
export const closureInput = z
  .object({
    fromDay: day,
    fromTime: blankable(time).describe('Null is the start of the day'),
    untilDay: day,
    untilTime: blankable(time).describe('Null is the end of the day'),
    reason: prose(500).pipe(z.string().min(1, 'reason-needed')),
    cancelBookings: z
      .boolean()
      .default(false)
      .describe('Cancel the bookings inside and tell who booked; else they are refused with 409'),
  })
  .refine(
    ({ fromDay, fromTime, untilDay, untilTime }) =>
      `${fromDay} ${fromTime ?? '00:00'}` < `${untilDay} ${untilTime ?? '24:00'}`,
    { path: ['untilDay'], message: 'ends-before-start' },
  );
export type ClosureInput = z.output<typeof closureInput>;

export const closureOutput = z.object({
  id: uuid,
  startsAt: z.string(),
  endsAt: z.string(),
  reason: z.string(),
});
