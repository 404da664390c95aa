import { Link } from 'react-router';
import { formatNumber } from '../../../../platform/i18n/messages.ts';
import { Bar } from '../../../../ui/figure.tsx';
import { Section } from '../../../../ui/layout.tsx';
import { useLocale, useText } from '../../../../ui/locale.tsx';
import { DataTable } from '../../../../ui/table.tsx';
import { CommitmentTag } from '../../../alliance/components/public.tsx';
import { YearBars } from '../../components/year-bars.tsx';
import { en } from '../../messages.en.ts';
import { fr } from '../../messages.fr.ts';
import { recordsOf, type Shown } from '../domain.ts';

/** Year after year: people as bars beside all figures in numbers. */
export function ByYear(data: Shown) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { figures, mayDrill } = data;
  const fresh = new Map(figures.partnerships.newByYear.map(({ year, count }) => [year, count]));
  const n = (value: number) => formatNumber(locale, value, 0);
  return (
    <Section title={t.byYear} id="par-annee">
      <div className="grid gap-6 lg:grid-cols-[1fr_1.4fr]">
        <YearBars
          title={t.chart(t.people)}
          rows={figures.byYear.map(({ year, figures: own }) => ({ year, value: own.persons.sum }))}
          targets={figures.targets.filter(
            (target) => target.code === 'people-supported' && data.national,
          )}
        />
        <DataTable
          caption={t.byYear}
          captionHidden
          rows={figures.byYear}
          rowKey={(row) => String(row.year)}
          columns={[
            {
              key: 'year',
              label: t.year,
              cell: (row) =>
                mayDrill ? (
                  <Link to={recordsOf(data, { annee: String(row.year) })}>{row.year}</Link>
                ) : (
                  row.year
                ),
            },
            {
              key: 'people',
              label: t.people,
              numeric: true,
              cell: (row) => n(row.figures.persons.sum),
            },
            {
              key: 'part',
              label: t.participations,
              numeric: true,
              cell: (row) => n(row.figures.participations),
            },
            {
              key: 'hours',
              label: t.hours,
              numeric: true,
              cell: (row) => n(row.figures.minutes / 60),
            },
            {
              key: 'fresh',
              label: t.fresh,
              numeric: true,
              cell: (row) => n(fresh.get(row.year) ?? 0),
            },
          ]}
        />
      </div>
    </Section>
  );
}

/** The four commitments. */
export function ByCommitment(data: Shown) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { figures, mayDrill } = data;
  const most = Math.max(1, ...figures.byCommitment.map((row) => row.figures.persons.sum));
  const n = (value: number) => formatNumber(locale, value, 0);
  return (
    <Section title={`${t.byCommitment}, ${figures.year}`} id="par-engagement">
      <DataTable
        caption={t.byCommitment}
        captionHidden
        rows={figures.byCommitment}
        rowKey={(row) => row.commitment}
        columns={[
          {
            key: 'commitment',
            label: t.commitment,
            cell: (row) => (
              <div className={`commitment-${row.commitment} min-w-48`}>
                <CommitmentTag commitment={row.commitment} />
                <Bar share={row.figures.persons.sum / most} className="mt-2" />
              </div>
            ),
          },
          {
            key: 'people',
            label: t.people,
            numeric: true,
            cell: (row) => n(row.figures.persons.sum),
          },
          {
            key: 'part',
            label: t.participations,
            numeric: true,
            cell: (row) => n(row.figures.participations),
          },
          {
            key: 'active',
            label: t.active,
            numeric: true,
            cell: (row) => n(figures.partnerships.activeByCommitment[row.commitment]),
          },
          ...(mayDrill
            ? [
                {
                  key: 'records',
                  label: t.records,
                  numeric: true,
                  cell: (row: Shown['figures']['byCommitment'][number]) => (
                    <Link to={recordsOf(data, { engagement: row.commitment })}>
                      {n(row.figures.records)}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

/** The departments that have activity. */
export function ByDepartment(data: Shown) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { figures, mayDrill } = data;
  const n = (value: number) => formatNumber(locale, value, 0);
  return (
    <Section title={`${t.byDepartment}, ${figures.year}`} id="par-departement">
      <p className="hint mb-3">{t.notAdded}</p>
      <DataTable
        caption={t.byDepartment}
        captionHidden
        rows={figures.byDepartment}
        rowKey={(row) => row.code}
        columns={[
          {
            key: 'department',
            label: t.department,
            cell: (row) => (
              <Link to={`/territoires/departement/${row.code}`}>
                {row.code} {row.name}
              </Link>
            ),
          },
          {
            key: 'people',
            label: t.people,
            numeric: true,
            cell: (row) => n(row.figures.persons.sum),
          },
          {
            key: 'part',
            label: t.participations,
            numeric: true,
            cell: (row) => n(row.figures.participations),
          },
          {
            key: 'active',
            label: t.active,
            numeric: true,
            cell: (row) => n(figures.partnerships.activeByDepartment[row.code] ?? 0),
          },
          {
            key: 'records',
            label: t.records,
            numeric: true,
            cell: (row) =>
              mayDrill ? (
                <Link to={recordsOf(data, { departement: row.code })}>
                  {n(row.figures.records)}
                </Link>
              ) : (
                n(row.figures.records)
              ),
          },
        ]}
      />
    </Section>
  );
}
