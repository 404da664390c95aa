import { Form, redirect } from 'react-router';
import { authorize } from '../../platform/access/access.ts';
import { backupTroubled, readBackupState } from '../../platform/backup/state.ts';
import { guard } from '../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../platform/i18n/messages.ts';
import { countWaitingEvents, listTroubledJobs } from '../../platform/jobs/queries.ts';
import { EmptyState, Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { DataTable } from '../../ui/table.tsx';
import { en } from '../house/messages.en.ts';
import { fr } from '../house/messages.fr.ts';

export const loader = guard('jobs.read', async ({ ctx, services }) => {
  const state = await readBackupState(ctx.db);
  const { configured } = services.backups;
  return {
    jobs: await listTroubledJobs(ctx.db),
    waiting: await countWaitingEvents(ctx.db),
    held: services.held,
    backup: {
      ...state,
      configured,
      running: services.backups.running(),
      troubled: configured && backupTroubled(state, ctx.now),
      mayRun: configured && authorize(ctx.actor, 'backups.run') !== null,
    },
  };
});

export const action = guard('backups.run', async ({ services }) => {
  if (services.backups.configured && !services.backups.running())
    services.background('backup', services.backups.regular);
  throw redirect('/travaux#sauvegardes');
});

export default function Jobs({ loaderData }: PageProps<typeof loader>) {
  const { jobs, waiting, held, backup } = loaderData;
  const t = useText({ fr, en }).jobs;
  const locale = useLocale();
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      {held ? <Notice tone="warning" title={t.held} /> : null}
      <Backups backup={backup} />
      <Section title={t.failures} id="echecs">
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
      </Section>
    </>
  );
}

type BackupData = PageProps<typeof loader>['loaderData']['backup'];

function Backups({ backup }: { readonly backup: BackupData }) {
  const t = useText({ fr, en }).backups;
  const locale = useLocale();
  const n = (value: number): string => formatNumber(locale, value);
  const { success, failure } = backup;
  return (
    <Section title={t.title} id="sauvegardes">
      {backup.configured ? null : (
        <Notice tone="info" title={t.off}>
          {t.offHint}
        </Notice>
      )}
      {backup.troubled ? (
        <Notice
          tone="warning"
          title={success ? t.noneSince(formatInstant(locale, success.at)) : t.never}
        >
          {failure
            ? t.failed(formatInstant(locale, failure.at), failure.problem[locale])
            : t.troubledHint}
        </Notice>
      ) : null}
      {success ? (
        <ul className="mb-3">
          <li>{t.last(formatInstant(locale, success.at))}</li>
          <li>
            {t.size(n(Math.ceil(success.bytes / 100_000) / 10))}{' '}
            {success.encrypted ? t.encrypted : t.plain}
          </li>
          <li>{t.kept(n(success.kept))}</li>
          {success.missing > 0 ? <li>{t.missing(n(success.missing))}</li> : null}
        </ul>
      ) : null}
      {backup.running ? <p className="mb-3">{t.running}</p> : null}
      {backup.mayRun && !backup.running ? (
        <Form method="post">
          <button type="submit" className="btn">
            {t.now}
          </button>
        </Form>
      ) : null}
    </Section>
  );
}
