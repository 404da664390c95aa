import { data, Form, Link, redirect } from 'react-router';
import { parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { en } from '../convention/messages.en.ts';
import { fr } from '../convention/messages.fr.ts';
import { operatorOf } from '../convention/queries.ts';
import { saveOperator } from '../convention/template/commands.ts';
import { operatorInput } from '../convention/template/contract.ts';
import { currentTemplate } from '../convention/template/queries.ts';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { en as partnershipEn } from '../messages.en.ts';
import { fr as partnershipFr } from '../messages.fr.ts';

export const loader = guard('conventions.template', async ({ ctx, url }) => ({
  templates: (
    await Promise.all(PARTNERSHIP_TYPES.map((type) => currentTemplate(ctx.db, type)))
  ).map(({ type, version, writtenAt }) => ({ type, version, writtenAt })),
  operator: await operatorOf(ctx.db),
  saved: url.searchParams.get('fait') === '1',
}));

export const action = guard('conventions.template', async ({ ctx, scope, request }) => {
  const parsed = parseForm(operatorInput, await request.formData());
  if (!parsed.ok)
    return data(
      { errors: parsed.errors, values: parsed.values as Record<string, string> },
      { status: 422 },
    );
  await saveOperator(ctx, scope, parsed.value);
  throw redirect('/conventions/modeles?fait=1');
});

export default function Templates({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const words = useText({ fr: partnershipFr, en: partnershipEn });
  const locale = useLocale();
  const errors = actionData?.errors;
  const labels = {
    name: t.templates.operatorName,
    identifier: t.templates.operatorIdentifier,
    address: t.templates.operatorAddress,
  };
  const field = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    errors,
    defaultValue: actionData?.values[name] ?? loaderData.operator[name],
  });
  return (
    <>
      <title>{`${t.templates.title} — Maillage`}</title>
      <PageHeader
        title={t.templates.title}
        lead={t.templates.lead}
        crumbs={[{ label: words.list.title, to: '/partenariats' }]}
      />
      {loaderData.saved && !errors ? (
        <Notice tone="ok" live>
          {t.done}
        </Notice>
      ) : null}
      <ul className="mb-8 grid gap-3 sm:grid-cols-2">
        {loaderData.templates.map(({ type, version, writtenAt }) => (
          <li key={type} className="card">
            <Link className="font-bold" to={`/conventions/modeles/${type}`}>
              {words.types[type]}
            </Link>
            <p className="hint">
              {t.templates.version(version)}
              {writtenAt ? ` · ${formatInstant(locale, writtenAt)}` : ''}
            </p>
          </li>
        ))}
      </ul>
      <Section title={t.templates.operatorTitle} id="operateur">
        <ErrorSummary errors={errors} labels={labels} />
        <Form method="post" className="card grid max-w-xl gap-4" noValidate>
          <TextField {...field('name')} required />
          <TextField {...field('identifier')} inputMode="numeric" />
          <TextField {...field('address')} />
          <button type="submit" className="btn justify-self-start">
            {t.templates.operatorSave}
          </button>
        </Form>
      </Section>
    </>
  );
}
