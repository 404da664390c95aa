import { data, Form } from 'react-router';
import { formValues, parseForm } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField, TextField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { setTarget } from '../commands.ts';
import { targetInput } from '../contract.ts';
import { TARGETS, type TargetCode } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export const loader = guard('targets.write', async ({ ctx }) => {
  const rows = await ctx.db
    .selectFrom('target')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('code')
    .execute();
  return {
    rows: rows.map((row) => ({ ...row, code: row.code as TargetCode })),
    year: ctx.now.getUTCFullYear(),
  };
});

export const action = guard('targets.write', async ({ ctx, scope, request }) => {
  const form = await request.formData();
  const parsed = parseForm(targetInput, form);
  if (!parsed.ok) {
    return data(
      { errors: parsed.errors, values: formValues(form) as Record<string, string>, saved: false },
      { status: 422 },
    );
  }
  await setTarget(ctx, scope, parsed.value);
  return data({ errors: [], values: {} as Record<string, string>, saved: true });
});

export default function Targets({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const errors = actionData?.errors;
  const value = (name: string, otherwise = '') => actionData?.values[name] ?? otherwise;
  return (
    <>
      <title>{`${t.targetsTitle} — Maillage`}</title>
      <PageHeader title={t.targetsTitle} crumbs={[{ label: t.title, to: '/chiffres' }]} />
      {actionData?.saved ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      <ErrorSummary
        errors={errors}
        labels={{ code: t.figure, year: t.year, value: t.targetValue }}
      />
      <Form method="post" className="card mb-8 grid max-w-xl gap-4" noValidate>
        <SelectField
          name="code"
          label={t.figure}
          required
          errors={errors}
          defaultValue={value('code')}
          options={TARGETS.map((code) => ({ value: code, label: t.targetCode[code] }))}
        />
        <TextField
          name="year"
          label={t.year}
          required
          inputMode="numeric"
          errors={errors}
          defaultValue={value('year', String(loaderData.year))}
        />
        <TextField
          name="value"
          label={t.targetValue}
          required
          inputMode="numeric"
          errors={errors}
          defaultValue={value('value')}
        />
        <TextField
          name="source"
          label={t.targetOrigin}
          errors={errors}
          defaultValue={value('source')}
        />
        <button type="submit" className="btn justify-self-start">
          {t.save}
        </button>
      </Form>
      <Section title={t.targetsTitle} id="cibles">
        <DataTable
          caption={t.targetsTitle}
          captionHidden
          rows={loaderData.rows}
          rowKey={(row) => `${row.code}${row.year}`}
          columns={[
            { key: 'code', label: t.figure, cell: (row) => t.targetCode[row.code] },
            { key: 'year', label: t.year, numeric: true, cell: (row) => row.year },
            {
              key: 'value',
              label: t.targetValue,
              numeric: true,
              cell: (row) => formatNumber(locale, row.value, 0),
            },
            { key: 'source', label: t.targetOrigin, cell: (row) => row.source },
          ]}
        />
      </Section>
    </>
  );
}
