import { z } from 'zod';
import { blankable, day, decimal, line, prose, uuid, whole } from '../alliance/public.ts';
import { DEVICE_KINDS, DEVICE_STATES, MOST_DEVICES, ORIGINS, PLAIN_MOVES } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'devices.read': true;
    /** Receives lots, sends, repairs, retires. */
    'devices.write': true;
    /** Gives or lends to a person, and takes back. */
    'devices.hand-out': true;
  }
}

/** Devices of one model received together under a partnership. */
export const lotInput = z.object({
  kind: z.enum(DEVICE_KINDS, { error: 'choose-one' }),
  maker: line(80),
  model: line(120),
  origin: z.enum(ORIGINS, { error: 'choose-one' }),
  quantity: whole(1, MOST_DEVICES),
  /** What the person pays in euros; 0 when nothing. */
  price: decimal(0, 10_000),
  partnershipId: uuid,
  placeId: uuid,
  receivedOn: day,
  note: prose(1000).default(''),
});
export type LotInput = z.output<typeof lotInput>;

/** Something that happened to one device. */
export const moveInput = z.object({
  move: z.enum(PLAIN_MOVES, { error: 'choose-one' }),
  note: prose(500).default(''),
  version: whole(1, 1e9),
});
export type MoveInput = z.output<typeof moveInput>;

export const serialInput = z.object({ serial: blankable(line(60)) });

export const deviceOutput = z.object({
  id: uuid,
  number: z.string(),
  serial: z.string().nullable(),
  state: z.enum(DEVICE_STATES),
  lotId: uuid,
  kind: z.enum(DEVICE_KINDS),
  maker: z.string(),
  model: z.string(),
  priceCents: z.number().int(),
  place: z.object({ id: uuid, name: z.string(), communeName: z.string() }),
  version: z.number().int(),
});

export const stockOutput = z.object({
  place: z.object({ id: uuid, name: z.string(), communeName: z.string() }),
  kind: z.enum(DEVICE_KINDS),
  inStock: z.number().int(),
  coming: z.number().int(),
  out: z.number().int(),
  toCheck: z.number().int(),
  /** From how many on the place has few. */
  few: z.number().int(),
  low: z.boolean(),
});

export const deviceFiguresOutput = z.object({
  handedOut: z.number().int(),
  onLoan: z.number().int(),
  back: z.number().int(),
  repaired: z.number().int(),
  reused: z.number().int(),
  /** Reused over those that came back, from 0 to 1; null when none came back. */
  reuseRate: z.number().nullable(),
});
