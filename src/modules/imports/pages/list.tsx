import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { data, Form, Link, redirect } from 'react-router';
import { newId } from '../../../platform/db/ids.ts';
import type { FieldError } from '../../../platform/http/forms.ts';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../../platform/i18n/messages.ts';
import { ChoiceField, ErrorSummary, Field } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { startImport } from '../commands.ts';
import { IMPORT_KINDS } from '../domain.ts';
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

export const action = guard('imports.run', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  const kind = IMPORT_KINDS.find((candidate) => candidate === form.get('kind'));
  const file = form.get('file');
  const map = form.get('map');
  const errors: FieldError[] = [];
  if (!kind) errors.push({ field: 'kind', code: 'choose-one' });
  if (!(file instanceof File) || file.name === '')
    errors.push({ field: 'file', code: 'file-missing' });
  if (!kind || !(file instanceof File) || errors.length > 0) {
    return data({ errors, kind: kind ?? '' }, { status: 422 });
  }
  const path = await keep(file, services.temporaryFolder);
  const mapPath =
    map instanceof File && map.size > 0 ? await keep(map, services.temporaryFolder) : undefined;
  const started = await startImport({
    db: ctx.db,
    files: services.files,
    temporaryFolder: services.temporaryFolder,
    kind,
    fileName: file.name,
    path,
    mapPath,
    dryRun: form.get('what') === 'try',
    locale: ctx.locale,
    startedBy: scope.accountId,
  });
  services.background('import', async () => {
    try {
      await started.work();
    } finally {
      await rm(path, { force: true });
      if (mapPath) await rm(mapPath, { force: true });
    }
  });
  throw redirect(`/importations/${started.id}`);
});

/** Keeps an upload for the time of its import, under a name of our own. */
async function keep(file: File, folder: string): Promise<string> {
  const path = join(folder, `upload-${newId()}`);
  await pipeline(
    Readable.fromWeb(file.stream() as WebStream),
    createWriteStream(path, { mode: 0o600 }),
  );
  return path;
}

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
