import { guard } from '../../../platform/http/route.ts';
import { formatDuration, formatNumber, today } from '../../../platform/i18n/messages.ts';
import { Figure } from '../../../ui/figure.tsx';
import { SelectField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import {
  CountryMap,
  DepartmentMap,
  MapLegend,
  type Shade,
} from '../../territories/components/public.tsx';
import {
  countryMap,
  departmentMap,
  dotsOn,
  listDepartments,
  quarters,
} from '../../territories/public.ts';
import { sayGained } from '../components/hosting-hours.tsx';
import { HostingTable } from '../components/hosting-table.tsx';
import { newServices } from '../hosting/domain.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';
import { type Hosting, listHostings } from '../hosting/queries.ts';
import { en as partnershipsEn } from '../messages.en.ts';
import { fr as partnershipsFr } from '../messages.fr.ts';

export const loader = guard('hosting.read', async ({ ctx, scope, url }) => {
  const day = today(ctx.now);
  const all = await listDepartments(ctx.db);
  const asked = url.searchParams.get('departement')?.toUpperCase();
  const department = all.find(({ code }) => code === asked) ?? null;
  const region = department
    ? null
    : (all.find((one) => one.region.code === url.searchParams.get('region'))?.region ?? null);
  const hostings = await listHostings(
    ctx.db,
    scope,
    { department: department?.code, region: region?.code, on: day },
    day,
  );
  const regions = new Map(all.map((one) => [one.region.code, one.region.name]));
  return {
    hostings,
    sums: {
      gained: hostings.reduce((sum, one) => sum + one.gained, 0),
      surface: hostings.reduce((sum, one) => sum + (one.surface ?? 0), 0),
      services: hostings.reduce(
        (sum, one) => sum + newServices(one.servicesBefore, one.servicesAfter).length,
        0,
      ),
    },
    drawn: department ? null : countryOf(hostings, all),
    map: department ? departmentOf(department.code, hostings) : null,
    values: { departement: department?.code ?? '', region: region?.code ?? '' },
    departments: all.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
    regions: [...regions]
      .map(([value, label]) => ({ value, label }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'fr')),
  };
});

/** The country, shaded by the hours gained in each department. */
function countryOf(hostings: readonly Hosting[], all: readonly { code: string; name: string }[]) {
  const gained = new Map<string, number>();
  for (const one of hostings)
    gained.set(one.departmentCode, (gained.get(one.departmentCode) ?? 0) + one.gained);
  const { bounds, classOf } = quarters([...gained.values()]);
  const shades: Record<string, Shade> = {};
  for (const { code, name } of all) {
    const value = gained.get(code);
    shades[code] = {
      level: value === undefined ? null : classOf(value),
      words: `${name} (${code}) : ${value === undefined ? '—' : sayGained(value)}`,
    };
  }
  const { width, height, shapes, insets } = countryMap();
  const say = (value: number): string => formatDuration(Math.max(0, Math.round(value)));
  return {
    map: { width, height, shapes, insets },
    shades,
    bounds: bounds ? ([say(bounds[0]), say(bounds[1]), say(bounds[2])] as const) : null,
  };
}

/** One department with a dot for each place that hosts. */
function departmentOf(code: string, hostings: readonly Hosting[]) {
  const drawn = departmentMap(code);
  if (!drawn) return null;
  const { width, height, shapes } = drawn;
  const points = hostings.flatMap(({ longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [{ kind: 'hosting', longitude, latitude }],
  );
  return { width, height, shapes, dots: dotsOn(drawn, points), here: null };
}

export default function Hostings({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const p = useText({ fr: partnershipsFr, en: partnershipsEn });
  const locale = useLocale();
  const { hostings, sums, drawn, map, values, departments, regions } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: p.list.title, to: '/partenariats' }]}
      />
      <SearchForm columns="sm:grid-cols-[1fr_1fr_auto]">
        <SelectField
          name="departement"
          label={t.department}
          required
          placeholder={t.allDepartments}
          defaultValue={values.departement}
          options={departments}
        />
        <SelectField
          name="region"
          label={t.region}
          required
          placeholder={t.allRegions}
          defaultValue={values.region}
          options={regions}
        />
        <button type="submit" className="btn">
          {t.filter}
        </button>
      </SearchForm>
      <div className="mb-8 grid items-start gap-8 lg:grid-cols-[2fr_3fr]">
        <div>
          {drawn ? (
            <div className="card">
              <CountryMap map={drawn.map} shades={drawn.shades} />
              <MapLegend title={t.mapTitle} bounds={drawn.bounds} missing />
            </div>
          ) : null}
          {map ? <DepartmentMap map={map} caption={t.mapDots} /> : null}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Figure value={sayGained(sums.gained)} label={t.sumGained} />
          <Figure
            value={formatNumber(locale, hostings.length)}
            label={t.sumPlaces(hostings.length)}
          />
          <Figure
            value={formatNumber(locale, sums.services)}
            label={t.sumServices(sums.services)}
          />
          <Figure value={t.surfaceIs(formatNumber(locale, sums.surface))} label={t.sumSurface} />
        </div>
      </div>
      <Section title={t.caption} id="liste">
        {hostings.length === 0 ? (
          <EmptyState title={t.noneHere} />
        ) : (
          <HostingTable rows={hostings} />
        )}
      </Section>
    </>
  );
}
