import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber, formatShare } from '../../../platform/i18n/messages.ts';
import { Bar, Figure } from '../../../ui/figure.tsx';
import { SelectField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentTag, useCommitmentOptions } from '../../alliance/components/public.tsx';
import { YearBars } from '../components/year-bars.tsx';
import { figuresQuery } from '../contract.ts';
import { coverage } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { dashboard, listDepartmentNames, targetOf } from '../queries.ts';

export const loader = guard('dashboard.read', async ({ ctx, actor, url }) => {
  const asked = figuresQuery.safeParse({
    year: url.searchParams.get('annee') || undefined,
    department: url.searchParams.get('departement') || undefined,
    commitment: url.searchParams.get('engagement') || undefined,
  });
  const query = asked.success ? asked.data : {};
  const figures = await dashboard(ctx.db, query, ctx.now);
  const departments = await listDepartmentNames(ctx.db);
  // Targets are national: beside a narrowed figure they would mislead.
  const national = !query.department && !query.commitment;
  return {
    figures,
    query: {
      department: query.department?.toUpperCase() ?? '',
      commitment: query.commitment ?? '',
    },
    departments: departments.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
    peopleTarget: national ? targetOf(figures.targets, 'people-supported', figures.year) : null,
    freshTarget: national ? targetOf(figures.targets, 'new-partnerships', figures.year) : null,
    national,
    current: ctx.now.getUTCFullYear(),
    mayDrill: actor.abilities.has('activity.read'),
    mayOpenPartnerships: actor.abilities.has('partnerships.read'),
    maySet: actor.abilities.has('targets.write'),
    mayGrow: actor.abilities.has('growth.read'),
  };
});

type Data = PageProps<typeof loader>['loaderData'];

/** Address of the records behind a figure. */
function recordsOf(data: Data, more: Record<string, string> = {}): string {
  const year = more.annee ?? String(data.figures.year);
  const search = new URLSearchParams({ du: `${year}-01-01`, au: `${year}-12-31` });
  const department = more.departement ?? data.query.department;
  const commitment = more.engagement ?? data.query.commitment;
  if (department) search.set('departement', department);
  if (commitment) search.set('engagement', commitment);
  return `/activite?${search}`;
}

function partnershipsOf(data: Data, more: Record<string, string>): string {
  const search = new URLSearchParams(more);
  if (data.query.department) search.set('departement', data.query.department);
  if (data.query.commitment) search.set('engagement', data.query.commitment);
  return `/partenariats?${search}`;
}

export default function DashboardPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <Link className="btn btn-quiet" to="/chiffres/numerique">
              {t.digital}
            </Link>
            {loaderData.mayGrow ? (
              <Link className="btn btn-quiet" to="/croissance">
                {t.growth}
              </Link>
            ) : null}
            {loaderData.maySet ? (
              <Link className="btn btn-quiet" to="/chiffres/cibles">
                {t.setTargets}
              </Link>
            ) : null}
          </>
        }
      />
      <Filters {...loaderData} />
      <Headline {...loaderData} />
      {loaderData.figures.byYear.length === 0 ? (
        <EmptyState title={t.none} />
      ) : (
        <>
          <ByYear {...loaderData} />
          <ByCommitment {...loaderData} />
          <ByDepartment {...loaderData} />
        </>
      )}
    </>
  );
}

function Filters({ figures, query, departments }: Data) {
  const t = useText({ fr, en });
  const commitments = useCommitmentOptions();
  return (
    <SearchForm columns="sm:grid-cols-2 lg:grid-cols-4">
      <SelectField
        name="annee"
        label={t.year}
        required
        defaultValue={String(figures.year)}
        options={figures.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <SelectField
        name="departement"
        label={t.department}
        required
        placeholder={t.all}
        defaultValue={query.department}
        options={departments}
      />
      <SelectField
        name="engagement"
        label={t.commitment}
        required
        placeholder={t.all}
        defaultValue={query.commitment}
        options={commitments.map(({ value, label }) => ({ value, label }))}
      />
      <button type="submit" className="btn">
        {t.show}
      </button>
    </SearchForm>
  );
}

function Headline(data: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { figures, peopleTarget, freshTarget, national, mayDrill, mayOpenPartnerships, current } =
    data;
  const { total, partnerships } = figures;
  const said = coverage(total.persons);
  const n = (value: number) => formatNumber(locale, value, 0);
  const year = figures.year === current ? `${figures.year}, ${t.toDate}` : String(figures.year);
  return (
    <div className="mb-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure value={n(total.persons.sum)} label={`${t.people}, ${year}`}>
        <Target reached={total.persons.sum} target={peopleTarget} national={national} />
        <p>{t.peopleNote}</p>
        {said === null ? null : <p>{t.coverage(formatShare(locale, said))}</p>}
        {mayDrill ? <Link to={recordsOf(data)}>{t.seeRecords}</Link> : null}
      </Figure>
      <Figure value={n(total.participations)} label={`${t.participations}, ${year}`}>
        <p>{t.participationsNote}</p>
        {mayDrill ? <Link to={recordsOf(data)}>{t.seeRecords}</Link> : null}
      </Figure>
      <Figure value={n(partnerships.active)} label={t.active}>
        <p>{t.activeNote}</p>
        {mayOpenPartnerships ? (
          <Link to={partnershipsOf(data, { etape: 'en-cours' })}>{t.seePartnerships}</Link>
        ) : null}
      </Figure>
      <Figure value={n(partnerships.newInYear)} label={`${t.fresh}, ${year}`}>
        <Target reached={partnerships.newInYear} target={freshTarget} national={national} />
        <p>{t.freshNote(String(figures.year))}</p>
        {mayOpenPartnerships ? (
          <Link to={partnershipsOf(data, { accord: String(figures.year) })}>
            {t.seePartnerships}
          </Link>
        ) : null}
      </Figure>
    </div>
  );
}

function Target({
  reached,
  target,
  national,
}: {
  reached: number;
  target: Data['peopleTarget'];
  national: boolean;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!national) return null;
  if (!target) return <p>{t.noTarget}</p>;
  const share = target.value > 0 ? reached / target.value : 0;
  return (
    <div className="mb-2">
      <Bar share={share} className="my-1" />
      <p className="font-semibold text-ink">
        {t.target(formatNumber(locale, target.value, 0), formatShare(locale, share))}
      </p>
      {target.source ? <p>{t.targetSource(target.source)}</p> : null}
    </div>
  );
}

function ByYear(data: Data) {
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

function ByCommitment(data: Data) {
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
                  cell: (row: Data['figures']['byCommitment'][number]) => (
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

function ByDepartment(data: Data) {
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
