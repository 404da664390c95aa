import { z } from 'zod';
import { blankable, day, uuid, whole } from '../../alliance/public.ts';
import { everyWeeks, reasonText, time, WEEKDAY_NAMES } from '../rounds/contract.ts';

/** Another place, day, rhythm or hours for a round from a day on. */
export const roundChange = z
  .object({
    /** The round that goes on; the client's, so that sending twice changes once. */
    id: uuid,
    firstDay: day,
    /** Null: as it was. */
    placeId: blankable(uuid),
    weekday: blankable(z.enum(WEEKDAY_NAMES, { error: 'choose-one' })),
    everyWeeks: blankable(everyWeeks),
    from: time,
    to: time,
    validUntil: blankable(day),
    byAppointment: z.boolean().default(true),
    slotMinutes: blankable(whole(10, 240)),
    reason: reasonText,
    /**
     * How many appointments the writer knows to lose their hour: with another number nothing is
     * changed, and the answer says which. Null does not ask.
     */
    displaces: blankable(whole(0, 1e6)),
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
