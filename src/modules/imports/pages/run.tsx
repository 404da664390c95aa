import { useEffect } from 'react';
import { data, Form, Link, redirect, useRevalidator } from 'react-router';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../../platform/i18n/messages.ts';
import { Figure } from '../../../ui/figure.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { undoImport } from '../batches/commands.ts';
import { isMapped } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { getImport } from '../queries.ts';
import { begin } from './begin.ts';

/** Rows of errors and remarks on the page; the file of rejected rows has all of them. */
const SHOWN = 50;
const REFRESH_MS = 1_500;

export const loader = guard('imports.run', async ({ ctx, scope, params }) => {
  const run = await getImport(ctx.db, scope, params.id ?? '');
  if (!run) throw notFound();
  if (run.status === 'mapping') throw redirect(`/importations/${run.id}/colonnes`);
  const { result, ...rest } = run;
  return {
    run: rest,
    mapped: isMapped(run.kind),
    counts: result
      ? {
          read: result.read,
          created: result.created,
          updated: result.updated,
          unchanged: result.unchanged,
          rejected: result.rejected,
          warnings: result.warnings,
        }
      : null,
    errors: result?.errors.slice(0, SHOWN) ?? [],
    errorsMore: result
      ? result.errors.length + result.errorsOmitted - Math.min(SHOWN, result.errors.length)
      : 0,
    remarks: result?.warningDetails.slice(0, SHOWN) ?? [],
    remarksMore: result ? result.warnings - Math.min(SHOWN, result.warningDetails.length) : 0,
  };
});

export const action = guard(
  { permission: 'imports.run', limit: { name: 'import-run', calls: 120, seconds: 3600 } },
  async ({ ctx, scope, services, request, params }) => {
    const id = params.id ?? '';
    const what = (await request.formData()).get('what');
    if (what !== 'undo') throw await begin({ ctx, scope, services }, id, what !== 'apply');
    const done = await undoImport(ctx, scope, id);
    if (!done.ok) return data({ errors: [done.failure] }, { status: 409 });
    throw redirect(`/importations/${id}`);
  },
);

type Data = PageProps<typeof loader>['loaderData'];

export default function ImportRunPage({
  loaderData,
  actionData,
}: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { run, counts } = loaderData;
  useRefresh(run.status === 'running' || run.status === 'waiting');
  return (
    <>
      <title>{`${run.fileName} — Maillage`}</title>
      <PageHeader
        title={run.fileName}
        crumbs={[{ label: t.title, to: '/importations' }]}
        lead={`${t.kinds[run.kind] ?? run.kind} · ${formatInstant(locale, run.startedAt)}`}
        over={
          <span className="tag">{`${t.status[run.status]}${run.dryRun ? ` (${t.trial})` : ''}`}</span>
        }
        actions={
          <Link className="btn btn-quiet" to="/importations">
            {t.again}
          </Link>
        }
      />
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      <div role="status">
        {run.status === 'running' ? (
          <Notice>
            <p>{t.running}</p>
            <Link to={`/importations/${run.id}`}>{t.refresh}</Link>
          </Notice>
        ) : null}
        {run.failure ? (
          <Notice tone="error">{run.failure === 'internal' ? t.internal : run.failure}</Notice>
        ) : null}
        {run.undone ? (
          <Notice tone="ok">
            {t.undone(
              formatNumber(locale, run.undone.removed),
              formatNumber(locale, run.undone.restored),
              formatNumber(locale, run.undone.kept),
            )}
          </Notice>
        ) : null}
        {counts && run.dryRun ? <Notice>{t.trialDone}</Notice> : null}
        {counts && counts.rejected === 0 && !run.undone ? (
          <Notice tone="ok">{run.dryRun ? t.wouldAll : t.allIn}</Notice>
        ) : null}
        {counts && counts.rejected > 0 ? (
          <Notice tone="warning">
            <p>{run.waiting ? t.someWould : t.someRejected}</p>
            {run.rejectedFile ? (
              <a href={`/importations/${run.id}/refusees.csv`}>{t.download}</a>
            ) : null}
          </Notice>
        ) : null}
      </div>
      {counts ? <Counts counts={counts} /> : null}
      <Then {...loaderData} />
      <Issues
        title={t.errors}
        rows={loaderData.errors}
        more={loaderData.errorsMore}
        id="refusees"
      />
      <Issues
        title={t.remarks}
        rows={loaderData.remarks}
        more={loaderData.remarksMore}
        id="remarques"
      />
    </>
  );
}

/** What can be done next with an import whose columns were said. */
function Then({ run, counts, mapped }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!mapped || run.status === 'running') return null;
  if (run.waiting)
    return (
      <Form method="post" className="card mb-8 grid max-w-3xl gap-4">
        {counts && counts.read > counts.rejected ? (
          <>
            <p className="hint">{t.applyHint}</p>
            <div>
              <button type="submit" name="what" value="apply" className="btn">
                {t.apply(formatNumber(locale, counts.read - counts.rejected))}
              </button>
            </div>
          </>
        ) : null}
        <p className="flex flex-wrap gap-x-5 gap-y-1">
          <Link to={`/importations/${run.id}/colonnes`}>{t.changeColumns}</Link>
          <Link to={`/importations/${run.id}/mots`}>{t.changeWords}</Link>
        </p>
      </Form>
    );
  if (run.status !== 'done' || run.dryRun) return null;
  return (
    <Form method="post" className="card mb-8 grid max-w-3xl gap-4">
      <p className="hint">{t.undoHint}</p>
      <div>
        <button type="submit" name="what" value="undo" className="btn btn-quiet">
          {t.undo}
        </button>
      </div>
    </Form>
  );
}

function useRefresh(active: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => void revalidate(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [active, revalidate]);
}

function Counts({ counts }: { counts: NonNullable<Data['counts']> }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <div className="mb-8 grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] gap-4">
      {(['read', 'created', 'updated', 'unchanged', 'rejected', 'warnings'] as const).map((key) => (
        <Figure key={key} value={formatNumber(locale, counts[key])} label={t[key]} />
      ))}
    </div>
  );
}

function Issues({
  title,
  rows,
  more,
  id,
}: {
  title: string;
  rows: Data['errors'];
  more: number;
  id: string;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (rows.length === 0) return null;
  return (
    <Section title={title} id={id}>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => `${row.line}${row.field}${row.code}`}
        columns={[
          {
            key: 'line',
            label: t.line,
            room: 'short',
            cell: (row) => formatNumber(locale, row.line),
          },
          { key: 'field', label: t.field, cell: (row) => row.field || '—' },
          { key: 'message', label: t.message, room: 'long', cell: (row) => row.message },
        ]}
      />
      {more > 0 ? <p className="hint mt-2">{t.omitted(formatNumber(locale, more))}</p> : null}
    </Section>
  );
}
