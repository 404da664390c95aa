import type { Db } from '../../../platform/db/schema.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { type FieldError, formValues, parseForm } from '../../../platform/http/forms.ts';
import { searchPlaces } from '../../places/public.ts';
import { findCommune } from '../../territories/public.ts';
import { type FileOutput, newFileInput, personInput } from '../contract.ts';
import { readKeeper } from '../domain.ts';

/** Looks up a commune and a place that were typed in words. */
async function lookUp(db: Db, form: FormData): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const typed = (name: string): string =>
    form.get(name) ? '' : String(form.get(`${name}Text`) ?? '').trim();
  const commune = typed('communeCode');
  if (commune) {
    const found = await findCommune(db, commune);
    if (found.kind === 'one') form.set('communeCode', found.commune.code);
    else {
      const code = found.kind === 'many' ? 'commune-ambiguous' : 'commune-unknown';
      errors.push({ field: 'communeCode', code });
    }
  }
  const place = typed('placeId');
  if (place) {
    const [found, another] = await searchPlaces(db, place, 2);
    if (found && !another) form.set('placeId', found.id);
    else errors.push({ field: 'placeId', code: 'place-unknown' });
  }
  return errors;
}

const lists = (values: FormValues) => ({
  ...values,
  themes: values['themes[]'] ?? [],
  access: values['access[]'] ?? [],
});

function together<T>(
  parsed:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly errors: readonly FieldError[] },
  extra: readonly FieldError[],
) {
  if (parsed.ok && extra.length === 0) return parsed;
  const own = parsed.ok ? [] : parsed.errors;
  const errors = [
    ...own.filter((one) => !extra.some(({ field }) => field === one.field)),
    ...extra,
  ];
  return { ok: false as const, errors };
}

/** Reads the form that changes a file. */
export async function readPersonForm(db: Db, form: FormData) {
  const extra = await lookUp(db, form);
  return together(parseForm(personInput, form, lists), extra);
}

/** Reads the form that opens a file. */
export async function readNewFileForm(db: Db, form: FormData) {
  const extra = await lookUp(db, form);
  const shape = (values: FormValues) => ({
    ...lists(values),
    agreed: values.agreed === 'yes',
    keeper: readKeeper(String(values.keeper ?? '')) ?? undefined,
  });
  const parsed = together(parseForm(newFileInput, form, shape), extra);
  if (parsed.ok) return parsed;
  const errors = parsed.errors.map((error) =>
    error.field.startsWith('keeper') ? { ...error, field: 'keeper' } : error,
  );
  return { ok: false as const, errors };
}

/** The fields of a file as its form has them. */
export function valuesOf(file: FileOutput): FormValues {
  return {
    firstName: file.firstName,
    lastName: file.lastName ?? '',
    birthYear: String(file.birthYear ?? ''),
    reachKind: file.reachKind ?? '',
    reach: file.reach ?? '',
    communeCode: file.communeCode,
    communeCodeText: `${file.communeName} (${file.communeCode})`,
    placeId: file.place?.id ?? '',
    placeIdText: file.place?.name ?? '',
    'themes[]': file.themes,
    'access[]': file.access,
    goals: file.goals ?? '',
    nextOn: file.nextOn ?? '',
  };
}

/** The form again, with what was typed and what is wrong. */
export function refused(form: FormData, errors: readonly FieldError[]) {
  return { errors, values: formValues(form) as FormValues };
}
