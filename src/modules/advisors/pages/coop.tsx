import { data, Form, Link, redirect } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatInstant, formatNumber, today } from '../../../platform/i18n/messages.ts';
import { ErrorSummary } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { searchPlaces } from '../../places/public.ts';
import { CoopQuestions } from '../components/coop-waiting.tsx';
import { sayMediator, sayStructure, sayTwice, startCoop } from '../coop/commands.ts';
import { en } from '../coop/messages.en.ts';
import { fr } from '../coop/messages.fr.ts';
import { type CoopRun, listRuns, listWaiting } from '../coop/queries.ts';
import { en as advisorsEn } from '../messages.en.ts';
import { fr as advisorsFr } from '../messages.fr.ts';
import { listAdvisors } from '../queries.ts';
import { refused } from './read-form.ts';

export const loader = guard('imports.run', async ({ ctx, scope, services, url }) => {
  const advisors = await listAdvisors(ctx.db, { on: today(ctx.now) }, null, 1000);
  const taken = url.searchParams.get('pris');
  return {
    connected: services.coop !== null,
    runs: await listRuns(ctx.db, scope),
    waiting: await listWaiting(ctx.db, scope),
    advisors: advisors.items.map(({ id, name, departmentCode }) => ({
      id,
      name: `${name} (${departmentCode})`,
    })),
    started: url.searchParams.has('commence'),
    taken: taken !== null && /^\d{1,7}$/.test(taken) ? Number(taken) : null,
  };
});

export const action = guard('imports.run', async ({ ctx, scope, services, request }) => {
  const form = await request.formData();
  const get = (name: string): string => String(form.get(name) ?? '');
  const no = (code: string, field = 'form') =>
    data(refused(form, [{ field, code }]), { status: 409 });
  if (get('what') === 'import') {
    if (!services.coop) return no('coop-off');
    const started = await startCoop({
      db: ctx.db,
      access: services.coop,
      now: () => new Date(),
      startedBy: scope.accountId,
    });
    if (!started.ok) return no(started.failure.code);
    services.background('coop-import', async () => {
      await started.value.work();
    });
    throw redirect('/conseillers/coop?commence=1');
  }
  const done = await answer();
  if (!done.ok) return no(done.failure.code, done.failure.field);
  throw redirect(`/conseillers/coop?pris=${done.value.taken}`);

  async function answer() {
    if (get('what') === 'mediator')
      return sayMediator(ctx, scope, get('mediator'), get('advisor') || null);
    if (get('what') === 'twice') return sayTwice(ctx, scope, get('row'), get('counts') === 'yes');
    const field = get('field');
    const typed = get(`${field}Text`).trim();
    const found = !get(field) && typed ? await searchPlaces(ctx.db, typed, 2) : [];
    const place = get(field) || (found.length === 1 ? (found[0]?.id ?? '') : '');
    return sayStructure(ctx, scope, get('structure'), place || NOWHERE);
  }
});

const NOWHERE = '00000000-0000-0000-0000-000000000000';

export default function Coop({ loaderData, actionData }: PageProps<typeof loader, typeof action>) {
  const t = useText({ fr, en });
  const a = useText({ fr: advisorsFr, en: advisorsEn });
  const { connected, runs, waiting, advisors, started, taken } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: a.title, to: '/conseillers' }]}
        actions={
          <>
            <Link className="btn btn-quiet" to="/importations">
              {t.file}
            </Link>
            {connected ? (
              <Form method="post">
                <input type="hidden" name="what" value="import" />
                <button type="submit" className="btn">
                  {t.now}
                </button>
              </Form>
            ) : null}
          </>
        }
      />
      <ErrorSummary errors={actionData?.errors} labels={{}} />
      {started && !actionData ? (
        <Notice tone="ok" live>
          {t.started}
        </Notice>
      ) : null}
      {taken !== null && !actionData ? (
        <Notice tone="ok" live>
          {t.taken(taken)}
        </Notice>
      ) : null}
      <Notice tone={connected ? 'info' : 'warning'}>{connected ? t.on : t.off}</Notice>
      <CoopQuestions waiting={waiting} advisors={advisors} />
      <Section title={t.runs} id="imports">
        {runs.length === 0 ? <EmptyState title={t.noRun} /> : <Runs runs={runs} />}
      </Section>
    </>
  );
}

const COUNTS = ['read', 'created', 'updated', 'unchanged', 'waiting', 'rejected'] as const;

function Runs({ runs }: { runs: readonly CoopRun[] }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <DataTable
      stacked
      caption={t.runs}
      captionHidden
      rows={runs}
      rowKey={(run) => run.id}
      columns={[
        { key: 'when', label: t.when, cell: (run) => formatInstant(locale, run.startedAt) },
        {
          key: 'state',
          label: t.state,
          cell: (run) => (
            <>
              <span className="tag">{t.states[run.state]}</span>
              {run.failure ? (
                <span className="block">{t.failures[run.failure] ?? t.failure(run.failure)}</span>
              ) : null}
              {run.retries > 0 ? (
                <span className="hint block">{t.retries(run.retries)}</span>
              ) : null}
            </>
          ),
        },
        ...COUNTS.map((key) => ({
          key,
          label: t[key],
          numeric: true,
          cell: (run: CoopRun) => formatNumber(locale, run[key]),
        })),
        {
          key: 'why',
          label: t.why,
          room: 'long' as const,
          cell: (run) =>
            Object.entries(run.reasons)
              .map(([code, count]) => `${t.reasons[code] ?? code} : ${formatNumber(locale, count)}`)
              .join(' · '),
        },
      ]}
    />
  );
}
