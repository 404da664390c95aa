import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import type { TerritoryKind } from '../../alliance/public.ts';
import {
  findCommune,
  getTerritory,
  listDepartments,
  sayIndicator,
  territoryIndicators,
} from '../../territories/public.ts';
import type { IndicatorChoice } from '../components/need-form.tsx';
import { type Evidence, type NeedInput, needInput } from '../needs/contract.ts';

type Values = Record<string, string | string[]>;
type Read =
  | { readonly ok: true; readonly value: NeedInput }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Values };

const text = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value.trim() : '';

/** Departments within reach and the territory's published indicators, as the need form offers them. */
export async function needChoices(
  ctx: Ctx,
  scope: Scope<'needs.write'>,
  kind: TerritoryKind,
  code: string,
) {
  const departments = await listDepartments(ctx.db);
  return {
    departments: departments
      .filter((department) => scope.everywhere || scope.departments.has(department.code))
      .map((department) => ({ code: department.code, name: department.name })),
    indicators: await indicatorChoices(ctx, kind, code),
  };
}

async function indicatorChoices(
  ctx: Ctx,
  kind: TerritoryKind,
  code: string,
): Promise<IndicatorChoice[]> {
  const territory =
    code && authorize(ctx.actor, 'territories.read')
      ? await getTerritory(ctx.db, kind, code)
      : null;
  if (!territory) return [];
  const indicators = await territoryIndicators(ctx.db, territory);
  return indicators
    .filter((indicator) => indicator.value !== null)
    .map((indicator) => {
      const said = sayIndicator(indicator, ctx.locale);
      return { code: said.code, label: said.label, value: said.value, reading: said.comparison };
    });
}

/** Reads the need form: the commune when one was given, else the group of communes or department. */
export async function readNeedForm(db: Db, form: FormData): Promise<Read> {
  const values = formValues(form);
  const extra: FieldError[] = [];
  let commune = text(values.territoryCode);
  const typed = text(values.territoryCodeText);
  if (!commune && typed) {
    const found = await findCommune(db, typed);
    if (found.kind === 'one') commune = found.commune.code;
    else {
      const code = found.kind === 'many' ? 'commune-ambiguous' : 'commune-unknown';
      extra.push({ field: 'territoryCode', code });
    }
  }
  const epci = text(values.epci);
  const [territoryKind, territoryCode]: [TerritoryKind, string] = commune
    ? ['commune', commune]
    : epci
      ? ['epci', epci]
      : ['department', text(values.departmentCode)];
  const parsed = needInput.safeParse({
    ...values,
    territoryKind,
    territoryCode,
    evidence: await evidenceOf(db, territoryKind, territoryCode, values),
  });
  if (parsed.success && extra.length === 0) return { ok: true, value: parsed.data };
  return {
    ok: false,
    values,
    errors: [...(parsed.success ? [] : fieldErrors(parsed.error)), ...extra],
  };
}

/** The ticked indicators as they stand today, and what was written beside them. */
async function evidenceOf(
  db: Db,
  kind: TerritoryKind,
  code: string,
  values: Values,
): Promise<Evidence[]> {
  const ticked = new Set(values['indicators[]'] ?? []);
  const evidence: Evidence[] = [];
  const territory = ticked.size > 0 && code ? await getTerritory(db, kind, code) : null;
  if (territory) {
    for (const indicator of await territoryIndicators(db, territory)) {
      if (!ticked.has(indicator.code) || indicator.value === null) continue;
      const { code: indicatorCode, value, vintage, source } = indicator;
      evidence.push({ kind: 'indicator', code: indicatorCode, value, vintage, source });
    }
  }
  const words = text(values.evidenceText);
  if (words) evidence.push({ kind: 'text', text: words, url: text(values.evidenceUrl) || null });
  return evidence;
}
