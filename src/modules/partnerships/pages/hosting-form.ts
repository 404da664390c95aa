import type { z } from 'zod';
import type { Db } from '../../../platform/db/schema.ts';
import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { searchPlaces, WEEKDAYS, type WeekHours } from '../../places/public.ts';
import { readDay } from '../hosting/domain.ts';

type Values = Record<string, string>;
type Read<T> =
  | { readonly ok: true; readonly value: T; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Values };

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Reads a form about hosting through a schema: its services by line, its hours by day. */
export async function readHostingForm<S extends z.ZodType>(
  db: Db,
  form: FormData,
  schema: S,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Read<z.output<S>>> {
  const values = formValues(form) as Values;
  const extra: FieldError[] = [];
  if (!values.placeId && values.placeIdText?.trim()) {
    const found = await searchPlaces(db, values.placeIdText, 2);
    const [only] = found;
    if (only && found.length === 1) values.placeId = only.id;
    else extra.push({ field: 'placeId', code: 'place-unknown' });
  }
  const before = weekOf(values, 'before', extra);
  const after = weekOf(values, 'after', extra);
  const hours = { validFrom: values.validFrom ?? '', before, after };
  const parsed = schema.safeParse({
    ...values,
    ...hours,
    hours,
    surface: values.surface?.replace(/\s/g, '').replace(',', '.') ?? '',
    servicesBefore: lines(values.servicesBefore),
    servicesAfter: lines(values.servicesAfter),
    ...more,
  });
  if (parsed.success && extra.length === 0) return { ok: true, value: parsed.data, values };
  const found = parsed.success ? [] : fieldErrors(parsed.error).map(onPage);
  const named = new Set(extra.map(({ field }) => field.split('.')[0]));
  const errors = [...found.filter(({ field }) => !named.has(field.split('.')[0])), ...extra];
  return { ok: false, values, errors };
}

/** The schema's `hours.validFrom` and `after` are fields of their own on the page. */
function onPage({ field, code }: FieldError): FieldError {
  if (field.endsWith('validFrom')) return { field: 'validFrom', code };
  return { field: /^(after|before)(\.|$)/.test(field) ? `hours.${field}` : field, code };
}

function weekOf(values: Values, when: 'before' | 'after', extra: FieldError[]): WeekHours {
  const week: Record<string, readonly (readonly [string, string])[]> = {};
  for (const day of WEEKDAYS) {
    const read = readDay(values[`${when}.${day}`] ?? '');
    if (!read.ok) extra.push({ field: `hours.${when}.${day}`, code: read.problem });
    else if (read.spans.length > 0) week[day] = read.spans;
  }
  return week;
}
