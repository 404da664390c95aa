import { z } from 'zod';
import { blankable, day, line, prose, uuid, whole } from '../../alliance/public.ts';
import { AGREEMENTS, RETURNS, TERMS } from './domain.ts';

/** A drawn line: points in a field of 600 × 300. */
const stroke = z.array(z.tuple([z.int().min(0).max(600), z.int().min(0).max(300)])).min(1);

/** A drawn signature. */
export const strokes = z
  .array(stroke)
  .min(1)
  .max(200)
  .refine((lines) => lines.flat().length >= 5 && lines.flat().length <= 5000);
export type Strokes = z.output<typeof strokes>;

/** A signature as a form sends it: JSON in a text. */
const drawn = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  if (value === '') return null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}, strokes.nullable().default(null));

/** Fields that depend on each other are looked at also where another one is wrong. */
const always = (): boolean => true;

/**
 * A device given or lent to somebody who agrees on the spot. Nothing says who; a file of one's own
 * organisation may be named.
 */
export const handOutInput = z
  .object({
    /** The client's, so that sending twice hands out and counts once. */
    id: uuid,
    deviceId: uuid,
    terms: z.enum(TERMS, { error: 'choose-one' }),
    dueOn: blankable(day),
    personId: blankable(uuid),
    sessionId: blankable(uuid),
    agreement: z.enum(AGREEMENTS, { error: 'choose-one' }),
    signature: drawn,
    witness: blankable(line(120)),
    read: z.literal(true, { error: 'accept-needed' }),
  })
  .refine(({ terms, dueOn }) => terms !== 'lent' || Boolean(dueOn), {
    path: ['dueOn'],
    error: 'required',
    when: always,
  })
  .refine(({ agreement, signature }) => agreement !== 'signature' || Boolean(signature), {
    path: ['signature'],
    error: 'signature-needed',
    when: always,
  })
  .refine(({ agreement, witness }) => agreement !== 'spoken' || Boolean(witness), {
    path: ['witness'],
    error: 'witness-needed',
    when: always,
  });
export type HandOutInput = z.output<typeof handOutInput>;

export const returnInput = z.object({
  how: z.enum(RETURNS, { error: 'choose-one' }),
  note: prose(500).default(''),
  version: whole(1, 1e9).describe('The version of the device that was read before'),
});
export type ReturnInput = z.output<typeof returnInput>;
