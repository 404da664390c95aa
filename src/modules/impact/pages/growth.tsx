import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, formatNumber } from '../../../platform/i18n/messages.ts';
import { Figure } from '../../../ui/figure.tsx';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import { partnershipsEn, partnershipsFr } from '../../partnerships/public.ts';
import { RunningChart } from '../components/running-chart.tsx';
import { growthFactor } from '../growth/domain.ts';
import { en } from '../growth/messages.en.ts';
import { fr } from '../growth/messages.fr.ts';
import { readOutlook } from '../growth/queries.ts';

export const loader = guard('growth.read', async ({ ctx, actor, scope }) => ({
  ...(await readOutlook(ctx, scope)),
  maySet: actor.abilities.has('targets.write'),
}));

type Data = PageProps<typeof loader>['loaderData'];

export default function GrowthPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { year, agreed, expected, untold, nationalTarget, maySet } = loaderData;
  const n = (value: number) => formatNumber(locale, value, 0);
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: t.dashboard, to: '/chiffres' }]}
        actions={
          maySet ? (
            <Link className="btn btn-quiet" to="/croissance/objectifs">
              {t.setTargets}
            </Link>
          ) : null
        }
      />
      <Section title={t.yearTitle(String(year))} id="annee">
        <div className="grid gap-4 sm:grid-cols-3">
          <Figure value={n(agreed)} label={t.agreed}>
            {nationalTarget === null ? t.noTarget : t.ofTarget(n(nationalTarget))}
          </Figure>
          <Figure value={n(expected)} label={t.expected}>
            {untold > 0 ? t.untold(untold) : null}
          </Figure>
          <Figure value={n(agreed + expected)} label={t.reach} />
        </div>
      </Section>
      <Terms {...loaderData} />
      <Doubling {...loaderData} />
      <Regions {...loaderData} />
      <AgeingList {...loaderData} />
      <details className="card max-w-3xl">
        <summary className="font-semibold">{t.howTitle}</summary>
        <ul className="mt-3 grid list-disc gap-2 pl-5">
          {t.how.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** What becomes of the partnerships that run: their terms, and how many there may be at the end. */
function Terms({ year, due, ending, runningAtEnd, running }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number) => formatNumber(locale, value, 0);
  const now = running.at(-1)?.count ?? 0;
  return (
    <Section title={t.termsTitle(String(year))} id="termes">
      <div className="grid gap-4 sm:grid-cols-3">
        <Figure value={n(due)} label={t.due}>
          <Link to="/partenariats/calendrier">{t.seeTerms}</Link>
        </Figure>
        <Figure value={ending === null ? '—' : n(ending)} label={t.ending}>
          {ending === null ? t.endingUntold : t.endingOf(n(due - ending))}
        </Figure>
        <Figure value={runningAtEnd === null ? '—' : n(runningAtEnd)} label={t.runningAtEnd}>
          {t.runningNow(n(now))}
        </Figure>
      </div>
    </Section>
  );
}

function Doubling({ running }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number) => formatNumber(locale, value, 0);
  const then = running[0]?.count ?? 0;
  const now = running.at(-1)?.count ?? 0;
  const factor = growthFactor(then, now);
  return (
    <Section title={t.doubling} id="doublement">
      <div className="card">
        <p className="mb-3 text-lg font-semibold">
          {factor === null
            ? t.fromNothing
            : t.factor(n(then), n(now), formatNumber(locale, factor, 1))}
        </p>
        <RunningChart
          title={t.doubling}
          rows={running.map(({ day, count }) => ({ label: day.slice(0, 7), value: count }))}
          line={then > 0 ? { label: t.double, value: then * 2 } : null}
        />
        <details className="mt-3">
          <summary>{t.tableOfChart}</summary>
          <DataTable
            caption={t.doubling}
            captionHidden
            rows={running}
            rowKey={(row) => row.day}
            columns={[
              { key: 'day', label: t.day, cell: (row) => formatDay(locale, row.day) },
              { key: 'count', label: t.count, numeric: true, cell: (row) => n(row.count) },
            ]}
          />
        </details>
      </div>
    </Section>
  );
}

function Regions({ regions }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number) => formatNumber(locale, value, 0);
  const one = (value: number) => formatNumber(locale, value, 1);
  return (
    <Section title={t.byRegion} id="regions">
      <DataTable
        caption={t.byRegion}
        captionHidden
        rows={regions}
        rowKey={(row) => row.code}
        columns={[
          {
            key: 'name',
            label: t.region,
            cell: (row) => <Link to={`/partenariats?region=${row.code}`}>{row.name}</Link>,
          },
          {
            key: 'target',
            label: t.target,
            numeric: true,
            cell: (row) => (row.target === null ? '—' : n(row.target)),
          },
          { key: 'agreed', label: t.agreedShort, numeric: true, cell: (row) => n(row.agreed) },
          { key: 'expected', label: t.forecast, numeric: true, cell: (row) => one(row.expected) },
          {
            key: 'gap',
            label: t.gap,
            numeric: true,
            cell: (row) =>
              row.target === null ? '—' : one(Math.max(0, row.target - row.agreed - row.expected)),
          },
          { key: 'due', label: t.dueShort, numeric: true, cell: (row) => n(row.due) },
          {
            key: 'ending',
            label: t.endingShort,
            numeric: true,
            cell: (row) => (row.ending === null ? '—' : one(row.ending)),
          },
          {
            key: 'idea',
            label: t.ideas,
            numeric: true,
            cell: (row) => (
              <Link to={`/partenariats?etape=idea&region=${row.code}`}>{n(row.open.idea)}</Link>
            ),
          },
          {
            key: 'codesign',
            label: t.coDesigns,
            numeric: true,
            cell: (row) => (
              <Link to={`/partenariats?etape=co-design&region=${row.code}`}>
                {n(row.open['co-design'])}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}

function AgeingList({ ageing }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const stages = useText({ fr: partnershipsFr, en: partnershipsEn }).stages;
  return (
    <Section title={t.ageing} id="attente">
      <p className="hint mb-3">{t.ageingLead}</p>
      {ageing.length === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <DataTable
          caption={t.ageing}
          captionHidden
          rows={ageing}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'title',
              label: t.partnership,
              cell: (row) => (
                <>
                  <Link to={`/partenariats/${row.id}`}>{row.title}</Link>
                  <span className="hint block font-normal">{row.departmentCode}</span>
                </>
              ),
            },
            { key: 'stage', label: t.stage, cell: (row) => stages[row.stage] },
            {
              key: 'since',
              label: t.since,
              cell: (row) => (
                <>
                  {t.days(row.days)}
                  {row.stale ? <span className="tag ml-2 font-bold">{t.stale}</span> : null}
                </>
              ),
            },
            {
              key: 'next',
              label: t.next,
              cell: (row) =>
                row.nextStep
                  ? `${row.nextStep}${row.nextStepOn ? ` (${formatDay(locale, row.nextStepOn)})` : ''}`
                  : t.noNext,
            },
            { key: 'owner', label: t.owner, cell: (row) => row.owner ?? t.nobody },
          ]}
        />
      )}
    </Section>
  );
}
