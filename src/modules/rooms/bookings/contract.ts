import { z } from 'zod';
import { blankable, day, line, prose, uuid, whole } from '../../alliance/public.ts';
import { SLOT_PROBLEMS } from '../calendar/domain.ts';
import { MOST_OCCURRENCES } from '../domain.ts';
import { BOOKING_MOVES, BOOKING_STATUSES } from './domain.ts';

export const time = z
  .string({ error: 'required' })
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-invalid')
  .describe('Local time in Paris, HH:MM');

/** A booking as it is asked for: once, or on the same weekday for several weeks. */
export const bookingInput = z
  .object({
    partnerId: blankable(uuid).describe('Null when the operator’s own people use the room'),
    purpose: line(200),
    day,
    from: time,
    to: time,
    weeks: whole(1, MOST_OCCURRENCES).default(1).describe('Occurrences, one a week'),
    leaveOut: z
      .boolean()
      .default(false)
      .describe('Book the other weeks when some of a series cannot be had'),
    workshopSessionId: uuid.nullable().default(null),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'ends-before-it-starts' });
export type BookingInput = z.output<typeof bookingInput>;

export const bookingMoveInput = z.object({
  move: z.enum(BOOKING_MOVES, { error: 'choose-one' }),
  reason: prose(500).default(''),
  series: z.boolean().default(false).describe('The same for what follows in the series'),
});
export type BookingMoveInput = z.output<typeof bookingMoveInput>;

export const slotOutput = z.object({ day: z.string(), from: z.string(), to: z.string() });
export const occurrenceOutput = slotOutput.extend({ problem: z.enum(SLOT_PROBLEMS).nullable() });

export const bookingOutput = z.object({
  id: uuid,
  room: z.object({ id: uuid, name: z.string() }),
  place: z.object({ id: uuid, name: z.string() }),
  departmentCode: z.string(),
  partner: z.object({ id: uuid, name: z.string() }).nullable(),
  purpose: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  status: z.enum(BOOKING_STATUSES),
  reason: z.string(),
  seriesId: uuid.nullable(),
  workshopSessionId: uuid.nullable(),
  checkedInAt: z.string().nullable(),
});
export type BookingOutput = z.output<typeof bookingOutput>;
