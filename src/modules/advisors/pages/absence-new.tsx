import { data, Form, redirect } from 'react-router';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { FormValues } from '../../../platform/http/conflict.ts';
import { type FieldError, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { addAbsence } from '../absences/commands.ts';
import { absenceInput } from '../absences/contract.ts';
import { ABSENCE_REASONS } from '../absences/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { mayRun, ownedBy } from '../policy.ts';
import { getAdvisor, listAdvisors } from '../queries.ts';
import { refused } from './read-form.ts';

interface State {
  readonly errors: readonly FieldError[];
  readonly values: FormValues;
}

export const loader = guard('advisors.write', async ({ ctx, scope, params }) => {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const on = today(ctx.now);
  const near = await listAdvisors(ctx.db, { department: advisor.departmentCode, on }, null, 100);
  const state: State = { errors: [], values: { id: newId(), firstDay: on, lastDay: on } };
  return {
    id: advisor.id,
    name: advisor.name,
    others: near.items.filter((row) => row.id !== advisor.id).map(({ id, name }) => ({ id, name })),
    state,
  };
});

export const action = guard('advisors.write', async ({ ctx, scope, services, params, request }) => {
  const advisor = await getAdvisor(ctx.db, params.id ?? '');
  if (!advisor || !mayRun(scope, ownedBy(advisor))) throw notFound();
  const form = await request.formData();
  const parsed = parseForm(absenceInput, form);
  if (!parsed.ok) return data(refused(form, parsed.errors), { status: 422 });
  const id = String(form.get('id') ?? '');
  const done = await addAbsence(ctx, scope, advisor.id, parsed.value, isUuid(id) ? id : newId());
  if (!done.ok) return data(refused(form, [done.failure]), { status: 409 });
  services.wake();
  const { handed, cancelled, displaced } = done.value;
  throw redirect(`/conseillers/${advisor.id}?absence=${handed}.${cancelled}.${displaced}`);
});

export default function NewAbsence({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { errors, values }: State = actionData ?? loaderData.state;
  const text = (name: string): string => String(values[name] ?? '');
  const { absence } = t;
  return (
    <>
      <title>{`${absence.add} — Maillage`}</title>
      <PageHeader
        title={absence.add}
        lead={absence.lead}
        crumbs={[
          { label: t.title, to: '/conseillers' },
          { label: loaderData.name, to: `/conseillers/${loaderData.id}` },
        ]}
      />
      <ErrorSummary
        errors={errors}
        labels={{
          firstDay: absence.firstDay,
          lastDay: absence.lastDay,
          reason: absence.reason,
          replacementId: absence.replacement,
        }}
      />
      <Form method="post" className="card grid max-w-3xl gap-5" noValidate>
        <input type="hidden" name="id" value={text('id')} />
        <div className="grid gap-5 sm:grid-cols-2">
          {(['firstDay', 'lastDay'] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              label={absence[name]}
              type="date"
              required
              errors={errors}
              defaultValue={text(name)}
            />
          ))}
        </div>
        <SelectField
          name="reason"
          label={absence.reason}
          required
          errors={errors}
          defaultValue={text('reason')}
          options={ABSENCE_REASONS.map((value) => ({ value, label: absence.reasons[value] }))}
        />
        <SelectField
          name="replacementId"
          label={absence.replacement}
          hint={absence.replacementHint}
          placeholder={absence.nobody}
          errors={errors}
          defaultValue={text('replacementId')}
          options={loaderData.others.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <p className="hint">{t.presence.told}</p>
        <div>
          <button type="submit" className="btn">
            {absence.save}
          </button>
        </div>
      </Form>
    </>
  );
}
