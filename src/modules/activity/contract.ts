import { z } from 'zod';
import { blankable, commitment, day, prose, THEMES, uuid, whole } from '../alliance/public.ts';
import { ACTIVITY_KINDS } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'activity.read': true;
    'activity.record': true;
    'activity.correct': true;
  }
}

const count = (max: number) => whole(0, max, 'absurd-count');

/**
 * One record of what was done. `id` is made by the client, so that sending twice records once.
 * `participations` counts attendances; `personsDeclared` is how many different people that was,
 * as declared; null means nobody said, which is not zero. `minutes` is the length in minutes.
 * `firstTimers` is how many of the attendances were somebody's first, as declared. Left out, the
 * last three stay what they were; the advisor of a new record is then its author, if they are one.
 */
export const activityInput = z
  .object({
    id: uuid,
    happenedOn: day,
    partnershipId: uuid,
    placeId: blankable(uuid),
    communeCode: blankable(
      z
        .string()
        .trim()
        .regex(/^\d[0-9AB]\d{3}$/i, 'commune-unknown'),
    ),
    commitment,
    kind: z.enum(ACTIVITY_KINDS, { error: 'choose-one' }),
    participations: count(100_000),
    personsDeclared: blankable(count(100_000)),
    minutes: blankable(count(1_000_000)),
    comment: prose(1000).default(''),
    firstTimers: blankable(count(100_000)).optional(),
    themes: z
      .array(z.enum(THEMES, { error: 'choose-one' }))
      .max(THEMES.length)
      .optional(),
    advisorId: blankable(uuid).optional(),
  })
  .superRefine((input, issue) => {
    if (!input.placeId && !input.communeCode) {
      issue.addIssue({ code: 'custom', path: ['communeCode'], message: 'place-or-commune' });
    }
    if (input.personsDeclared !== null && input.personsDeclared > input.participations) {
      issue.addIssue({
        code: 'custom',
        path: ['personsDeclared'],
        message: 'more-persons-than-participations',
      });
    }
    if ((input.firstTimers ?? 0) > input.participations) {
      issue.addIssue({
        code: 'custom',
        path: ['firstTimers'],
        message: 'more-first-timers-than-participations',
      });
    }
  });
export type ActivityInput = z.output<typeof activityInput>;

/** A correction: the whole record as it should be, and why. */
export const correctionInput = z.object({
  reason: prose(500).pipe(z.string().min(1, 'required')),
  withdraw: z.boolean().default(false),
  version: whole(1, 1e9),
});

export const activityOutput = z.object({
  id: uuid,
  happenedOn: z.string(),
  partnershipId: uuid,
  partnerId: uuid,
  placeId: uuid.nullable(),
  communeCode: z.string(),
  departmentCode: z.string(),
  commitment,
  kind: z.enum(ACTIVITY_KINDS),
  participations: z.number().int(),
  personsDeclared: z.number().int().nullable(),
  minutes: z.number().int().nullable(),
  firstTimers: z
    .number()
    .int()
    .nullable()
    .describe('Attendances that were somebody’s first, as declared; null: nobody said'),
  themes: z.array(z.enum(THEMES)),
  advisorId: uuid.nullable(),
  status: z.enum(['recorded', 'withdrawn']),
  version: z.number().int(),
  recordedAt: z.string(),
});
export type ActivityOutput = z.output<typeof activityOutput>;
