import { z } from 'zod';
import { blankable, day, prose, uuid, whole } from '../../alliance/public.ts';
import { ADVISOR_KINDS } from '../domain.ts';

export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-invalid');
export const WEEKDAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export const everyWeeks = z.preprocess(
  (value) => (typeof value === 'string' && value !== '' ? Number(value) : value),
  z.union([z.literal(1), z.literal(2)], { error: 'choose-one' }),
);

/** Presences that come back: hours by the clock in Paris, every week or every other week. */
export const roundInput = z
  .object({
    placeId: uuid,
    weekday: z.enum(WEEKDAY_NAMES, { error: 'choose-one' }),
    everyWeeks,
    from: time,
    to: time,
    validFrom: day,
    validUntil: blankable(day),
    byAppointment: z.boolean().default(true),
    /** Minutes; needed with appointments, ignored without. */
    slotMinutes: blankable(whole(10, 240)),
  })
  .superRefine((input, issue) => {
    const wrong = (path: string, message: string): void =>
      issue.addIssue({ code: 'custom', path: [path], message });
    if (input.from >= input.to) wrong('to', 'ends-before-start');
    if (input.validUntil !== null && input.validUntil < input.validFrom)
      wrong('validUntil', 'ends-before-start');
    if (input.byAppointment && input.slotMinutes === null) wrong('slotMinutes', 'required');
  });
export type RoundInput = z.output<typeof roundInput>;

/** Why, in words that people with an appointment read. */
export const reasonText = prose(300).pipe(z.string().min(1, 'reason-needed'));

/** The last day of a round; what comes later falls away. */
export const roundStop = z.object({ lastDay: day, reason: reasonText });
export type RoundStop = z.output<typeof roundStop>;

export const presenceCancel = z.object({ reason: reasonText, version: whole(1, 1e9) });
export const presenceReplace = z.object({ replacementId: uuid, version: whole(1, 1e9) });

export const presenceOutput = z.object({
  id: uuid,
  advisor: z.object({ id: uuid, name: z.string(), kind: z.enum(ADVISOR_KINDS) }),
  /** Whom the advisor stands in for. */
  replaces: z.object({ id: uuid, name: z.string() }).nullable(),
  place: z.object({
    id: uuid,
    name: z.string(),
    communeName: z.string(),
    departmentCode: z.string(),
    qpvCode: z.string().nullable(),
  }),
  startsAt: z.string(),
  endsAt: z.string(),
  state: z.enum(['planned', 'cancelled']),
  byAppointment: z.boolean(),
  slotMinutes: z.number().int().nullable(),
  /** Slots given; 0 without appointments. */
  booked: z.number().int(),
  slots: z.number().int(),
});
