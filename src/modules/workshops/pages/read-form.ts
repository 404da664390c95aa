import type { Db } from '../../../platform/db/schema.ts';
import {
  type FieldError,
  formValues,
  type Parsed,
  parseForm,
} from '../../../platform/http/forms.ts';
import { searchPlaces } from '../../places/public.ts';
import type { WorkshopFormState } from '../components/workshop-form.tsx';
import { sessionsInput, workshopInput } from '../contract.ts';
import type { WorkshopRow } from '../queries.ts';

/** The fields of a series as its form has them. */
export function valuesOf(workshop: WorkshopRow): WorkshopFormState['values'] {
  return {
    partnershipId: workshop.partnership.id,
    title: workshop.title,
    description: workshop.description,
    'themes[]': workshop.themes,
    level: workshop.level,
    'access[]': workshop.access,
    open: workshop.open ? 'yes' : 'no',
  };
}

/** Reads the form of a series. */
export function readWorkshopForm(form: FormData) {
  return parseForm(workshopInput, form, (values) => ({
    ...values,
    themes: values['themes[]'] ?? [],
    access: values['access[]'] ?? [],
    open: values.open !== 'no',
  }));
}

/**
 * Looks up a place that was typed in words and not picked. What is called so nowhere, or in several
 * places, is said: nothing is planned or moved in its stead.
 */
export async function readPlace(db: Db, form: FormData): Promise<readonly FieldError[]> {
  const typed = String(form.get('placeIdText') ?? '').trim();
  if (form.get('placeId') || !typed) return [];
  const [found, another] = await searchPlaces(db, typed, 2);
  if (found && !another) {
    form.set('placeId', found.id);
    return [];
  }
  return [{ field: 'placeId', code: found ? 'place-ambiguous' : 'place-unknown' }];
}

/** Reads the form of sessions. */
export async function readSessionsForm(db: Db, form: FormData) {
  const unread = await readPlace(db, form);
  const parsed = parseForm(sessionsInput, form, (values) => ({
    ...values,
    ledByMe: values.ledByMe === 'yes',
  }));
  return withUnread(parsed, unread, form);
}

/** The same form, refused also for what could not be read. */
export function withUnread<T>(
  parsed: Parsed<T>,
  unread: readonly FieldError[],
  form: FormData,
): Parsed<T> {
  if (unread.length === 0) return parsed;
  const others = parsed.ok ? [] : parsed.errors.filter(({ field }) => field !== 'placeId');
  return { ok: false, errors: [...unread, ...others], values: formValues(form) };
}

/** The form again, with what was typed and what is wrong. */
export function refused(form: FormData, errors: readonly FieldError[]) {
  return { errors, values: formValues(form) };
}
