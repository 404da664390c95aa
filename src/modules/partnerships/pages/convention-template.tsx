import { data, redirect } from 'react-router';
import type { Ctx } from '../../../platform/access/access.ts';
import { afterRefusal, settle } from '../../../platform/http/conflict.ts';
import { type FormProblem, formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { EditForm, useMeetingLabels } from '../../../ui/conflict.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ClauseFields } from '../components/clause-fields.tsx';
import { conventionLabels, saySides } from '../components/convention-labels.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { placeholdersOf, saveTemplate } from '../convention/template/commands.ts';
import { currentTemplate } from '../convention/template/queries.ts';
import { PARTNERSHIP_TYPES, type PartnershipType } from '../domain.ts';
import { en as partnershipEn } from '../messages.en.ts';
import { fr as partnershipFr } from '../messages.fr.ts';
import { clauseValues, readConventionForm } from './convention-form.ts';

const typeOf = (text: string | undefined) => {
  const type = PARTNERSHIP_TYPES.find((known) => known === text);
  if (!type) throw notFound();
  return type;
};

interface State extends FormProblem {
  /** Words between braces that the type does not know. */
  readonly unknown: readonly string[];
}

async function open(ctx: Ctx, type: PartnershipType) {
  const { version, clauses } = await currentTemplate(ctx.db, type);
  return { version, values: clauseValues(clauses) };
}

export const loader = guard('conventions.template', async ({ ctx, params }) => {
  const type = typeOf(params.type);
  const { version, values } = await open(ctx, type);
  const state: State = { errors: [], values, unknown: [] };
  return { type, version, placeholders: placeholdersOf(type), state };
});

export const action = guard('conventions.template', async ({ ctx, scope, request, params }) => {
  const type = typeOf(params.type);
  const form = await request.formData();
  const version = Number(form.get('version'));
  const unsettled = settle(form);
  // The clauses' rows are those of a convention; a template has no title, term or signatory.
  form.set('title', type);
  const read = readConventionForm(form);
  form.delete('title');
  const values = formValues(form);
  if (!read.ok || unsettled.length > 0) {
    const errors = [...unsettled, ...(read.ok ? [] : read.errors)];
    return data({ errors, values, unknown: [] } as State, { status: 422 });
  }
  const saved = await saveTemplate(ctx, scope, type, version, read.value.clauses);
  if (saved.ok) throw redirect('/conventions/modeles?fait=1');
  const again = await afterRefusal(form, saved.failure, () => open(ctx, type));
  return data({ ...again, unknown: saved.failure.names ?? [] } as State, {
    status: saved.failure.code === 'changed-meanwhile' ? 409 : 422,
  });
});

export default function Template({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const { errors, values, unknown } = actionData ?? loaderData.state;
  const labels = conventionLabels(t, values);
  const named = useMeetingLabels(labels, values);
  const title = t.templates.edit(words.types[loaderData.type]);
  return (
    <>
      <title>{`${title} — Maillage`}</title>
      <PageHeader
        title={title}
        lead={t.templates.version(loaderData.version)}
        crumbs={[{ label: t.templates.title, to: '/conventions/modeles' }]}
      />
      <ErrorSummary errors={errors} labels={named} />
      {unknown.length > 0 ? (
        <Notice tone="error">{t.templates.unknown(unknown.join(', '))}</Notice>
      ) : null}
      <Section title={t.templates.placeholders} id="mots">
        <p className="hint mb-2">{t.templates.placeholdersHint}</p>
        <ul className="flex flex-wrap gap-2">
          {loaderData.placeholders.map((name) => (
            <li key={name}>
              <code>{`{{${name}}}`}</code>
            </li>
          ))}
        </ul>
      </Section>
      <EditForm
        version={loaderData.version}
        values={values}
        errors={errors}
        labels={labels}
        say={saySides(t, values)}
        // The problems stand above the words that may be used.
        summary={false}
        className="grid max-w-4xl gap-5"
      >
        <ClauseFields values={values} errors={errors} />
        <button type="submit" className="btn justify-self-start">
          {t.templates.save}
        </button>
      </EditForm>
    </>
  );
}
