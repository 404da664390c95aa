import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber, formatShare } from '../../../platform/i18n/messages.ts';
import { Bar } from '../../../ui/figure.tsx';
import { SelectField } from '../../../ui/form.tsx';
import { EmptyState, Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { SuggestField } from '../../../ui/suggest.tsx';
import { RunningChart } from '../components/running-chart.tsx';
import { Cards } from '../digital/components/cards.tsx';
import { LinesTable } from '../digital/components/lines-table.tsx';
import { Outcomes } from '../digital/components/outcomes.tsx';
import type { Axis } from '../digital/domain.ts';
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
  const search = new URLSearchParams({ annee: String(figures.year) });
  if (kind !== 'country') search.set(kind === 'department' ? 'departement' : kind, code);
  const may = (permission: Parameters<typeof actor.abilities.has>[0]) =>
    actor.abilities.has(permission);
  return {
    figures,
    search: search.toString(),
    unknown: found
      ? asked.badCommune
      : (query.commune ?? query.department ?? query.region ?? asked.badCommune),
    badYear: asked.badYear,
    regions: regions.map((row) => ({ value: row.code, label: row.name })),
    departments: departments.map((row) => ({ value: row.code, label: `${row.code} ${row.name}` })),
    mayOpenPartners: may('partners.read'),
    mayOpenAdvisors: may('advisors.read'),
    maySet: may('targets.write'),
  };
});

type Data = PageProps<typeof loader>['loaderData'];

function useWhere({ figures: { territory } }: Data): string {
  const t = useText({ fr, en });
  return territory.kind === 'country' ? t.country : territory.name;
}

export default function DigitalFiguresPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const whole = useText({ fr: wholeFr, en: wholeEn });
  const { figures, search, unknown, badYear } = loaderData;
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
      {badYear ? <Notice tone="warning">{t.badYear(badYear)}</Notice> : null}
      <Filters {...loaderData} />
      <h2 className="mb-4">{t.about(where, figures.year)}</h2>
      {figures.territory.kind === 'country' ? null : (
        <p className="mb-4">
          <Link to={`/chiffres/numerique?annee=${figures.year}`}>{t.everything}</Link>
        </p>
      )}
      <Cards line={figures.total} />
      {figures.territory.kind === 'country' ? <Progress {...loaderData} /> : null}
      <Outcomes figures={figures} />
      <Breakdowns {...loaderData} />
    </>
  );
}

function Filters({ figures, regions, departments }: Data) {
  const t = useText({ fr, en });
  const { kind, code, name } = figures.territory;
  const here = (level: typeof kind): string => (kind === level ? code : '');
  return (
    <SearchForm columns="sm:grid-cols-2 lg:grid-cols-[auto_1fr_1fr_1.4fr_auto]">
      <SelectField
        name="annee"
        label={t.filter.year}
        required
        defaultValue={String(figures.year)}
        options={figures.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <SelectField
        key={`region ${here('region')}`}
        name="region"
        label={t.filter.region}
        required
        placeholder={t.all}
        defaultValue={here('region')}
        options={regions}
      />
      <SelectField
        key={`department ${here('department')}`}
        name="departement"
        label={t.filter.department}
        required
        placeholder={t.allDepartments}
        defaultValue={here('department')}
        options={departments}
      />
      <SuggestField
        key={`commune ${here('commune')}`}
        name="commune"
        label={t.filter.commune}
        hint={t.communeHint}
        source="/suggestions/communes"
        defaultId={here('commune')}
        defaultText={kind === 'commune' ? `${name} (${code})` : ''}
      />
      <button type="submit" className="btn">
        {t.show}
      </button>
    </SearchForm>
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
  const year = String(figures.year);
  const to = (by: Axis, key: string): string | null => {
    if (by === 'territory')
      return kind === 'commune'
        ? null
        : kind === 'department'
          ? `?annee=${year}&commune=${key}`
          : `?annee=${year}&departement=${key}`;
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
              label: t.months[Number(key) - 1]?.slice(0, 4) ?? key,
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
