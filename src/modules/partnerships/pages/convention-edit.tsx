import { data, Form, redirect } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { type GuardedArgs, guard, notFound } from '../../../platform/http/route.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ClauseFields } from '../components/clause-fields.tsx';
import { ConventionChanges } from '../components/convention-text.tsx';
import { SignatoryFields } from '../components/signatory-fields.tsx';
import { type ClauseChange, changesBetween, OPEN } from '../convention/domain.ts';
import { saveConvention } from '../convention/editing/commands.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { mayWriteConvention } from '../convention/policy.ts';
import { type Convention, listConventions, readConvention } from '../convention/queries.ts';
import { getPartnership } from '../queries.ts';
import { type ConventionValues, readConventionForm } from './convention-form.ts';

interface State {
  readonly errors: readonly FieldError[];
  readonly values: ConventionValues;
  /** What the record holds that the form does not, when somebody saved meanwhile. */
  readonly changes: readonly ClauseChange[] | null;
  readonly version: number;
}

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
    state: {
      errors: [],
      changes: null,
      version: convention.version,
      values: valuesOf(convention),
    } satisfies State,
  };
});

function valuesOf({ content, signatories }: Convention): ConventionValues {
  const values: Record<string, string | readonly string[]> = {
    title: content.title,
    startsOn: content.startsOn ?? '',
    endsOn: content.endsOn ?? '',
    community: content.parties.find(({ side }) => side === 'community')?.organisation ?? '',
  };
  for (const [row, clause] of content.clauses.entries()) {
    values[`clause-${row}-key`] = clause.key;
    values[`clause-${row}-title`] = clause.title;
    values[`clause-${row}-body`] = clause.body;
    values[`clause-${row}-concerns[]`] = clause.concerns;
  }
  for (const [row, person] of signatories.entries()) {
    values[`signatory-${row}-id`] = person.id;
    values[`signatory-${row}-side`] = person.side;
    values[`signatory-${row}-name`] = person.name;
    values[`signatory-${row}-function`] = person.function;
    values[`signatory-${row}-email`] = person.email;
  }
  return values;
}

export const action = guard('conventions.write', async (args) => {
  const { ctx, scope, services, request } = args;
  const { found, convention } = await open(args);
  const form = await request.formData();
  const version = Number(form.get('version'));
  const parsed = readConventionForm(form);
  if (!parsed.ok) {
    const { errors, values } = parsed;
    return data({ errors, values, changes: null, version } as State, { status: 422 });
  }
  const { value, values } = parsed;
  const saved = await saveConvention(ctx, scope, services.secret, convention.id, version, value);
  if (saved.ok) {
    services.wake();
    const voided = saved.value.voided > 0 ? `&annulees=${saved.value.voided}` : '';
    throw redirect(`/partenariats/${found.id}/convention?fait=1${voided}`);
  }
  if (saved.failure.code !== 'changed-meanwhile')
    return data({ errors: [saved.failure], values, changes: null, version } as State, {
      status: 409,
    });
  // What was typed, beside what somebody else has saved: the second writer sees and chooses.
  const mine = { ...convention.content, ...value, parties: convention.content.parties };
  const seen = [
    ...changesBetween(mine, convention.content, 'operator'),
    ...changesBetween(mine, convention.content, 'partner'),
    ...changesBetween(mine, convention.content, 'community'),
  ];
  const changes = [...new Map(seen.map((change) => [change.key, change])).values()];
  return data({ errors: [saved.failure], values, changes, version: convention.version } as State, {
    status: 409,
  });
});

export default function EditConvention({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const { partnership } = loaderData;
  const { errors, values, changes, version } = actionData ?? loaderData.state;
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
      <ErrorSummary errors={errors} labels={labelsOf(t, errors)} />
      {changes ? (
        <Notice tone="warning" title={t.changedTitle}>
          <p className="mb-3">{t.changedLead}</p>
          <ConventionChanges changes={changes} />
        </Notice>
      ) : null}
      <Form method="post" className="grid max-w-4xl gap-8" noValidate>
        <input type="hidden" name="version" value={version} />
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
          {changes ? t.overwrite : t.save}
        </button>
      </Form>
    </>
  );
}

/** Names the rows' fields in the summary as the page does. */
function labelsOf(
  t: ReturnType<typeof useText<typeof fr>>,
  errors: readonly FieldError[],
): Record<string, string> {
  const labels: Record<string, string> = { ...t.field };
  for (const { field } of errors) {
    const [list, row, name] = field.split('-');
    const n = Number(row) + 1;
    if (list === 'clause') labels[field] = name === 'title' ? t.clauseTitle(n) : t.clauseBody(n);
    if (list === 'signatory')
      labels[field] =
        `${t.signatory(n)} · ${t.signatoryField[name as keyof typeof t.signatoryField] ?? ''}`;
  }
  return labels;
}
