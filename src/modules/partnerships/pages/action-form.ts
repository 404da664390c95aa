import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { searchPartners } from '../../partners/public.ts';
import { listDepartments, listIndicators } from '../../territories/public.ts';
import { type ActionInput, actionInput } from '../actions/contract.ts';
import { assignable } from '../actions/queries.ts';
import type { ActionChoices } from '../components/action-form.tsx';

type Read =
  | { readonly ok: true; readonly value: ActionInput }
  | {
      readonly ok: false;
      readonly errors: readonly FieldError[];
      readonly values: Record<string, string>;
    };

const MOST_LINES = 12;

/** Reads the action form: its lines of steps, and a partner whose name was typed. */
export async function readActionForm(ctx: Ctx, form: FormData): Promise<Read> {
  const values = formValues(form) as Record<string, string>;
  const extra: FieldError[] = [];
  if (values.ownerKind === 'partner' && !values.ownerPartnerId && values.ownerPartnerIdText) {
    const scope = authorize(ctx.actor, 'partners.read');
    const found = scope ? await searchPartners(ctx.db, scope, values.ownerPartnerIdText, 2) : [];
    if (found.length === 1 && found[0]) values.ownerPartnerId = found[0].id;
  }
  if (!values.placeId && values.placeIdText?.trim())
    extra.push({ field: 'placeId', code: 'place-unknown' });
  const milestones = [];
  for (let line = 0; line < MOST_LINES; line += 1) {
    const label = values[`milestone.${line}.label`]?.trim() ?? '';
    const dueOn = values[`milestone.${line}.dueOn`]?.trim() ?? '';
    const id = values[`milestone.${line}.id`] || undefined;
    if (label || dueOn) milestones.push({ id, label, dueOn });
  }
  const target = values.target?.replace(/\s/g, '').replace(',', '.') ?? '';
  const parsed = actionInput.safeParse({ ...values, target, milestones });
  if (parsed.success && extra.length === 0) return { ok: true, value: parsed.data };
  const errors = parsed.success ? [] : fieldErrors(parsed.error);
  return { ok: false, values, errors: [...errors, ...extra] };
}

/** What the action form offers in a territory, or before one is chosen. */
export async function actionChoices(
  ctx: Ctx,
  scope: Scope<'actions.write'>,
  territory: { readonly name: string; readonly departmentCode: string } | null,
): Promise<ActionChoices> {
  const [departments, people, indicators] = await Promise.all([
    territory ? [] : listDepartments(ctx.db),
    territory ? assignable(ctx.db, territory.departmentCode) : [],
    listIndicators(ctx.db),
  ]);
  return {
    territory: territory ? `${territory.name} (${territory.departmentCode})` : null,
    departments: departments
      .filter(({ code }) => scope.everywhere || scope.departments.has(code))
      .map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
    indicators: indicators.map(({ code, label }) => ({ value: code, label: label[ctx.locale] })),
  };
}
