import { z } from 'zod';
import { ACCESS_NEEDS, blankable, mobilePhone, uuid } from '../alliance/public.ts';
import {
  CHANNELS,
  DIFFICULTIES,
  OFFER_KINDS,
  ORIENTATION_STATES,
  REFUSALS,
  RESULTS,
  WISHES,
} from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'orientations.give': true;
    'orientations.receive': true;
  }
}

export const difficulty = z.enum(DIFFICULTIES, { error: 'choose-one' });
export const wish = z.enum(WISHES, { error: 'choose-one' });
export const access = z.array(z.enum(ACCESS_NEEDS)).max(ACCESS_NEEDS.length).default([]);

/** Milliseconds since 1970 by the device's clock, however wrong it is. */
const deviceTime = z.number().int().min(0).max(8.64e15);

/**
 * An orientation as a device keeps it until it could be sent: nothing of it says who the person
 * is. `contact` is a letter that only the server opens.
 */
export const orientationInput = z.object({
  /** The device's, so that sending twice keeps one. */
  id: uuid,
  code: z.string().regex(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/, 'code-invalid'),
  placeId: uuid,
  givenAt: deviceTime,
  difficulty,
  wish,
  access,
  offerKind: z.enum(OFFER_KINDS, { error: 'choose-one' }),
  /** The place that receives; a session or a presence knows its own. */
  hostPlaceId: uuid,
  sessionId: blankable(uuid),
  presenceId: blankable(uuid),
  /** When a presence without appointment or an appointment is meant. */
  startsAt: blankable(z.iso.datetime().regex(/^2\d{3}-/, 'date-invalid')),
  channel: z.enum(CHANNELS, { error: 'choose-one' }),
  contact: blankable(z.string().max(2000)),
  wantsEarlier: z.boolean().default(false),
  locale: z.enum(['fr', 'en']).default('fr'),
});
export type OrientationInput = z.output<typeof orientationInput>;

/** Most orientations in one sending. */
export const BATCH = 200;

export const orientationBatch = z.object({
  /** The device's clock when it sends. */
  sentAt: deviceTime,
  /** Each is parsed on its own: a bad one does not hold up the others. */
  items: z.array(z.unknown()).min(1).max(BATCH),
});

/** What a device needs to know of each that it sent. */
export const givenOutput = z.object({
  id: z.string().nullable(),
  /** `kept` now or before; `refused` will never be taken as it is. */
  outcome: z.enum(['kept', 'refused']),
  /** The one on the slip, or another when that one was taken already. */
  code: z.string().nullable(),
  state: z.enum(ORIENTATION_STATES).nullable(),
  /** What the counter should say: no seat was left, the session is called off, … */
  problem: z.string().nullable(),
});
export type GivenOutput = z.output<typeof givenOutput>;
export const batchOutput = z.object({ items: z.array(givenOutput) });

/** How a person is reached, opened from the letter. */
export const slipContact = z.object({
  phone: blankable(mobilePhone),
  email: blankable(z.email({ error: 'email-invalid' }).max(200)),
});
export type SlipContact = z.output<typeof slipContact>;

export const refusalInput = z.object({ refusal: z.enum(REFUSALS, { error: 'choose-one' }) });
export const resultInput = z.object({ result: z.enum(RESULTS, { error: 'choose-one' }) });

export const askedQuery = z.object({
  place: uuid,
  difficulty,
  wish,
  access: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(ACCESS_NEEDS))),
});

export const offerOutput = z.object({
  key: z.string(),
  kind: z.enum(OFFER_KINDS),
  title: z.string(),
  placeId: uuid,
  placeName: z.string(),
  address: z.string(),
  postalCode: z.string(),
  communeName: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  partnerId: uuid.nullable(),
  partnerName: z.string().nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  left: z.number().int().nullable(),
  themes: z.array(z.string()),
  access: z.array(z.string()),
  sessionId: uuid.nullable(),
  presenceId: uuid.nullable(),
  phone: z.string().nullable(),
  note: z.string(),
  priceCents: z.number().int().nullable(),
});

export const proposalsOutput = z.object({
  items: z.array(
    z.object({ offer: offerOutput, km: z.number().nullable(), unsure: z.array(z.string()) }),
  ),
});

export const orientationOutput = z.object({
  id: uuid,
  code: z.string(),
  state: z.enum(ORIENTATION_STATES),
  refusal: z.enum(REFUSALS).nullable(),
  result: z.enum(RESULTS).nullable(),
  difficulty: z.enum(DIFFICULTIES),
  wish: z.enum(WISHES),
  access: z.array(z.string()),
  offerKind: z.enum(OFFER_KINDS),
  givenAt: z.string(),
  expectedAt: z.string().nullable(),
  redeemedAt: z.string().nullable(),
  from: z.object({ placeId: uuid, name: z.string(), communeName: z.string() }),
  host: z.object({
    placeId: uuid,
    name: z.string(),
    communeName: z.string(),
    departmentCode: z.string(),
    partnerId: uuid.nullable(),
    partnerName: z.string().nullable(),
  }),
  sessionId: uuid.nullable(),
  title: z.string(),
  wantsEarlier: z.boolean(),
  /** Whether a message reaches the person: how is nobody's business. */
  reached: z.boolean(),
});
export type OrientationRow = z.output<typeof orientationOutput>;
