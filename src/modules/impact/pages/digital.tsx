import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber, formatShare } from '../../../platform/i18n/messages.ts';
import { Bar } from '../../../ui/figure.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { RunningChart } from '../components/running-chart.tsx';
import { Cards } from '../digital/components/cards.tsx';
import { Filters } from '../digital/components/filters.tsx';
import { LinesTable } from '../digital/components/lines-table.tsx';
import { Outcomes } from '../digital/components/outcomes.tsx';
import type { DigitalQuery } from '../digital/contract.ts';
import { type Axis, addressOf, isArea } from '../digital/domain.ts';
import { en } from '../digital/messages.en.ts';
import { fr } from '../digital/messages.fr.ts';
import { digitalFigures } from '../digital/queries.ts';
import { en as wholeEn } from '../messages.en.ts';
import { fr as wholeFr } from '../messages.fr.ts';
import { listDepartmentNames, listRegionNames } from '../queries.ts';
import { askedOf } from './digital-query.ts';

/** Lines of a breakdown on the page; the exports hold them all. */
const MOST = 10;

export const loader = guard('dashboard.read', async ({ ctx, actor, url }) => {
  const asked = await askedOf(ctx.db, url.searchParams);
  const { query } = asked;
  const found = await digitalFigures(ctx, query, MOST);
  const figures = found ?? (await digitalFigures(ctx, { year: query.year }, MOST));
  if (!figures) throw new Error('the country is always known');
  const [regions, departments] = await Promise.all([
    listRegionNames(ctx.db),
    listDepartmentNames(ctx.db),
  ]);
  const { kind, code } = figures.territory;
  const may = (permission: Parameters<typeof actor.abilities.has>[0]) =>
    actor.abilities.has(permission);
  return {
    figures,
    search: addressOf(kind, code, figures.year),
    unknown: asked.badTerritory || (found ? '' : territoryIn(query)),
    unknownSubject: asked.badSubject || (!found && Boolean(query.place ?? query.partner)),
    badYear: asked.badYear,
    regions: regions.map((row) => ({ value: row.code, label: row.name })),
    departments: departments.map((row) => ({ value: row.code, label: `${row.code} ${row.name}` })),
    mayOpenPartners: may('partners.read'),
    mayOpenAdvisors: may('advisors.read'),
    maySet: may('targets.write'),
  };
});

/** The words of an address that name no territory, when it asks for nothing else. */
function territoryIn({ place, partner, commune, epci, department, region }: DigitalQuery): string {
  return place || partner ? '' : commune || epci || department || region || '';
}

type Data = PageProps<typeof loader>['loaderData'];

function useWhere({ figures: { territory } }: Data): string {
  const t = useText({ fr, en });
  return territory.kind === 'country' ? t.country : territory.name;
}

export default function DigitalFiguresPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const whole = useText({ fr: wholeFr, en: wholeEn });
  const { figures, search, unknown, unknownSubject, badYear } = loaderData;
  const where = useWhere(loaderData);
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: whole.title, to: '/chiffres' }]}
        actions={
          <>
            <a className="btn btn-quiet" href={`/chiffres/numerique.csv?${search}`}>
              {t.csv}
            </a>
            <a className="btn btn-quiet" href={`/chiffres/numerique.xlsx?${search}`}>
              {t.xlsx}
            </a>
          </>
        }
      />
      {unknown ? <Notice tone="warning">{t.unknown(unknown)}</Notice> : null}
      {unknownSubject ? <Notice tone="warning">{t.unknownSubject}</Notice> : null}
      {badYear ? <Notice tone="warning">{t.badYear(badYear)}</Notice> : null}
      <Filters
        figures={figures}
        regions={loaderData.regions}
        departments={loaderData.departments}
      />
      <h2 className="mb-4">{t.about(where, figures.year)}</h2>
      {figures.territory.kind === 'country' ? null : (
        <p className="mb-4">
          <Link to={`/chiffres/numerique?annee=${figures.year}`}>{t.everything}</Link>
        </p>
      )}
      {figures.partial ? <Notice>{t.partial}</Notice> : null}
      <Cards line={figures.total} kind={figures.territory.kind} />
      {figures.territory.kind === 'country' ? <Progress {...loaderData} /> : null}
      <Outcomes figures={figures} />
      <Breakdowns {...loaderData} />
    </>
  );
}

function Progress({ figures: { total, target }, maySet }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const n = (value: number): string => formatNumber(locale, value, 0);
  const { persons } = total;
  const share = target && target.value > 0 ? persons.sum / target.value : 0;
  return (
    <Section title={t.target.title} id="cible">
      {target ? (
        <div className="card">
          <Bar share={share} className="mb-2" />
          <p className="font-semibold">
            {t.target.reached(n(persons.sum), n(target.value), formatShare(locale, share))}
          </p>
          <p>{t.target.compared}</p>
          <p className="hint">{t.said(n(persons.recordsSaying), n(persons.records))}</p>
          {target.source ? <p className="hint">{t.target.source(target.source)}</p> : null}
        </div>
      ) : (
        <p>
          {t.target.none} {maySet ? <Link to="/chiffres/cibles">{t.target.set}</Link> : null}
        </p>
      )}
    </Section>
  );
}

function Breakdowns(data: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { figures } = data;
  const { kind } = figures.territory;
  if (figures.breakdowns.every(({ lines }) => lines.length === 0))
    return <EmptyState title={t.none} />;
  const to = (by: Axis, key: string): string | null => {
    // Inside a place or a partner there is nothing narrower to show.
    if (by === 'territory')
      return !isArea(kind) || kind === 'commune'
        ? null
        : `?${addressOf(kind === 'department' || kind === 'epci' ? 'commune' : 'department', key, figures.year)}`;
    if (by === 'place') return `/lieux/${key}`;
    if (by === 'partner') return data.mayOpenPartners ? `/partenaires/${key}` : null;
    if (by === 'advisor') return data.mayOpenAdvisors ? `/conseillers/${key}` : null;
    return null;
  };
  const months = figures.breakdowns.find(({ by }) => by === 'month')?.lines ?? [];
  return figures.breakdowns
    .filter(({ lines }) => lines.length > 0)
    .map((breakdown) => (
      <Section key={breakdown.by} title={t.by[breakdown.by]} id={`par-${breakdown.by}`}>
        <p className="hint mb-3">{t.notes[breakdown.by]}</p>
        {breakdown.by === 'month' ? (
          <RunningChart
            title={t.chart}
            rows={months.map(({ key, participations }) => ({
              label: t.monthsShort[Number(key) - 1] ?? key,
              value: participations,
            }))}
            line={null}
          />
        ) : null}
        <LinesTable breakdown={breakdown} to={to} />
        {breakdown.of > breakdown.lines.length ? (
          <p className="hint mt-2">
            {t.shown(
              formatNumber(locale, breakdown.lines.length, 0),
              formatNumber(locale, breakdown.of, 0),
            )}{' '}
            <a href={`/chiffres/numerique.csv?${data.search}`}>{t.csv}</a>{' '}
            <a href={`/chiffres/numerique.xlsx?${data.search}`}>{t.xlsx}</a>
          </p>
        ) : null}
      </Section>
    ));
}
