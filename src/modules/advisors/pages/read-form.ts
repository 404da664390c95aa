import type { Db } from '../../../platform/db/schema.ts';
import {
  type FieldError,
  formValues,
  type Parsed,
  parseForm,
} from '../../../platform/http/forms.ts';
import { searchPlaces } from '../../places/public.ts';
import type { AdvisorFormState } from '../components/advisor-form.tsx';
import { type AdvisorInput, advisorInput } from '../contract.ts';
import type { AdvisorRow } from '../queries.ts';
import { type RoundChange, roundChange } from '../round-change/contract.ts';
import { type RoundInput, roundInput } from '../rounds/contract.ts';

/** The fields of a sheet as its form has them. */
export function valuesOf(row: AdvisorRow): AdvisorFormState['values'] {
  return {
    name: row.name,
    kind: row.kind,
    partnershipId: row.partnership.id,
    employerPartnerId: row.employer?.id ?? '',
    employerPartnerIdText: row.employer?.name ?? '',
    'themes[]': row.themes,
    'access[]': row.access,
    'languages[]': row.languages,
    departmentCode: row.departmentCode,
    activeFrom: row.activeFrom,
    activeUntil: row.activeUntil ?? '',
    link: 'keep',
    accountEmail: '',
  };
}

/** Reads the form of a sheet. */
export function readAdvisorForm(form: FormData): Parsed<AdvisorInput> {
  return parseForm(advisorInput, form, (values) => ({
    ...values,
    themes: values['themes[]'] ?? [],
    access: values['access[]'] ?? [],
    languages: values['languages[]'] ?? [],
  }));
}

/** Looks a place up that was typed in words, when the words name one. */
export async function findPlace(db: Db, form: FormData): Promise<void> {
  const typed = String(form.get('placeIdText') ?? '').trim();
  if (form.get('placeId') || !typed) return;
  const [found, another] = await searchPlaces(db, typed, 2);
  if (found && !another) form.set('placeId', found.id);
}

/** Reads the form of a round. */
export async function readRoundForm(db: Db, form: FormData): Promise<Parsed<RoundInput>> {
  await findPlace(db, form);
  return parseForm(roundInput, form, (values) => ({
    ...values,
    byAppointment: values.how !== 'walk-in',
    slotMinutes: values.how === 'walk-in' ? null : values.slotMinutes,
  }));
}

/** Reads the form that changes a round: a place that was typed and not found is said, not left out. */
export async function readRoundChange(db: Db, form: FormData): Promise<Parsed<RoundChange>> {
  await findPlace(db, form);
  const parsed = parseForm(roundChange, form, (values) => ({
    ...values,
    byAppointment: values.how !== 'walk-in',
    slotMinutes: values.how === 'walk-in' ? null : values.slotMinutes,
  }));
  if (form.get('placeId')) return parsed;
  const missing = { field: 'placeId', code: 'place-unknown' };
  return parsed.ok
    ? { ok: false, errors: [missing], values: formValues(form) }
    : { ...parsed, errors: [missing, ...parsed.errors] };
}

/** The form again, with what was typed and what is wrong. */
export function refused(form: FormData, errors: readonly FieldError[]) {
  return { errors, values: formValues(form) };
}
