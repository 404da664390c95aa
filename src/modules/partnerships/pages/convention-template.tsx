import { data, Form, redirect } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { ClauseFields } from '../components/clause-fields.tsx';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { placeholdersOf, saveTemplate } from '../convention/template/commands.ts';
import { currentTemplate } from '../convention/template/queries.ts';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { en as partnershipEn } from '../messages.en.ts';
import { fr as partnershipFr } from '../messages.fr.ts';
import { type ConventionValues, readConventionForm } from './convention-form.ts';

const typeOf = (text: string | undefined) => {
  const type = PARTNERSHIP_TYPES.find((known) => known === text);
  if (!type) throw notFound();
  return type;
};

interface State {
  readonly errors: readonly FieldError[];
  readonly values: ConventionValues;
  readonly unknown: readonly string[];
}

export const loader = guard('conventions.template', async ({ ctx, params }) => {
  const type = typeOf(params.type);
  const template = await currentTemplate(ctx.db, type);
  const values: Record<string, string | readonly string[]> = {};
  for (const [row, clause] of template.clauses.entries()) {
    values[`clause-${row}-key`] = clause.key;
    values[`clause-${row}-title`] = clause.title;
    values[`clause-${row}-body`] = clause.body;
    values[`clause-${row}-concerns[]`] = clause.concerns;
  }
  const state: State = { errors: [], values, unknown: [] };
  return { type, version: template.version, placeholders: placeholdersOf(type), state };
});

export const action = guard('conventions.template', async ({ ctx, scope, request, params }) => {
  const type = typeOf(params.type);
  const form = await request.formData();
  const seen = Number(form.get('version'));
  // The clauses' rows are those of a convention; a template has no title, term or signatory.
  form.set('title', type);
  const read = readConventionForm(form);
  if (!read.ok)
    return data({ errors: read.errors, values: read.values, unknown: [] } as State, {
      status: 422,
    });
  const saved = await saveTemplate(ctx, scope, type, seen, read.value.clauses);
  if (saved.ok) throw redirect('/conventions/modeles?fait=1');
  return data(
    { errors: [saved.failure], values: read.values, unknown: saved.failure.names ?? [] } as State,
    { status: saved.failure.code === 'changed-meanwhile' ? 409 : 422 },
  );
});

export default function Template({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const { errors, values, unknown } = actionData ?? loaderData.state;
  const labels: Record<string, string> = { clauses: t.field.clauses };
  for (const { field } of errors) {
    const [list, row, name] = field.split('-');
    const n = Number(row) + 1;
    if (list === 'clause') labels[field] = name === 'title' ? t.clauseTitle(n) : t.clauseBody(n);
  }
  const title = t.templates.edit(words.types[loaderData.type]);
  return (
    <>
      <title>{`${title} — Maillage`}</title>
      <PageHeader
        title={title}
        lead={t.templates.version(loaderData.version)}
        crumbs={[{ label: t.templates.title, to: '/conventions/modeles' }]}
      />
      <ErrorSummary errors={errors} labels={labels} />
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
      <Form method="post" className="grid max-w-4xl gap-5" noValidate>
        <input type="hidden" name="version" value={loaderData.version} />
        <ClauseFields values={values} errors={errors} />
        <button type="submit" className="btn justify-self-start">
          {t.templates.save}
        </button>
      </Form>
    </>
  );
}
