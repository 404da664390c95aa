import { Form, redirect } from 'react-router';
import { z } from 'zod';
import { authorize } from '../../platform/access/access.ts';
import { backupTroubled, readBackupState } from '../../platform/backup/state.ts';
import { guard } from '../../platform/http/route.ts';
import { formatInstant, formatNumber } from '../../platform/i18n/messages.ts';
import { countWaitingEvents, listTroubledJobs } from '../../platform/jobs/queries.ts';
import { EmptyState, Notice, PageHeader, Section } from '../../ui/layout.tsx';
import { useLocale, useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { DataTable } from '../../ui/table.tsx';
import { en as houseEn } from '../house/messages.en.ts';
import { fr as houseFr } from '../house/messages.fr.ts';
import { Backups } from '../jobs/backups.tsx';
import { en } from '../jobs/messages.en.ts';
import { fr } from '../jobs/messages.fr.ts';

export const loader = guard('jobs.read', async ({ ctx, services, url }) => {
  const states = await services.queues.states();
  const busy = states.filter((one) => one.waiting + one.running + one.failed > 0);
  const state = await readBackupState(ctx.db);
  const { configured } = services.backups;
  return {
    held: services.held,
    // A write that failed a moment ago tells as much as one that fails now.
    diskFull: services.incidents.diskFull || !(await services.diskWritable()),
    backup: {
      ...state,
      configured,
      running: services.backups.running(),
      troubled: configured && backupTroubled(state, ctx.now),
      mayRun: configured && authorize(ctx.actor, 'backups.run') !== null,
    },
    queues: busy,
    idle: states.length - busy.length,
    jobs: await listTroubledJobs(ctx.db),
    waiting: await countWaitingEvents(ctx.db),
    asked: url.searchParams.has('essai'),
  };
});

const wish = z.object({
  queue: z.string().min(1).max(100),
  id: z.union([z.literal('').transform(() => null), z.uuid()]),
});

export const action = guard('jobs.retry', async ({ request, services }) => {
  const form = await request.formData();
  const parsed = wish.safeParse({ queue: form.get('queue'), id: form.get('id') ?? '' });
  if (parsed.success) await services.queues.again(parsed.data.queue, parsed.data.id);
  throw redirect('/travaux?essai');
});

type Seen = PageProps<typeof loader>['loaderData'];

export default function Jobs({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const b = useText({ fr: houseFr, en: houseEn }).backups;
  const { waiting, idle, asked, queues } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      {asked ? <Notice tone="ok" live title={t.asked} /> : null}
      {loaderData.diskFull ? (
        <Notice tone="error" title={t.diskFull}>
          {t.diskFullHint}
        </Notice>
      ) : null}
      {loaderData.held ? <Notice tone="warning" title={b.held} /> : null}
      <Backups backup={loaderData.backup} />
      <Section title={t.queues} id="files">
        <p className="mb-4 font-semibold">{t.waitingEvents(formatNumber(locale, waiting))}</p>
        {queues.length > 0 ? <Queues {...loaderData} /> : null}
        <p className="hint mt-3">{t.idle(formatNumber(locale, idle))}</p>
      </Section>
      <Section title={t.troubled} id="travaux">
        <Troubled {...loaderData} />
      </Section>
    </>
  );
}

function Queues({ queues }: Seen) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const at = (instant: string | null): string => (instant ? formatInstant(locale, instant) : '—');
  return (
    <DataTable
      caption={t.queues}
      captionHidden
      stacked
      rows={queues}
      rowKey={(row) => row.name}
      columns={[
        {
          key: 'queue',
          label: t.queue,
          cell: (row) => (
            <>
              {t.names[row.name] ?? row.name}
              {row.name === 'webhooks' ? (
                <span className="hint block">{t.webhooksHint}</span>
              ) : null}
            </>
          ),
        },
        {
          key: 'waiting',
          label: t.waiting,
          numeric: true,
          cell: (row) => formatNumber(locale, row.waiting),
        },
        {
          key: 'running',
          label: t.running,
          numeric: true,
          cell: (row) => formatNumber(locale, row.running),
        },
        {
          key: 'failed',
          label: t.failedCount,
          numeric: true,
          cell: (row) => formatNumber(locale, row.failed),
        },
        { key: 'oldest', label: t.oldest, cell: (row) => at(row.oldestAt) },
        { key: 'next', label: t.next, cell: (row) => at(row.nextAt) },
        { key: 'error', label: t.lastError, cell: (row) => row.lastError ?? '—' },
        {
          key: 'again',
          label: t.again,
          cell: (row) =>
            row.lastError ? (
              <Again queue={row.name} id="" label={t.againAll(t.names[row.name] ?? row.name)} />
            ) : (
              '—'
            ),
        },
      ]}
    />
  );
}

function Troubled({ jobs }: Seen) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (jobs.length === 0) return <EmptyState title={t.none} />;
  return (
    <DataTable
      caption={t.troubled}
      captionHidden
      stacked
      rows={jobs}
      rowKey={(row) => row.id}
      columns={[
        { key: 'name', label: t.name, cell: (row) => t.names[row.name] ?? row.name },
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
        {
          key: 'next',
          label: t.next,
          cell: (row) => (row.nextAt ? formatInstant(locale, row.nextAt) : '—'),
        },
        {
          key: 'again',
          label: t.again,
          cell: (row) => (
            <Again
              queue={row.name}
              id={row.id}
              label={t.againOne(
                t.names[row.name] ?? row.name,
                formatInstant(locale, row.createdAt),
              )}
            />
          ),
        },
      ]}
    />
  );
}

function Again({ queue, id, label }: { queue: string; id: string; label: string }) {
  const t = useText({ fr, en });
  return (
    <Form method="post">
      <input type="hidden" name="queue" value={queue} />
      <input type="hidden" name="id" value={id} />
      <button type="submit" className="btn btn-quiet btn-small" aria-label={label}>
        {t.again}
      </button>
    </Form>
  );
}
