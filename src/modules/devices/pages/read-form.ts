import type { Db } from '../../../platform/db/schema.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { type FieldError, formValues } from '../../../platform/http/forms.ts';
import { searchPlaces } from '../../places/public.ts';

/** Looks up a place that was typed in words. */
export async function lookUpPlace(db: Db, form: FormData, name: string): Promise<void> {
  const typed = String(form.get(`${name}Text`) ?? '').trim();
  if (form.get(name) || !typed) return;
  const [found, another] = await searchPlaces(db, typed, 2);
  if (found && !another) form.set(name, found.id);
}

/** The form again, with what was typed and what is wrong. */
export function refused(form: FormData, errors: readonly FieldError[]) {
  return { errors, values: formValues(form) as FormValues };
}
