import { z } from 'zod';
import { isWebAddress, withScheme } from '../../platform/http/web-address.ts';
import { parseDecimal } from '../../platform/imports/values.ts';
import { COMMITMENTS } from './domain.ts';

export const commitment = z.enum(COMMITMENTS, { error: 'choose-one' });

/** Country codes of mobile numbers overseas, by their first three digits after the zero. */
const OVERSEAS: Readonly<Record<string, string>> = {
  '639': '262',
  '690': '590',
  '691': '590',
  '692': '262',
  '693': '262',
  '694': '594',
  '696': '596',
  '697': '596',
};

/** A calendar day `YYYY-MM-DD` that exists, between 1990 and 2100. */
export const day = z
  .string({ error: 'required' })
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/, {
    error: ({ input }) => (input === '' ? 'required' : 'date-invalid'),
  })
  .refine((value) => {
    const parsed = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
  }, 'date-invalid')
  .refine((value) => value >= '1990-01-01' && value <= '2100-12-31', 'date-out-of-range');

/**
 * What one line may not hold: control characters, line and paragraph separators, half characters,
 * and what turns the direction of writing round, by which a name shows as another one.
 */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;
/** The same of a text of several lines, which may hold line feeds and tabs. */
const LINES =
  /^(?:[\n\t]|[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])*$/u;

/** One way of writing each letter (NFC), without what is there and cannot be seen. */
const plain = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .trim();

/** A single line of text, never empty. Nothing hides in it. */
export function line(max: number) {
  return z
    .string({ error: 'required' })
    .overwrite(plain)
    .min(1, 'required')
    .max(max, 'too-long')
    .regex(ONE_LINE, 'control-characters');
}

/** A single line that may be empty. Line breaks become spaces: files write addresses on several. */
export function blankLine(max: number) {
  return z
    .string({ error: 'required' })
    .overwrite((typed) => plain(typed.replace(/[^\S\n\r]*[\r\n\u2028\u2029]+\s*/g, ' ')))
    .max(max, 'too-long')
    .regex(ONE_LINE, 'control-characters');
}

/** A text of several lines. Carriage returns become line feeds. */
export function prose(max: number) {
  return z
    .string({ error: 'required' })
    .overwrite((typed) => plain(typed.replace(/\r\n?|[\u2028\u2029]/g, '\n')))
    .max(max, 'too-long')
    .regex(LINES, 'control-characters');
}

/** A person's name, whichever way it comes in. */
export const personName = line(100);

/**
 * The address of a page on the web, which others will follow: http or https, with a host that has
 * a name of its own, and nobody's name or password in it. One typed without `https://` gets it.
 */
export const webAddress = z
  .string({ error: 'required' })
  .overwrite((typed) => withScheme(plain(typed)))
  .max(300, 'too-long')
  .refine((value) => isWebAddress(value), 'url-invalid');

/** An optional value that a form sends as an empty text. */
export function blankable<T extends z.ZodType>(schema: T) {
  return z
    .union([z.literal('').transform(() => null), z.null(), schema])
    .optional()
    .transform((v) => v ?? null);
}

/** A number as people write it, in French or in English (`12 500,5`), within bounds. */
export function decimal(least: number, most: number) {
  return z
    .preprocess(
      (value) =>
        typeof value === 'string' && value !== '' ? (parseDecimal(value) ?? value) : value,
      z
        .number({ error: 'number-invalid' })
        .min(least, least < 0 ? 'too-large' : 'negative')
        .max(most, 'too-large'),
    )
    .meta({ type: 'number', minimum: least, maximum: most });
}

/**
 * A whole number as a form sends it, digits in a text, or as a program does. Nothing is no zero:
 * an empty text, `null` or a list is refused.
 */
export function whole(least: number, most: number, tooLarge = 'too-large') {
  return z
    .preprocess(
      (value) =>
        typeof value === 'string' && /^\s*-?[\s\d]*\d[\s\d]*$/.test(value)
          ? Number(value.replace(/\s/g, ''))
          : value,
      z
        .number({ error: 'number-invalid' })
        .int('number-invalid')
        .min(least, least > 0 ? 'number-invalid' : 'negative')
        .max(most, tooLarge),
    )
    .meta({ type: 'integer', minimum: least, maximum: most });
}

/**
 * A mobile number of France or its overseas departments, as people write it, in the international
 * form (`+33612345678`, E.164). Sources: ARCEP, plan national de numérotation (06, 07; 0639, 0690,
 * 0691, 0692, 0693, 0694, 0696, 0697 overseas).
 */
export const mobilePhone = z
  .string()
  .max(40, 'phone-invalid')
  .transform((typed) => typed.replace(/[\s.()-]/g, '').replace(/^00/, '+'))
  .transform((digits) =>
    digits.replace(/^\+(33|262|590|594|596)0?/, '0').replace(/^0(6|7)/, 'mobile$1'),
  )
  .pipe(z.string().regex(/^mobile[67]\d{8}$/, 'phone-invalid'))
  .transform((mobile) => {
    const digits = mobile.slice('mobile'.length);
    return `+${OVERSEAS[digits.slice(0, 3)] ?? '33'}${digits}`;
  });

/** An identifier; nothing chosen is told apart from a wrong one. */
export const uuid = z.uuid({
  error: ({ input }) => (input === '' || input === undefined ? 'choose-one' : 'id-invalid'),
});
