import { type SqlBool, sql } from 'kysely';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { foldText, matches, prefixQuery } from '../../platform/db/search.ts';
import { typeAhead } from '../../platform/db/type-ahead.ts';
import type { TerritoryKind } from '../alliance/public.ts';
import '../territories/public.ts';
import type { PositionPrecision, WeekHours } from './tables.ts';

/** A place as lists show it. */
export interface PlaceSummary {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly postalCode: string;
  readonly communeCode: string;
  readonly communeName: string;
  readonly departmentCode: string;
  readonly qpvCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Place extends PlaceSummary {
  readonly addressExtra: string;
  readonly departmentName: string;
  readonly precision: PositionPrecision;
  readonly phone: string | null;
  readonly website: string | null;
  readonly hours: WeekHours | null;
  readonly hoursNote: string;
  readonly services: readonly string[];
  readonly qpvName: string | null;
  readonly status: 'open' | 'closed';
  readonly source: string;
  readonly externalId: string;
  readonly vintage: string;
  /** The place that this one depends on (an agency's post office), when it is known. */
  readonly parent: { readonly id: string; readonly name: string } | null;
  /** The record of the same place that was kept in its stead. */
  readonly sameAs: { readonly id: string; readonly name: string } | null;
  readonly version: number;
  readonly updatedAt: string;
}

export interface PlaceFilters {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  readonly commune?: string | undefined;
  readonly epci?: string | undefined;
  readonly department?: string | undefined;
  readonly region?: string | undefined;
  readonly qpv?: string | undefined;
  /** Only places inside some priority neighbourhood. */
  readonly anyQpv?: boolean | undefined;
  /** Closed places are left out unless asked for. */
  readonly closed?: boolean | undefined;
}

const summary = [
  'p.id',
  'p.kind',
  'p.name',
  'p.address',
  'p.postal_code as postalCode',
  'p.commune_code as communeCode',
  'c.name as communeName',
  'p.department_code as departmentCode',
  'p.qpv_code as qpvCode',
  'p.latitude',
  'p.longitude',
] as const;

function filtered(db: Db, filters: PlaceFilters) {
  const { kind, commune, epci, department, region, qpv } = filters;
  const typed = filters.q ? prefixQuery(filters.q) : null;
  return db
    .selectFrom('place as p')
    .where('p.same_as', 'is', null)
    .$if(!filters.closed, (q) => q.where('p.status', '=', 'open'))
    .$if(typed !== null, (q) => q.where(matches('p', typed ?? '')))
    .$if(kind !== undefined, (q) => q.where('p.kind', '=', kind ?? ''))
    .$if(commune !== undefined, (q) => q.where('p.commune_code', '=', commune ?? ''))
    .$if(epci !== undefined, (q) =>
      q.where('p.commune_code', 'in', (eb) =>
        eb
          .selectFrom('commune')
          .select('code')
          .where('epci_code', '=', epci ?? ''),
      ),
    )
    .$if(department !== undefined, (q) => q.where('p.department_code', '=', department ?? ''))
    .$if(region !== undefined, (q) =>
      q.where('p.department_code', 'in', (eb) =>
        eb
          .selectFrom('department')
          .select('code')
          .where('region_code', '=', region ?? ''),
      ),
    )
    .$if(qpv !== undefined, (q) => q.where('p.qpv_code', '=', qpv ?? ''))
    .$if(filters.anyQpv === true, (q) => q.where('p.qpv_code', 'is not', null));
}

/** Places by name, filtered, a page at a time. */
export async function listPlaces(
  db: Db,
  filters: PlaceFilters,
  cursor: string | null = null,
  limit = 50,
): Promise<Page<PlaceSummary>> {
  const after = readCursor(cursor, 2);
  const rows = await filtered(db, filters)
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .select(summary)
    .$if(after !== null, (q) =>
      q.where(sql<SqlBool>`(p.name, p.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, (row) => [row.name, row.id]);
}

/** How many places a filter holds, by kind, most numerous first. */
export async function countPlacesByKind(
  db: Db,
  filters: PlaceFilters,
): Promise<{ readonly kind: string; readonly count: number }[]> {
  return filtered(db, filters)
    .select((eb) => ['p.kind', eb.fn.countAll<number>().as('count')])
    .groupBy('p.kind')
    .orderBy('count', 'desc')
    .orderBy('p.kind')
    .execute();
}

/** Number of open places of each department, for a map of the country. */
export async function countPlacesByDepartment(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('place')
    .select((eb) => ['department_code', eb.fn.countAll<number>().as('n')])
    .where('status', '=', 'open')
    .groupBy('department_code')
    .execute();
  return new Map(rows.map((row) => [row.department_code, row.n]));
}

/** The filter that stands for a territory. */
export function placesOf(kind: TerritoryKind, code: string): PlaceFilters {
  return kind === 'country' ? {} : { [kind]: code };
}

/** Positions of the places that a filter holds and that have one, for a map. */
export async function placePositions(
  db: Db,
  filters: PlaceFilters,
  limit = 2000,
): Promise<{ id: string; kind: string; name: string; latitude: number; longitude: number }[]> {
  return filtered(db, filters)
    .select(['p.id', 'p.kind', 'p.name'])
    .select(sql<number>`p.latitude`.as('latitude'))
    .select(sql<number>`p.longitude`.as('longitude'))
    .where('p.latitude', 'is not', null)
    .where('p.longitude', 'is not', null)
    .limit(limit)
    .execute();
}

/** One place in full; null when there is none. */
export async function getPlace(db: Db, id: string): Promise<Place | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('place as p')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .innerJoin('department as d', 'd.code', 'p.department_code')
    .leftJoin('qpv as q', 'q.code', 'p.qpv_code')
    .leftJoin('place as o', (join) =>
      join.onRef('o.source', '=', 'p.source').onRef('o.external_id', '=', 'p.parent_external_id'),
    )
    .leftJoin('place as k', 'k.id', 'p.same_as')
    .select(summary)
    .select([
      'p.address_extra as addressExtra',
      'd.name as departmentName',
      'p.position_precision as precision',
      'p.phone',
      'p.website',
      'p.hours',
      'p.hours_note as hoursNote',
      'p.services',
      'q.name as qpvName',
      'p.status',
      'p.source',
      'p.external_id as externalId',
      'p.vintage',
      'o.id as parentId',
      'o.name as parentName',
      'k.id as keptId',
      'k.name as keptName',
      'p.version',
      'p.updated_at as updatedAt',
    ])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { parentId, parentName, keptId, keptName, updatedAt, ...place } = row;
  return {
    ...place,
    parent: parentId && parentId !== id ? { id: parentId, name: parentName ?? '' } : null,
    sameAs: keptId ? { id: keptId, name: keptName ?? '' } : null,
    updatedAt: updatedAt.toISOString(),
  };
}

/** Places by id, in the order of the ids; unknown ids are left out. */
export async function listPlacesById(db: Db, ids: readonly string[]): Promise<PlaceSummary[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('place as p')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .select(summary)
    .where(sql<SqlBool>`p.id = ANY(${[...ids]}::uuid[])`)
    .execute();
  const order = new Map(ids.map((id, i) => [id, i]));
  return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/**
 * Places to show while somebody types a name, an address, a commune, a postal or INSEE code, best
 * first: the very name, then names that start with it, then words.
 */
export async function searchPlaces(db: Db, typed: string, limit = 10): Promise<PlaceSummary[]> {
  const hits = await typeAhead(db, 'place', 'id', typed, Math.max(limit, 30));
  const folded = foldText(typed);
  const found = await listPlacesById(
    db,
    hits.map((hit) => hit.id),
  );
  const exact = (place: PlaceSummary) => foldText(place.name) === folded;
  return [...found.filter(exact), ...found.filter((place) => !exact(place))].slice(0, limit);
}
