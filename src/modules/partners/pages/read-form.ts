import type { Db } from '../../../platform/db/schema.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { findCommune } from '../../territories/public.ts';
import type { PartnerFormState } from '../components/partner-form.tsx';
import { partnerInput } from '../contract.ts';

/** Reads the partner form; a commune typed in words is looked up. */
export async function readPartnerForm(db: Db, form: FormData) {
  const typed = String(form.get('communeCodeText') ?? '').trim();
  const extra: FieldError[] = [];
  if (!form.get('communeCode') && typed) {
    const found = await findCommune(db, typed);
    if (found.kind === 'one') form.set('communeCode', found.commune.code);
    else
      extra.push({
        field: 'communeCode',
        code: found.kind === 'many' ? 'commune-ambiguous' : 'commune-unknown',
      });
  }
  const parsed = parseForm(partnerInput, form);
  if (parsed.ok && extra.length === 0) return parsed;
  return { ok: false as const, errors: [...(parsed.ok ? [] : parsed.errors), ...extra] };
}

/** The form again, with what was typed and what is wrong. */
export function refused(form: FormData, errors: readonly FieldError[]): PartnerFormState {
  const values = Object.fromEntries(
    Object.entries(formValues(form)).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(' ') : value,
    ]),
  );
  return { errors, values, duplicates: [], takenBy: null };
}
