import { data, Form, redirect } from 'react-router';
import { formValues } from '../../../platform/http/forms.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { ErrorSummary, SelectField } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { KINDS } from '../commands.ts';
import { nameColumns } from '../mapping/commands.ts';
import { getMappedRun, rememberedMap } from '../mapping/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { begin } from './begin.ts';

export const loader = guard('imports.run', async ({ ctx, scope, params }) => {
  const run = await getMappedRun(ctx.db, scope, params.id ?? '');
  if (!run) throw notFound();
  const headers = run.look.columns.map(({ header }) => header);
  return {
    id: run.id,
    kind: run.kind,
    fileName: run.fileName,
    rows: run.look.rows,
    seen: run.look.columns.map(({ header, samples, filled }) => ({ header, samples, filled })),
    columns: Object.entries(KINDS[run.kind].mapping?.columns ?? {}).map(([key, spec]) => ({
      key,
      required: spec.required ?? false,
    })),
    chosen: run.map.columns,
    remembered: (await rememberedMap(ctx.db, run.kind, headers)) !== null,
  };
});

export const action = guard('imports.run', async ({ ctx, scope, services, request, params }) => {
  const id = params.id ?? '';
  const chosen = formValues(await request.formData()) as Record<string, string>;
  const done = await nameColumns(ctx, scope, id, chosen);
  if (!done.ok) return data({ errors: done.failure, chosen }, { status: 422 });
  if (done.value.hasWords) throw redirect(`/importations/${id}/mots`);
  throw await begin({ ctx, scope, services }, id, true);
});

export default function Columns({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { kind, fileName, rows, seen, columns, remembered } = loaderData;
  const chosen = actionData?.chosen ?? loaderData.chosen;
  const labels = t.columns[kind] ?? {};
  return (
    <>
      <title>{`${t.steps.columns} : ${fileName} — Maillage`}</title>
      <PageHeader
        title={fileName}
        crumbs={[{ label: t.title, to: '/importations' }]}
        over={<span className="tag">{t.steps.columns}</span>}
        lead={t.columnsLead(formatNumber(locale, rows))}
      />
      <ErrorSummary errors={actionData?.errors} labels={labels} />
      {remembered ? <Notice>{t.remembered}</Notice> : null}
      <div className="grid gap-8 lg:grid-cols-2">
        <Form method="post" className="card grid content-start gap-4" noValidate>
          {columns.map(({ key, required }) => (
            <SelectField
              key={key}
              name={key}
              label={labels[key] ?? key}
              required={required}
              errors={actionData?.errors}
              defaultValue={chosen[key] ?? ''}
              placeholder={t.notInFile}
              options={seen.map(({ header, samples }) => ({
                value: header,
                label: samples[0] ? `${header} — ${samples[0].slice(0, 40)}` : header,
              }))}
            />
          ))}
          <div>
            <button type="submit" className="btn">
              {t.next}
            </button>
          </div>
        </Form>
        <div className="min-w-0">
          <Section title={t.whatIsThere} id="fichier">
            <DataTable
              caption={t.whatIsThere}
              captionHidden
              rows={seen}
              rowKey={(row) => row.header}
              columns={[
                {
                  key: 'header',
                  label: t.inFile,
                  cell: (row) => (
                    <>
                      {row.header}
                      <span className="hint block font-normal">
                        {t.filled(formatNumber(locale, row.filled))}
                      </span>
                    </>
                  ),
                },
                {
                  key: 'samples',
                  label: t.samples,
                  cell: (row) => (
                    <ul className="break-words">
                      {row.samples.map((sample) => (
                        <li key={sample}>{sample}</li>
                      ))}
                    </ul>
                  ),
                },
              ]}
            />
          </Section>
        </div>
      </div>
    </>
  );
}
