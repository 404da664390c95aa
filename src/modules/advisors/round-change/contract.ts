import { z } from 'zod';
import { blankable, day, uuid, whole } from '../../alliance/public.ts';
import { reasonText } from '../rounds/contract.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-invalid');

/** Other hours for a round from a day on. Place, weekday and cadence stay: those are another round. */
export const roundChange = z
  .object({
    /** The round that goes on; the client's, so that sending twice changes once. */
    id: uuid,
    firstDay: day,
    from: time,
    to: time,
    validUntil: blankable(day),
    byAppointment: z.boolean().default(true),
    slotMinutes: blankable(whole(10, 240)),
    reason: reasonText,
  })
  .superRefine((input, issue) => {
    const wrong = (path: string, message: string): void =>
      issue.addIssue({ code: 'custom', path: [path], message });
    if (input.from >= input.to) wrong('to', 'ends-before-start');
    if (input.validUntil !== null && input.validUntil < input.firstDay)
      wrong('validUntil', 'ends-before-start');
    if (input.byAppointment && input.slotMinutes === null) wrong('slotMinutes', 'required');
  });
export type RoundChange = z.output<typeof roundChange>;
