import { z } from 'zod';
import { FACILITIES, line, prose, uuid, whole } from '../alliance/public.ts';
import { weekHours } from '../places/public.ts';
import { CONFIRMATIONS, EQUIPMENT, OPEN_TO } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'rooms.read': true;
    'rooms.write': true;
    'rooms.book': true;
    'rooms.decide': true;
  }
}

/** A room as it is written. */
export const roomInput = z.object({
  placeId: uuid,
  name: line(120),
  seats: whole(1, 500),
  equipment: z.array(z.enum(EQUIPMENT)).max(EQUIPMENT.length).default([]),
  access: z.array(z.enum(FACILITIES)).max(FACILITIES.length).default([]),
  note: prose(1000).default(''),
  hours: weekHours.refine(
    (hours) => Object.values(hours).some((spans) => spans && spans.length > 0),
    'hours-empty',
  ),
  bufferMinutes: whole(0, 240).default(15),
  confirmation: z.enum(CONFIRMATIONS, { error: 'choose-one' }),
  openTo: z.enum(OPEN_TO, { error: 'choose-one' }),
  status: z.enum(['open', 'closed'], { error: 'choose-one' }).default('open'),
});
export type RoomInput = z.output<typeof roomInput>;

export const roomOutput = z.object({
  id: uuid,
  place: z.object({ id: uuid, name: z.string(), address: z.string() }),
  communeCode: z.string(),
  communeName: z.string(),
  departmentCode: z.string(),
  name: z.string(),
  seats: z.int(),
  equipment: z.array(z.enum(EQUIPMENT)),
  access: z.array(z.enum(FACILITIES)),
  note: z.string(),
  hours: weekHours,
  bufferMinutes: z.int(),
  confirmation: z.enum(CONFIRMATIONS),
  openTo: z.enum(OPEN_TO),
  status: z.enum(['open', 'closed']),
  version: z.int(),
});
export type RoomOutput = z.output<typeof roomOutput>;
