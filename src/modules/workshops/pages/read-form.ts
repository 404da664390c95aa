import type { Db } from '../../../platform/db/schema.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
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

/** Looks up a place that was typed in words, where only one is called so. */
export async function readPlace(db: Db, form: FormData): Promise<void> {
  const typed = String(form.get('placeIdText') ?? '').trim();
  if (form.get('placeId') || !typed) return;
  const [found, another] = await searchPlaces(db, typed, 2);
  if (found && !another) form.set('placeId', found.id);
}

/** Reads the form of sessions. */
export async function readSessionsForm(db: Db, form: FormData) {
  await readPlace(db, form);
  return parseForm(sessionsInput, form, (values) => ({
    ...values,
    ledByMe: values.ledByMe === 'yes',
  }));
}

/** The form again, with what was typed and what is wrong. */
export function refused(form: FormData, errors: readonly FieldError[]) {
  return { errors, values: formValues(form) };
}
