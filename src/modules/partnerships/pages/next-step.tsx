import { data, redirect } from 'react-router';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type FormProblem, formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { byOptions, EditForm } from '../../../ui/conflict.tsx';
import { SelectField, TextField } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { planNextStep } from '../next-step/commands.ts';
import { nextStepInput } from '../next-step/contract.ts';
import { en } from '../next-step/messages.en.ts';
import { fr } from '../next-step/messages.fr.ts';
import { getNextStep, type NextStep, possibleOwners } from '../next-step/queries.ts';
import { mayActOnPartnership } from '../policy.ts';
import { getPartnership } from '../queries.ts';

async function found(ctx: Ctx, id: string | undefined) {
  const read = authorize(ctx.actor, 'partnerships.read');
  const partnership = read ? await getPartnership(ctx.db, read, id ?? '') : null;
  if (!partnership) throw notFound();
  return partnership;
}

export const loader = guard('partnerships.write', async ({ ctx, scope, params }) => {
  const partnership = await found(ctx, params.id);
  const { id, title, version, departmentCode } = partnership;
  const owned = { departmentCode, partnerId: partnership.partner.id };
  if (!mayActOnPartnership(scope, owned)) throw notFound();
  return {
    partnership: { id, title, version },
    state: { errors: [], values: valuesOf(await getNextStep(ctx.db, id)) } as FormProblem,
    people: await possibleOwners(ctx.db, departmentCode),
  };
});

const valuesOf = (next: NextStep | null): Record<string, string> => ({
  step: next?.step ?? '',
  on: next?.on ?? '',
  ownerId: next?.ownerId ?? '',
});

export const action = guard('partnerships.write', async ({ ctx, scope, request, params }) => {
  const { id } = await found(ctx, params.id);
  const form = await request.formData();
  const unsettled = settle(form);
  const parsed = parseForm(nextStepInput, form);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: formValues(form) } as FormProblem, { status: 422 });
  }
  const done = await planNextStep(ctx, scope, id, Number(form.get('version')), parsed.value);
  if (done.ok) throw redirect(`/partenariats/${id}?fait=1`);
  const again = await afterRefusal(form, done.failure, async () => {
    const { version } = await found(ctx, params.id);
    return { version, values: valuesOf(await getNextStep(ctx.db, id)) };
  });
  return data(again, { status: 409 });
});

export default function NextStepPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partnership, people } = loaderData;
  const { errors, values } = actionData ?? loaderData.state;
  const value = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const owners = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <title>{`${t.title} : ${partnership.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: partnership.title, to: `/partenariats/${partnership.id}` }]}
      />
      <EditForm
        version={partnership.version}
        values={values}
        errors={errors}
        labels={t as unknown as Record<string, string>}
        say={{ ownerId: byOptions(owners) }}
        className="card grid max-w-2xl gap-5"
      >
        <TextField
          name="step"
          label={t.step}
          hint={t.stepHint}
          errors={errors}
          defaultValue={value('step')}
        />
        <TextField name="on" label={t.on} type="date" errors={errors} defaultValue={value('on')} />
        <SelectField
          name="ownerId"
          label={t.ownerId}
          errors={errors}
          placeholder={t.nobody}
          defaultValue={value('ownerId')}
          options={owners}
        />
        <button type="submit" className="btn justify-self-start">
          {t.save}
        </button>
      </EditForm>
    </>
  );
}
