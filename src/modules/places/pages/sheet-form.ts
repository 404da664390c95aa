import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { WEEKDAYS } from '../domain.ts';
import { parseSpans } from '../france-services-import/domain.ts';
import { type SheetInput, sheetInput } from '../mediation/contract.ts';
import type { Sheet } from '../mediation/domain.ts';
import type { WeekHours } from '../tables.ts';

type Values = Record<string, string | string[]>;
type Read =
  | { readonly ok: true; readonly value: SheetInput; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Values };

const LISTS = [
  'services',
  'publics',
  'specialCare',
  'fees',
  'itinerance',
  'programmes',
  'labels',
  'accessWays',
  'accompaniments',
] as const;
const MOST_SPANS = 6;

const pieces = (text: unknown, by: RegExp): string[] =>
  String(text ?? '')
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean);

/** Reads the form of a sheet: its lists, its lines, its week. Every problem comes at once. */
export function readSheetForm(form: FormData): Read {
  const values = formValues(form);
  const extra: FieldError[] = [];
  const hours: Record<string, [string, string][]> = {};
  for (const day of WEEKDAYS) {
    const text = String(values[`hours.${day}`] ?? '').trim();
    if (text === '') continue;
    const spans = parseSpans(text.replace(/[,;]/g, '/'));
    if (!spans) extra.push({ field: `hours.${day}`, code: 'hours-not-read' });
    else if (spans.some(([, to]) => to >= '24:00'))
      extra.push({ field: `hours.${day}`, code: 'hours-cross-midnight' });
    else if (spans.length > MOST_SPANS)
      extra.push({ field: `hours.${day}`, code: 'hours-too-many' });
    else if (spans.length > 0) hours[day] = spans;
  }
  const parsed = sheetInput.safeParse({
    ...values,
    ...Object.fromEntries(LISTS.map((list) => [list, values[`${list}[]`] ?? []])),
    typology: pieces(values.typology, /[\s,;|]+/).map(canonical),
    otherLabels: pieces(values.otherLabels, /\n/),
    emails: pieces(values.emails, /[\s,;]+/),
    hours: Object.keys(hours).length > 0 ? hours : null,
  });
  if (parsed.success && extra.length === 0) return { ok: true, value: parsed.data, values };
  const found = parsed.success ? [] : fieldErrors(parsed.error);
  return { ok: false, values, errors: [...found, ...extra] };
}

/** Codes are written in capitals, but for the one that is a word. */
const canonical = (code: string): string =>
  code.toLowerCase() === 'autre' ? 'Autre' : code.toUpperCase();

/** A sheet and the week of its place as the form shows them. */
export function sheetValues(sheet: Sheet | null, hours: WeekHours | null): Values {
  const lists = LISTS.map((list) => [`${list}[]`, [...(sheet?.[list] ?? [])]] as const);
  const days = WEEKDAYS.map(
    (day) =>
      [`hours.${day}`, (hours?.[day] ?? []).map((span) => span.join('-')).join(', ')] as const,
  );
  return {
    ...Object.fromEntries(lists),
    ...Object.fromEntries(days),
    openingHours: sheet?.openingHours ?? '',
    summary: sheet?.summary ?? '',
    detail: sheet?.detail ?? '',
    emails: (sheet?.emails ?? []).join('\n'),
    bookingUrl: sheet?.bookingUrl ?? '',
    accessibilityUrl: sheet?.accessibilityUrl ?? '',
    pivot: sheet?.pivot ?? '',
    parentStructure: sheet?.parentStructure ?? '',
    typology: (sheet?.typology ?? []).join(', '),
    otherLabels: (sheet?.otherLabels ?? []).join('\n'),
  };
}
