import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatNumber } from '../../../platform/i18n/messages.ts';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { DataTable } from '../../../ui/table.tsx';
import {
  CountryMap,
  DepartmentMap,
  MapLegend,
  type Shade,
  WithinNote,
} from '../../territories/components/public.tsx';
import {
  countryMap,
  departmentMap,
  dotsOn,
  listDepartments,
  quarters,
  withinOf,
} from '../../territories/public.ts';
import { FilterForm } from '../components/filter-form.tsx';
import { ViewSwitch } from '../components/view-switch.tsx';
import { filtersOf } from '../listing/domain.ts';
import { countByDepartment, listPoints, type PartnershipPoint } from '../listing/queries.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { filtersOnly } from '../saved-views/domain.ts';
import { en as viewsEn } from '../saved-views/messages.en.ts';
import { fr as viewsFr } from '../saved-views/messages.fr.ts';
import { listViews } from '../saved-views/queries.ts';

export const loader = guard('partnerships.read', async ({ ctx, scope, url }) => {
  const filters = filtersOf(url.searchParams);
  const [counts, departments, within, views] = await Promise.all([
    countByDepartment(ctx.db, scope, filters),
    listDepartments(ctx.db),
    withinOf(ctx.db, url.searchParams),
    listViews(ctx.db, scope),
  ]);
  const kept = filtersOnly(url.searchParams);
  const names = departments.map(({ code, name }) => ({ code, name }));
  const near = filters.department
    ? await listPoints(ctx.db, scope, { ...filters, department: filters.department })
    : null;
  return {
    rows: names.flatMap((one) => {
      const count = counts.get(one.code) ?? 0;
      return count > 0 ? [{ ...one, count, search: narrowed(kept, one.code) }] : [];
    }),
    country: near ? null : drawCountry(counts, names),
    department: near && filters.department ? drawDepartment(filters.department, near) : null,
    near,
    departments: names,
    within,
    values: Object.fromEntries(url.searchParams),
    search: kept ? `?${kept}` : '',
    views,
    mayShare: scope.everywhere,
  };
});

function narrowed(kept: string, department: string): string {
  const search = new URLSearchParams(kept);
  search.set('departement', department);
  return `?${search}`;
}

/** The country, shaded by the number of partnerships of each department. */
function drawCountry(
  counts: ReadonlyMap<string, number>,
  all: readonly { code: string; name: string }[],
) {
  const { bounds, classOf } = quarters([...counts.values()]);
  const shades: Record<string, Shade> = {};
  for (const { code, name } of all) {
    const count = counts.get(code);
    shades[code] = {
      level: count === undefined ? null : classOf(count),
      words: `${name} (${code}) : ${count ?? 0}`,
    };
  }
  const { width, height, shapes, insets } = countryMap();
  const [a, b, c] = bounds ?? [];
  return {
    map: { width, height, shapes, insets },
    shades,
    bounds:
      a === undefined || b === undefined || c === undefined
        ? null
        : ([String(Math.round(a)), String(Math.round(b)), String(Math.round(c))] as const),
  };
}

/** One department with a dot for each place where a partnership acts. */
function drawDepartment(code: string, near: readonly PartnershipPoint[]) {
  const drawn = departmentMap(code);
  if (!drawn) return null;
  const { width, height, shapes } = drawn;
  const points = near.flatMap(({ longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [{ kind: 'partnership', longitude, latitude }],
  );
  return { width, height, shapes, dots: dotsOn(drawn, points), here: null };
}

export default function PartnershipMap({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr: viewsFr, en: viewsEn });
  const words = useText({ fr, en });
  const { country, department, near, within, departments, values, search, views } = loaderData;
  return (
    <>
      <title>{`${t.map} — Maillage`}</title>
      <PageHeader title={t.map} crumbs={[{ label: words.list.title, to: '/partenariats' }]} />
      <ViewSwitch current="map" search={search} views={views} mayShare={loaderData.mayShare} />
      <FilterForm values={values} departments={departments} path="/partenariats/carte" />
      <WithinNote within={within} path="/partenariats/carte" />
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <div>
          {country ? (
            <div className="card">
              <CountryMap map={country.map} shades={country.shades} />
              <MapLegend title={t.mapTitle} bounds={country.bounds} missing />
            </div>
          ) : null}
          {department ? <DepartmentMap map={department} caption={t.mapDots} /> : null}
        </div>
        <div className="min-w-0">
          {near ? <Near near={near} /> : <Departments {...loaderData} />}
        </div>
      </div>
    </>
  );
}

function Departments({ rows }: PageProps<typeof loader>['loaderData']) {
  const t = useText({ fr: viewsFr, en: viewsEn });
  const words = useText({ fr, en });
  const locale = useLocale();
  if (rows.length === 0)
    return <EmptyState title={words.list.none}>{words.list.noneHint}</EmptyState>;
  return (
    <Section title={t.byDepartment} id="departements">
      <DataTable
        caption={t.byDepartment}
        captionHidden
        rows={rows}
        rowKey={(row) => row.code}
        columns={[
          {
            key: 'name',
            label: words.list.department,
            cell: (row) => (
              <Link to={`/partenariats/carte${row.search}`}>{`${row.name} (${row.code})`}</Link>
            ),
          },
          {
            key: 'count',
            label: words.list.title,
            numeric: true,
            cell: (row) => (
              <Link to={`/partenariats${row.search}`} aria-label={t.listOf(row.name, row.count)}>
                {formatNumber(locale, row.count)}
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Near({ near }: { near: readonly PartnershipPoint[] }) {
  const t = useText({ fr: viewsFr, en: viewsEn });
  const words = useText({ fr, en });
  if (near.length === 0)
    return <EmptyState title={words.list.none}>{words.list.noneHint}</EmptyState>;
  return (
    <Section title={t.where} id="lieux">
      <DataTable
        caption={t.where}
        captionHidden
        rows={near}
        rowKey={(row) => `${row.id}${row.placeId}`}
        columns={[
          {
            key: 'title',
            label: words.list.name,
            cell: (row) => <Link to={`/partenariats/${row.id}`}>{row.title}</Link>,
          },
          { key: 'stage', label: words.list.stage, cell: (row) => words.stages[row.stage] },
          {
            key: 'place',
            label: t.place,
            cell: (row) =>
              row.placeId ? <Link to={`/lieux/${row.placeId}`}>{row.placeName}</Link> : '—',
          },
        ]}
      />
    </Section>
  );
}
