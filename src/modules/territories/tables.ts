import type { Generated } from 'kysely';
import type { Json, Searchable } from '../../platform/db/schema.ts';
import type { TerritoryKind } from '../alliance/public.ts';

/** GeoJSON geometry of an area, WGS 84, `[longitude, latitude]` in degrees. */
export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

/** A closed line of `[longitude, latitude]`; a polygon's first ring is its outline, others holes. */
export type Ring = readonly (readonly number[])[];

/** What a value means one level up; see `recomputeIndicatorAggregates`. */
export type Aggregation = 'population-weighted-mean' | 'sum' | 'share-of-communes' | 'none';

export interface RegionTable {
  code: string;
  name: string;
}

export interface DepartmentTable {
  code: string;
  name: string;
  region_code: string;
  population: Generated<number>;
}

export interface EpciTable {
  code: string;
  name: string;
  /** The department where most of its people live; an EPCI may span several. */
  department_code: string | null;
  population: Generated<number>;
}

export interface CommuneTable extends Searchable {
  code: string;
  name: string;
  department_code: string;
  region_code: string;
  epci_code: string | null;
  siren: string | null;
  population: number | null;
  postal_codes: Generated<string[]>;
  latitude: number | null;
  longitude: number | null;
  /** `geonames` (reference) or `geo-api` (import); an import wins over the reference. */
  position_source: string | null;
}

export interface FormerCommuneTable {
  code: string;
  name: string;
  /** `delegated`, `associated`, `merged`, or `arrondissement`. */
  kind: string;
  commune_code: string;
}

export interface QpvTable {
  code: string;
  name: string;
  department_code: string | null;
  geometry: Json<AreaGeometry>;
  west: number;
  south: number;
  east: number;
  north: number;
  vintage: string;
}

export interface QpvCommuneTable {
  qpv_code: string;
  commune_code: string;
}

export interface IndicatorTable {
  code: string;
  label_fr: string;
  label_en: string;
  unit: string;
  aggregation: Aggregation;
  higher_means: Generated<'better' | 'worse' | 'neutral'>;
  commitment: string | null;
  source: string;
  source_url: string | null;
  vintage: string;
  note_fr: Generated<string>;
  note_en: Generated<string>;
  position: Generated<number>;
  /** `region` when values are relative to their region, so that two regions do not compare. */
  comparable_within: Generated<'country' | 'region'>;
}

export interface IndicatorValueTable {
  indicator_code: string;
  territory_kind: TerritoryKind;
  territory_code: string;
  value: number;
  /** Category as published (ZRR: C, PC, NC); `value` beside it is what is counted. */
  category: string | null;
}

/** How values are spread among all territories of one kind. */
export interface IndicatorDistributionTable {
  indicator_code: string;
  territory_kind: TerritoryKind;
  peers: number;
  /** 101 values: `cuts[p]` is the smallest that at least p % of the peers do not exceed. */
  cuts: number[];
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    region: RegionTable;
    department: DepartmentTable;
    epci: EpciTable;
    commune: CommuneTable;
    former_commune: FormerCommuneTable;
    qpv: QpvTable;
    qpv_commune: QpvCommuneTable;
    indicator: IndicatorTable;
    indicator_value: IndicatorValueTable;
    indicator_distribution: IndicatorDistributionTable;
  }
}
