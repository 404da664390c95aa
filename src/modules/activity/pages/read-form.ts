import type { Db } from '../../../platform/db/schema.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { findCommune } from '../../territories/public.ts';
import type { ActivityFormState } from '../components/activity-form.tsx';
import { activityInput } from '../contract.ts';

/** Reads the activity form; a commune typed in words is looked up, a chosen place wins over it. */
export async function readActivityForm(db: Db, form: FormData) {
  const extra: FieldError[] = [];
  const typed = String(form.get('communeCodeText') ?? '').trim();
  if (form.get('placeId')) form.set('communeCode', '');
  else if (!form.get('communeCode') && typed) {
    const found = await findCommune(db, typed);
    if (found.kind === 'one') form.set('communeCode', found.commune.code);
    else
      extra.push({
        field: 'communeCode',
        code: found.kind === 'many' ? 'commune-ambiguous' : 'commune-unknown',
      });
  }
  const parsed = parseForm(activityInput, form, (values) => ({
    ...values,
    // Another commitment has none of these themes, whatever was chosen before it was.
    themes: values.commitment === 'digital-inclusion' ? (values['themes[]'] ?? []) : [],
  }));
  if (parsed.ok && extra.length === 0) return parsed;
  const errors = parsed.ok
    ? []
    : parsed.errors.filter((error) => extra.every((e) => e.field !== error.field));
  return { ok: false as const, errors: [...errors, ...extra] };
}

/** The form again, with what was typed and what is wrong. */
export function refused(form: FormData, errors: readonly FieldError[]): ActivityFormState {
  return { errors, values: formValues(form) };
}
