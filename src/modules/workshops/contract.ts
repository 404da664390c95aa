import { z } from 'zod';
import {
  ACCESS_NEEDS,
  blankable,
  day,
  LEVELS,
  line,
  pageOutput,
  prose,
  THEMES,
  uuid,
  whole,
} from '../alliance/public.ts';
import { MOST_SESSIONS, SESSION_STATES } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'workshops.read': true;
    /** Plans, moves, cancels, marks who came and closes. */
    'workshops.write': true;
    /** Gives somebody a seat. */
    'workshops.register': true;
  }
}

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-invalid');

/** A series of workshops under a partnership. */
export const workshopInput = z.object({
  partnershipId: uuid,
  title: line(160),
  description: prose(2000).default(''),
  themes: z.array(z.enum(THEMES)).min(1, 'choose-one').max(6, 'too-many-themes'),
  level: z.enum(LEVELS, { error: 'choose-one' }),
  access: z.array(z.enum(ACCESS_NEEDS)).default([]),
  open: z.boolean().default(true),
});
export type WorkshopInput = z.output<typeof workshopInput>;

const when = z.object({ on: day, from: time, to: time });

/** Sessions at one place: one, or one a week at the same time by the clock in Paris. */
export const sessionsInput = when
  .extend({
    /** The room says its place; without one the place is needed. */
    placeId: blankable(uuid),
    roomId: blankable(uuid),
    capacity: whole(1, 500),
    weeks: whole(1, MOST_SESSIONS).default(1),
    ledByMe: z.boolean().default(false),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'ends-before-start' })
  .refine(({ placeId, roomId }) => placeId !== null || roomId !== null, {
    path: ['placeId'],
    error: 'place-or-room',
  });
export type SessionsInput = z.output<typeof sessionsInput>;

const reason = prose(500).pipe(z.string().min(1, 'reason-needed'));

/** A session put on another day or hour, or in another place or room; null stays where it is. */
export const sessionMove = when
  .extend({
    placeId: blankable(uuid).default(null),
    roomId: blankable(uuid).default(null),
    reason,
    version: whole(1, 1e9),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'ends-before-start' });
export type SessionMove = z.output<typeof sessionMove>;

export const sessionCancel = z.object({ reason, version: whole(1, 1e9) });
export type SessionCancel = z.output<typeof sessionCancel>;

export const sessionOutput = z.object({
  id: uuid,
  workshopId: uuid,
  title: z.string(),
  themes: z.array(z.string()),
  level: z.string(),
  access: z.array(z.string()),
  open: z.boolean(),
  partnershipId: uuid,
  partner: z.object({ id: uuid, name: z.string() }),
  place: z.object({ id: uuid, name: z.string(), address: z.string(), postalCode: z.string() }),
  communeCode: z.string(),
  communeName: z.string(),
  departmentCode: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  state: z.enum(SESSION_STATES),
  capacity: z.number().int(),
  taken: z.number().int(),
  waiting: z.number().int(),
});
export const sessionPage = pageOutput(sessionOutput);
