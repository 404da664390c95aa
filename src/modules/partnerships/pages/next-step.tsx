import { data, Form, redirect } from 'react-router';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { planNextStep } from '../next-step/commands.ts';
import { nextStepInput } from '../next-step/contract.ts';
import { en } from '../next-step/messages.en.ts';
import { fr } from '../next-step/messages.fr.ts';
import { getNextStep, possibleOwners } from '../next-step/queries.ts';
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
    next: await getNextStep(ctx.db, id),
    people: await possibleOwners(ctx.db, departmentCode),
  };
});

export const action = guard('partnerships.write', async ({ ctx, scope, request, params }) => {
  const { id } = await found(ctx, params.id);
  const form = await request.formData();
  const values = formValues(form) as Record<string, string>;
  const parsed = parseForm(nextStepInput, form);
  if (!parsed.ok) return data({ errors: parsed.errors, values }, { status: 422 });
  const done = await planNextStep(ctx, scope, id, Number(values.version), parsed.value);
  if (!done.ok) return data({ errors: [done.failure], values }, { status: 409 });
  throw redirect(`/partenariats/${id}?fait=1`);
});

export default function NextStepPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partnership, next, people } = loaderData;
  const errors = actionData?.errors;
  const value = (name: string, otherwise: string | null | undefined): string =>
    actionData?.values[name] ?? otherwise ?? '';
  return (
    <>
      <title>{`${t.title} : ${partnership.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: partnership.title, to: `/partenariats/${partnership.id}` }]}
      />
      <ErrorSummary errors={errors} labels={t as unknown as Record<string, string>} />
      <Form method="post" className="card grid max-w-2xl gap-5" noValidate>
        <input type="hidden" name="version" value={partnership.version} />
        <TextField
          name="step"
          label={t.step}
          hint={t.stepHint}
          errors={errors}
          defaultValue={value('step', next?.step)}
        />
        <TextField
          name="on"
          label={t.on}
          type="date"
          errors={errors}
          defaultValue={value('on', next?.on)}
        />
        <SelectField
          name="ownerId"
          label={t.ownerId}
          errors={errors}
          placeholder={t.nobody}
          defaultValue={value('ownerId', next?.ownerId)}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <button type="submit" className="btn justify-self-start">
          {t.save}
        </button>
      </Form>
    </>
  );
}
