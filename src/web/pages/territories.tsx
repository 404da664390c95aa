import { Form, Link } from 'react-router';
import { countPlacesByDepartment } from '../../modules/places/public.ts';
import {
  CountryMap,
  IndicatorTable,
  MapLegend,
  type Shade,
  TerritorySearch,
} from '../../modules/territories/components/public.tsx';
import {
  countryMap,
  departmentValues,
  territoriesEn as en,
  territoriesFr as fr,
  getTerritory,
  type IndicatorChoice,
  listDepartments,
  listIndicators,
  quarters,
  sayIndicator,
  sayValue,
  searchCommunes,
  searchTerritories,
  territoryIndicators,
} from '../../modules/territories/public.ts';
import type { Locale } from '../../platform/access/access.ts';
import type { Db } from '../../platform/db/schema.ts';
import { guard } from '../../platform/http/route.ts';
import { formatNumber, pick } from '../../platform/i18n/messages.ts';
import { SelectField } from '../../ui/form.tsx';
import { PageHeader, Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { DataTable } from '../../ui/table.tsx';
import { territoryPath } from '../paths.ts';

export const loader = guard('territories.read', async ({ ctx, url }) => {
  const { db, locale } = ctx;
  const typed = url.searchParams.get('q')?.trim() ?? '';
  const country = await getTerritory(db, 'country', 'FR');
  const departments = await listDepartments(db);
  const places = await countPlacesByDepartment(db);
  const indicators = (await listIndicators(db)).filter((i) => i.comparableWithin === 'country');
  const chosen = indicators.find((i) => i.code === url.searchParams.get('carte')) ?? null;
  const values = chosen ? await departmentValues(db, chosen.code) : places;
  const say = sayer(chosen, locale);
  const { bounds, classOf } = quarters([...values.values()]);
  const shades: Record<string, Shade> = {};
  for (const { code, name } of departments) {
    const value = values.get(code);
    shades[code] = {
      level: value === undefined ? null : classOf(value),
      words: `${name} (${code}) : ${value === undefined ? pick({ fr, en }, locale).map.noValue : say(value)}`,
    };
  }
  const own = country ? await territoryIndicators(db, country) : [];
  const { width, height, shapes, insets } = countryMap();
  return {
    typed,
    found: typed ? await find(db, typed) : null,
    population: formatNumber(locale, country?.population ?? 0),
    communes: formatNumber(locale, country?.communes ?? 0),
    indicators: own.map((indicator) => sayIndicator(indicator, locale)),
    choices: indicators.map((i) => ({ value: i.code, label: i.label[locale] })),
    chosen: chosen
      ? {
          code: chosen.code,
          label: chosen.label[locale],
          source: chosen.source,
          vintage: chosen.vintage,
        }
      : null,
    map: { width, height, shapes, insets },
    shades,
    bounds: bounds ? ([say(bounds[0]), say(bounds[1]), say(bounds[2])] as const) : null,
    departments: departments.map(({ code, name, region, population }) => {
      const value = values.get(code);
      return {
        ...{ code, name, region },
        population: formatNumber(locale, population ?? 0),
        places: formatNumber(locale, places.get(code) ?? 0),
        value: value === undefined ? '—' : say(value),
      };
    }),
  };
});

function sayer(chosen: IndicatorChoice | null, locale: Locale): (value: number) => string {
  if (!chosen) return (value) => formatNumber(locale, value);
  const reading = { ...chosen, kind: 'department', category: null } as const;
  return (value) => sayValue(reading, value, locale);
}

async function find(db: Db, typed: string) {
  const territories = await searchTerritories(db, typed);
  const communes = await searchCommunes(db, typed, 20);
  return [
    ...territories.map(({ kind, code, name }) => ({ kind, code, name, detail: code })),
    ...communes.map(({ kind, code, name, postalCodes, departmentCode }) => ({
      ...{ kind, code, name },
      detail: [postalCodes[0], departmentCode].filter(Boolean).join(' · '),
    })),
  ];
}

export default function Territories({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const { typed, found, population, communes, map, shades, bounds, chosen } = loaderData;
  const title = chosen?.label ?? t.map.places;
  const missing = map.shapes.some((shape) => (shades[shape.code]?.level ?? null) === null);
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader title={t.title} lead={t.lead} />
      <TerritorySearch typed={typed} found={found} />
      <Section title={t.france} id="france">
        <p className="mb-4 text-muted">
          {t.facts.inhabitants(population)} · {t.facts.communes(communes)}
        </p>
        <div className="grid items-start gap-8 lg:grid-cols-[5fr_6fr]">
          <div className="lg:sticky lg:top-4">
            <Choice choices={loaderData.choices} chosen={chosen?.code ?? ''} />
            <div className="card">
              <CountryMap map={map} shades={shades} />
              <MapLegend title={title} bounds={bounds} missing={missing} />
              {chosen ? (
                <p className="hint">{t.indicators.source(chosen.source, chosen.vintage)}</p>
              ) : null}
            </div>
          </div>
          <Departments rows={loaderData.departments} measure={chosen?.label ?? null} />
        </div>
      </Section>
      <Section title={t.indicators.title} id="indicateurs">
        <IndicatorTable rows={loaderData.indicators} withDepartment={false} withCountry={false} />
      </Section>
    </>
  );
}

function Choice({
  choices,
  chosen,
}: {
  choices: readonly { value: string; label: string }[];
  chosen: string;
}) {
  const t = useText({ fr, en });
  if (choices.length === 0) return null;
  return (
    <Form className="mb-4 grid items-end gap-3 sm:grid-cols-[1fr_auto]" preventScrollReset>
      <SelectField
        name="carte"
        label={t.map.shade}
        required
        placeholder={t.map.places}
        defaultValue={chosen}
        options={choices}
      />
      <button type="submit" className="btn">
        {t.map.show}
      </button>
    </Form>
  );
}

type Row = PageProps<typeof loader>['loaderData']['departments'][number];

function Departments({ rows, measure }: { rows: readonly Row[]; measure: string | null }) {
  const t = useText({ fr, en });

  return (
    <DataTable
      caption={measure ? `${t.departments} — ${measure}` : t.departments}
      rows={rows}
      rowKey={(row) => row.code}
      columns={[
        {
          key: 'name',
          label: t.column.name,
          cell: (row) => (
            <>
              <Link to={territoryPath('department', row.code)}>{row.name}</Link> ({row.code})
              <span className="hint block font-normal">
                <Link to={territoryPath('region', row.region.code)}>{row.region.name}</Link>
              </span>
            </>
          ),
        },
        ...(measure
          ? [{ key: 'value', label: t.column.value, numeric: true, cell: (row: Row) => row.value }]
          : []),
        { key: 'places', label: t.column.places, numeric: true, cell: (row) => row.places },
        {
          key: 'population',
          label: t.column.population,
          numeric: true,
          cell: (row) => row.population,
        },
      ]}
    />
  );
}
