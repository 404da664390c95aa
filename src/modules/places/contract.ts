import { z } from 'zod';
import { blankable, line, prose, uuid, webAddress } from '../alliance/public.ts';
import { WEEKDAYS } from './domain.ts';

declare module '../../platform/access/access.ts' {
  interface Permissions {
    'places.read': true;
    'places.write': true;
  }
}

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-invalid');

/** Opening spans a day, local time; a day that is absent is closed. */
export const weekHours = z.partialRecord(
  z.enum(WEEKDAYS),
  z
    .array(z.tuple([time, time]))
    .max(6)
    .refine((spans) => spans.every(([from, to]) => from < to), 'time-invalid'),
);

/** What may be changed of a place; where it is and what it is come from imports. */
export const placeInput = z.object({
  phone: blankable(
    z
      .string()
      .trim()
      .regex(/^[+\d][\d .()-]{3,24}$/, 'phone-invalid'),
  ),
  website: blankable(webAddress),
  hours: weekHours.nullable().default(null),
  hoursNote: prose(500).default(''),
  services: z.array(line(80)).max(40).default([]),
  status: z.enum(['open', 'closed'], { error: 'choose-one' }).default('open'),
});
export type PlaceInput = z.output<typeof placeInput>;

const summary = z.object({
  id: uuid,
  kind: z.string(),
  name: z.string(),
  address: z.string(),
  postalCode: z.string(),
  communeCode: z.string(),
  communeName: z.string(),
  departmentCode: z.string(),
  qpvCode: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});
export const placeRow = summary;

export const placeOutput = summary.extend({
  phone: z.string().nullable(),
  website: z.string().nullable(),
  hours: weekHours.nullable(),
  hoursNote: z.string(),
  services: z.array(z.string()),
  qpvName: z.string().nullable(),
  status: z.enum(['open', 'closed']),
  source: z.string(),
  externalId: z.string(),
  vintage: z.string(),
  version: z.number().int(),
  updatedAt: z.string(),
});
