import { data, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import type { FormProblem } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { EditForm } from '../../../ui/conflict.tsx';
import { TextField } from '../../../ui/form.tsx';
import { PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ClauseFields } from '../components/clause-fields.tsx';
import { conventionLabels, saySides } from '../components/convention-labels.ts';
import { SignatoryFields } from '../components/signatory-fields.tsx';
import { OPEN } from '../convention/domain.ts';
import { saveConvention } from '../convention/editing/commands.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { mayWriteConvention } from '../convention/policy.ts';
import { type Convention, listConventions, readConvention } from '../convention/queries.ts';
import { getPartnership } from '../queries.ts';
import { type ConventionValues, clauseValues, readConventionForm } from './convention-form.ts';

async function open({
  ctx,
  actor,
  scope,
  params,
}: Pick<GuardedArgs<'conventions.write'>, 'ctx' | 'actor' | 'scope' | 'params'>) {
  const read = authorize(actor, 'partnerships.read');
  const readText = authorize(actor, 'conventions.read');
  const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
  const owner = found && {
    id: found.id,
    departmentCode: found.departmentCode,
    partnerId: found.partner.id,
  };
  if (!found || !owner || !readText || !mayWriteConvention(scope, owner)) throw notFound();
  const head = (await listConventions(ctx.db, readText, owner)).find(({ status }) =>
    OPEN.includes(status),
  );
  const convention = head ? await readConvention(ctx.db, head.id) : null;
  if (!convention) throw redirect(`/partenariats/${found.id}/convention`);
  return { found, convention };
}

export const loader = guard('conventions.write', async (args) => {
  const { found, convention } = await open(args);
  return {
    partnership: { id: found.id, title: found.title },
    version: convention.version,
    state: { errors: [], values: valuesOf(convention) } as FormProblem,
  };
});

function valuesOf({ content, signatories }: Convention): ConventionValues {
  const values: Record<string, string | readonly string[]> = {
    ...clauseValues(content.clauses),
    title: content.title,
    startsOn: content.startsOn ?? '',
    endsOn: content.endsOn ?? '',
    community: content.parties.find(({ side }) => side === 'community')?.organisation ?? '',
  };
  for (const { id, side, name, function: office, email } of signatories) {
    values[`signatory-${id}-name`] = name;
    values[`signatory-${id}-function`] = office;
    values[`signatory-${id}-email`] = email;
    values[`signatory-${id}-side`] = side;
  }
  return values;
}

export const action = guard('conventions.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const { found, convention } = await open(args);
  const form = await request.formData();
  const version = Number(form.get('version'));
  const unsettled = settle(form);
  const parsed = readConventionForm(form);
  if (!parsed.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(parsed.ok ? [] : parsed.errors)];
    return data({ errors, values: parsed.values } as FormProblem, { status: 422 });
  }
  const { value } = parsed;
  const saved = await saveConvention(ctx, scope, services.secret, convention.id, version, value);
  if (saved.ok) {
    services.wake();
    const voided = saved.value.voided > 0 ? `&annulees=${saved.value.voided}` : '';
    throw redirect(`/partenariats/${found.id}/convention?fait=1${voided}`);
  }
  const again = await afterRefusal(form, saved.failure, async () => {
    const now = (await open(args)).convention;
    return { version: now.version, values: valuesOf(now) };
  });
  return data(again, { status: 409 });
});

export default function EditConvention({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partnership } = loaderData;
  const { errors, values } = actionData ?? loaderData.state;
  const one = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const field = (name: 'title' | 'startsOn' | 'endsOn' | 'community') => ({
    name,
    label: t.field[name],
    errors,
    defaultValue: one(name),
  });
  return (
    <>
      <title>{`${t.editTitle} — Maillage`}</title>
      <PageHeader
        title={t.editTitle}
        lead={t.editLead}
        crumbs={[
          { label: partnership.title, to: `/partenariats/${partnership.id}` },
          { label: t.title, to: `/partenariats/${partnership.id}/convention` },
        ]}
      />
      <EditForm
        version={loaderData.version}
        values={values}
        errors={errors}
        labels={conventionLabels(t, values)}
        say={saySides(t, values)}
        className="grid max-w-4xl gap-8"
      >
        <div className="card grid gap-5">
          <TextField {...field('title')} required />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField {...field('startsOn')} type="date" />
            <TextField {...field('endsOn')} type="date" hint={t.field.endsOnHint} required />
          </div>
        </div>
        <Section title={t.field.signatories} id="field-signatories">
          <SignatoryFields values={values} errors={errors} />
          <div className="mt-4">
            <TextField {...field('community')} hint={t.field.communityHint} />
          </div>
        </Section>
        <Section title={t.field.clauses} id="field-clauses">
          <ClauseFields values={values} errors={errors} />
        </Section>
        <button type="submit" className="btn justify-self-start">
          {t.save}
        </button>
      </EditForm>
    </>
  );
}
