import { Link, redirect } from 'react-router';
import { DigitalSummary } from '../../modules/impact/components/public.tsx';
import { digitalTotal } from '../../modules/impact/public.ts';
import { coDesignEn, coDesignFr, entersWorkshop } from '../../modules/partnerships/public.ts';
import {
  countPlacesByKind,
  listPlaces,
  placePositions,
  placesOf,
} from '../../modules/places/public.ts';
import { DepartmentMap, IndicatorTable } from '../../modules/territories/components/public.tsx';
import {
  departmentMap,
  dotsOn,
  territoriesEn as en,
  territoriesFr as fr,
  getTerritory,
  kindOfSlug,
  listCommunes,
  listDepartments,
  listEpcis,
  resolveCommune,
  sayIndicator,
  type Territory,
  territoryIndicators,
} from '../../modules/territories/public.ts';
import { authorize } from '../../platform/access/access.ts';
import type { Db } from '../../platform/db/schema.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { formatNumber } from '../../platform/i18n/messages.ts';
import { PageHeader, Section } from '../../ui/layout.tsx';
import { useText } from '../../ui/locale.tsx';
import type { PageProps } from '../../ui/page.ts';
import { readAlliance } from '../alliance-around/queries.ts';
import { AllianceAround } from '../alliance-around/sections.tsx';
import { territoryPath } from '../paths.ts';
import { Children, Places } from './territory-parts.tsx';

/** Communes shown before somebody asks for all of a department. */
const FIRST_COMMUNES = 30;
const FIRST_PLACES = 12;

export const loader = guard('territories.read', async ({ ctx, actor, params, url }) => {
  const { db, locale } = ctx;
  const kind = kindOfSlug(params.kind);
  const code = (params.code ?? '').toUpperCase();
  const territory = kind ? await getTerritory(db, kind, code) : null;
  if (!kind || !territory) {
    const today = kind === 'commune' ? await resolveCommune(db, code) : null;
    if (today && today.code !== code) throw redirect(territoryPath('commune', today.code), 301);
    throw notFound();
  }
  const filters = placesOf(kind, code);
  const count = (value: number | null) => formatNumber(locale, value ?? 0);
  const [counts, first, indicators, map, children, around, digital] = await Promise.all([
    countPlacesByKind(db, filters),
    listPlaces(db, filters, null, FIRST_PLACES),
    territoryIndicators(db, territory),
    drawMap(db, territory),
    readChildren(db, territory, url.searchParams.get('communes') === 'toutes'),
    readAlliance(ctx, actor, { kind, code }),
    authorize(actor, 'dashboard.read') ? digitalTotal(ctx, { [kind]: code }) : null,
  ]);
  return {
    territory,
    facts: { population: count(territory.population), communes: count(territory.communes) },
    indicators: indicators.map((i) => sayIndicator(i, locale)),
    map,
    places: {
      rows: first.items,
      counts: counts.map((row) => ({ kind: row.kind, text: count(row.count) })),
    },
    children,
    around,
    digital,
    workshop: kind !== 'region' && (await entersWorkshop(db, actor, territory.departmentCode)),
  };
});

/** The department that holds the territory, its places as dots, and a commune's own position. */
async function drawMap(db: Db, territory: Territory) {
  const drawn = territory.departmentCode ? departmentMap(territory.departmentCode) : null;
  if (!drawn) return null;
  const { width, height, shapes } = drawn;
  const positions = await placePositions(db, placesOf(territory.kind, territory.code));
  const { latitude, longitude } = territory;
  return {
    ...{ width, height, shapes },
    dots: dotsOn(drawn, positions),
    here: latitude !== null && longitude !== null ? drawn.project(longitude, latitude) : null,
  };
}

async function readChildren(db: Db, { kind, code, communes: size }: Territory, all: boolean) {
  const none = { departments: [], epcis: [], communes: [], more: false };
  if (kind === 'region') {
    const departments = await listDepartments(db, code);
    return { ...none, departments };
  }
  if (kind === 'epci') return { ...none, communes: await listCommunes(db, { epci: code }) };
  if (kind !== 'department') return none;
  const every = await listCommunes(db, { department: code });
  const more = !all && size > FIRST_COMMUNES * 2;
  const largest = every
    .toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0))
    .slice(0, FIRST_COMMUNES);
  return { ...none, epcis: await listEpcis(db, code), communes: more ? largest : every, more };
}

export default function TerritoryPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const w = useText({ fr: coDesignFr, en: coDesignEn });
  const { territory, facts, indicators, map, places, children, around, digital } = loaderData;
  const { kind, code } = territory;
  const lead = [
    t.facts.inhabitants(facts.population),
    kind === 'commune' ? '' : t.facts.communes(facts.communes),
    territory.postalCodes[0] ? t.facts.postal(territory.postalCodes.slice(0, 3).join(', ')) : '',
    kind === 'commune'
      ? t.facts.insee(code)
      : kind === 'epci'
        ? t.facts.siren(code)
        : t.facts.department(code),
  ];
  return (
    <>
      <title>{`${territory.name} — Maillage`}</title>
      <PageHeader
        title={territory.name}
        lead={lead.filter(Boolean).join(' · ')}
        crumbs={territory.parents.map((parent) => ({
          label: parent.kind === 'country' ? t.france : parent.name,
          to: territoryPath(parent.kind, parent.code),
        }))}
        over={<span className="tag">{t.kind[kind]}</span>}
        actions={
          <>
            {loaderData.workshop ? (
              <Link className="btn" to={`${territoryPath(kind, code)}/atelier`}>
                {w.open}
              </Link>
            ) : null}
            {around.mayRecordNeed ? (
              <Link className="btn" to={`/besoins/nouveau?territoire=${kind}&code=${code}`}>
                {t.sections.recordNeed}
              </Link>
            ) : null}
          </>
        }
      />
      <Section title={t.indicators.title} id="indicateurs">
        <IndicatorTable
          rows={indicators}
          withDepartment={kind === 'commune' || kind === 'epci'}
          withCountry
        />
      </Section>
      <div className={map ? 'grid gap-x-8 lg:grid-cols-[2fr_3fr]' : ''}>
        {map ? (
          <div className="mb-8">
            <DepartmentMap map={map} />
          </div>
        ) : null}
        <div className="min-w-0">
          <Places kind={kind} code={code} places={places} />
        </div>
      </div>
      {digital ? <DigitalSummary total={digital} /> : null}
      <AllianceAround around={around} />
      <Children territory={territory} communes={facts.communes} found={children} />
    </>
  );
}
