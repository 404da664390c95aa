import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { searchPartners } from '../../partners/public.ts';
import { findCommune } from '../../territories/public.ts';
import { type PartnershipInput, partnershipInput, type TerritoryRef } from '../contract.ts';

type Read =
  | { readonly ok: true; readonly value: PartnershipInput }
  | {
      readonly ok: false;
      readonly errors: readonly FieldError[];
      readonly values: Record<string, string | string[]>;
    };

/**
 * Reads the partnership form. Words typed for a partner or communes are looked up; places beyond
 * the one picked on the form are kept as they were (`keepPlaces`).
 */
export async function readPartnershipForm(
  db: Db,
  partners: Scope<'partners.read'> | null,
  form: FormData,
  keepPlaces: readonly string[] = [],
): Promise<Read> {
  const values = formValues(form);
  const extra: FieldError[] = [];
  const partnerId = await partnerOf(db, partners, values, extra);
  const territories = await communesOf(db, lines(values.territories), extra);
  const place = text(values.placeIds);
  if (!place && text(values.placeIdsText)) extra.push({ field: 'placeIds', code: 'place-unknown' });
  const parsed = partnershipInput.safeParse({
    ...values,
    partnerId,
    territories,
    furtherCommitments: values['furtherCommitments[]'] ?? [],
    needIds: values['needIds[]'] ?? [],
    placeIds: [...new Set([...(place ? [place] : []), ...keepPlaces])],
    objectives: lines(values.objectives).map(objectiveOf),
  });
  if (parsed.success && extra.length === 0) return { ok: true, value: parsed.data };
  const errors = parsed.success ? [] : fieldErrors(parsed.error);
  const named = new Set(extra.map((error) => error.field));
  return {
    ok: false,
    values,
    errors: [...errors.filter((error) => !named.has(error.field)), ...extra],
  };
}

const text = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value.trim() : '';

const lines = (value: string | string[] | undefined): string[] =>
  text(value)
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean);

async function partnerOf(
  db: Db,
  scope: Scope<'partners.read'> | null,
  values: Record<string, string | string[]>,
  extra: FieldError[],
): Promise<string> {
  const id = text(values.partnerId);
  const typed = text(values.partnerIdText);
  if (id || !typed) return id;
  const found = scope ? await searchPartners(db, scope, typed, 2) : [];
  const [only] = found;
  if (only && (found.length === 1 || only.name.toLowerCase() === typed.toLowerCase())) {
    values.partnerId = only.id;
    return only.id;
  }
  extra.push({ field: 'partnerId', code: 'partner-unknown' });
  return '';
}

async function communesOf(
  db: Db,
  typed: readonly string[],
  extra: FieldError[],
): Promise<TerritoryRef[]> {
  const found: TerritoryRef[] = [];
  for (const line of typed.slice(0, 120)) {
    const commune = await findCommune(db, line);
    if (commune.kind === 'one') found.push({ kind: 'commune', code: commune.commune.code });
    else {
      extra.push({
        field: 'territories',
        code: commune.kind === 'many' ? 'commune-ambiguous' : 'commune-unknown',
      });
      break;
    }
  }
  return found;
}

/** « Ateliers tenus ; 24 ; ateliers » → an objective. */
function objectiveOf(line: string): { label: string; target: string; unit: string } {
  const [label = '', target = '', unit = ''] = line.split(';').map((part) => part.trim());
  return { label, target: target.replace(/\s/g, '').replace(',', '.'), unit };
}
