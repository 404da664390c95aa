import { guard } from '../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../platform/i18n/messages.ts';
import { countWaitingEvents, listTroubledJobs } from '../../platform/jobs/queries.ts';
import { EmptyState, PageHeader } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { DataTable } from '../../ui/table.tsx';
import { en } from '../house/messages.en.ts';
import { fr } from '../house/messages.fr.ts';

export const loader = guard('jobs.read', async ({ ctx }) => ({
  jobs: await listTroubledJobs(ctx.db),
  waiting: await countWaitingEvents(ctx.db),
}));

export default function Jobs({ loaderData: { jobs, waiting } }: PageProps<typeof loader>) {
  const t = useText({ fr, en }).jobs;
  const locale = useLocale();
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      <p className="mb-4 font-semibold">{t.waiting(formatNumber(locale, waiting))}</p>
      {jobs.length === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <DataTable
          caption={t.title}
          captionHidden
          rows={jobs}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', label: t.name, cell: (row) => row.name },
            {
              key: 'state',
              label: t.state,
              cell: (row) => (row.state === 'failed' ? t.failed : t.retry),
            },
            {
              key: 'tries',
              label: t.tries,
              numeric: true,
              cell: (row) => formatNumber(locale, row.tries),
            },
            { key: 'problem', label: t.problem, cell: (row) => row.problem ?? '—' },
            { key: 'at', label: t.at, cell: (row) => formatInstant(locale, row.createdAt) },
          ]}
        />
      )}
    </>
  );
}
