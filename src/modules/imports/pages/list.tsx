import { data, Form, Link, redirect } from 'react-router';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { readUpload } from '../../../platform/http/upload.ts';
import { formatInstant, formatNumber } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, Field } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { startImport } from '../commands.ts';
import { IMPORT_KINDS, isMapped } from '../domain.ts';
import { takeFileIn } from '../mapping/commands.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listImports } from '../queries.ts';

export const loader = guard('imports.run', async ({ ctx, scope }) => ({
  runs: (await listImports(ctx.db, scope)).map(({ result, ...run }) => ({
    ...run,
    read: result?.read ?? null,
    rejected: result?.rejected ?? null,
  })),
}));

export const action = guard(
  { permission: 'imports.run', limit: { name: 'import', calls: 60, seconds: 3600 } },
  async ({ ctx, scope, services, request }) => {
    const upload = await readUpload(request, services.temporaryFolder);
    const { fields, files } = upload;
    const kind = IMPORT_KINDS.find((candidate) => candidate === fields.kind);
    const errors: FieldError[] = [];
    if (!kind) errors.push({ field: 'kind', code: 'choose-one' });
    if (!files.file) errors.push({ field: 'file', code: 'file-missing' });
    if (!kind || !files.file) {
      await upload.remove();
      return data({ errors, kind: kind ?? '', why: '' }, { status: 422 });
    }
    if (isMapped(kind) && !files.map) {
      const { fileName, path } = files.file;
      const taken = await takeFileIn(ctx, scope, services, { kind, fileName, path }).catch(
        async (error: unknown) => {
          await upload.remove();
          throw error;
        },
      );
      await upload.remove();
      if (!taken.ok)
        return data(
          { errors: [{ field: 'file', code: 'file-unusable' }], kind, why: taken.failure },
          { status: 422 },
        );
      throw redirect(`/importations/${taken.value.id}/colonnes`);
    }
    const started = await startImport({
      db: ctx.db,
      files: services.files,
      temporaryFolder: services.temporaryFolder,
      kind,
      fileName: files.file.fileName,
      path: files.file.path,
      mapPath: files.map && files.map.size > 0 ? files.map.path : undefined,
      dryRun: fields.what === 'try',
      locale: ctx.locale,
      startedBy: scope.accountId,
    }).catch(async (error: unknown) => {
      await upload.remove();
      throw error;
    });
    services.background('import', async () => {
      try {
        await started.work();
      } finally {
        await upload.remove();
      }
    });
    throw redirect(`/importations/${started.id}`);
  },
);

export default function Imports({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const errors = actionData?.errors;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      <ErrorSummary errors={errors} labels={{ kind: t.kind, file: t.file }} />
      {actionData?.why ? <Notice tone="error">{actionData.why}</Notice> : null}
      <Form
        method="post"
        encType="multipart/form-data"
        className="card mb-8 grid max-w-3xl gap-5"
        noValidate
      >
        <ChoiceField
          name="kind"
          label={t.kind}
          required
          errors={errors}
          chosen={[actionData?.kind ?? '']}
          options={IMPORT_KINDS.map((value) => ({ value, label: t.kinds[value] ?? value }))}
        />
        <Field name="file" label={t.file} required errors={errors}>
          {(control) => (
            <input
              {...control}
              type="file"
              className="input"
              accept=".csv,.txt,.xlsx,.json,.geojson"
            />
          )}
        </Field>
        <Field name="map" label={t.map} hint={t.mapHint}>
          {(control) => <input {...control} type="file" className="input" accept=".json" />}
        </Field>
        <div className="flex flex-wrap gap-3">
          <button type="submit" name="what" value="try" className="btn btn-quiet">
            {t.tryIt}
          </button>
          <button type="submit" name="what" value="do" className="btn">
            {t.doIt}
          </button>
        </div>
      </Form>
      <Section title={t.latest} id="dernieres">
        {loaderData.runs.length === 0 ? (
          <EmptyState title={t.none} />
        ) : (
          <DataTable
            caption={t.latest}
            captionHidden
            rows={loaderData.runs}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'file',
                label: t.name,
                cell: (row) => <Link to={`/importations/${row.id}`}>{row.fileName}</Link>,
              },
              { key: 'kind', label: t.kind, cell: (row) => t.kinds[row.kind] ?? row.kind },
              { key: 'when', label: t.when, cell: (row) => formatInstant(locale, row.startedAt) },
              {
                key: 'state',
                label: t.state,
                cell: (row) => `${t.status[row.status]}${row.dryRun ? ` (${t.trial})` : ''}`,
              },
              {
                key: 'read',
                label: t.read,
                numeric: true,
                cell: (row) => (row.read === null ? '—' : formatNumber(locale, row.read)),
              },
              {
                key: 'rejected',
                label: t.rejected,
                numeric: true,
                cell: (row) => (row.rejected === null ? '—' : formatNumber(locale, row.rejected)),
              },
            ]}
          />
        )}
      </Section>
    </>
  );
}
