import { sql } from 'kysely';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { WeekHours } from '../tables.ts';
import type { Sheet } from './domain.ts';
import '../tables.ts';
import './tables.ts';

/** A sheet as it is recorded. */
export interface RecordedSheet extends Sheet {
  readonly version: number;
  /** True once somebody corrected it here. */
  readonly edited: boolean;
}

/** The columns of a sheet under this alias, named as a `Sheet` names them. */
export function sheetColumns<A extends string>(alias: A) {
  return [
    `${alias}.services`,
    `${alias}.publics`,
    `${alias}.special_care as specialCare`,
    `${alias}.fees`,
    `${alias}.itinerance`,
    `${alias}.programmes`,
    `${alias}.labels`,
    `${alias}.access_ways as accessWays`,
    `${alias}.accompaniments`,
    `${alias}.typology`,
    `${alias}.other_labels as otherLabels`,
    `${alias}.opening_hours as openingHours`,
    `${alias}.summary`,
    `${alias}.detail`,
    `${alias}.emails`,
    `${alias}.booking_url as bookingUrl`,
    `${alias}.accessibility_url as accessibilityUrl`,
    `${alias}.pivot`,
    `${alias}.parent_structure as parentStructure`,
    `${alias}.source`,
    `${alias}.source_url as sourceUrl`,
    `${alias}.updated_on as updatedOn`,
  ] as const;
}

/** The sheet of a place; null when it has none. */
export async function getSheet(db: Db, placeId: string): Promise<RecordedSheet | null> {
  if (!isUuid(placeId)) return null;
  const row = await db
    .selectFrom('place_mediation as m')
    .select(sheetColumns('m'))
    .select(['m.version', 'm.edited_at'])
    .where('m.place_id', '=', placeId)
    .executeTakeFirst();
  if (!row) return null;
  const { edited_at, ...sheet } = row;
  return { ...sheet, edited: edited_at !== null };
}

/** An open place with its sheet, as feeds need it. */
export interface MediationPlace {
  readonly id: string;
  readonly placeSource: string;
  readonly externalId: string;
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly addressExtra: string;
  readonly postalCode: string;
  readonly communeCode: string;
  readonly communeName: string;
  readonly departmentCode: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly hours: WeekHours | null;
  readonly sheet: Sheet;
}

/**
 * Open places that have a sheet, by id, each once: a place that was found to be the same as
 * another is left out, and lends its sheet to one that has none.
 */
export async function listMediationPlaces(
  db: Db,
  after: string | null,
  limit: number,
): Promise<MediationPlace[]> {
  const rows = await db
    .selectFrom('place as p')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .innerJoin('place_mediation as m', (join) =>
      join.on(
        'm.place_id',
        '=',
        sql<string>`coalesce((SELECT o.place_id FROM place_mediation o WHERE o.place_id = p.id),
          (SELECT o.place_id FROM place l JOIN place_mediation o ON o.place_id = l.id
            WHERE l.same_as = p.id ORDER BY l.id LIMIT 1))`,
      ),
    )
    .select([
      'p.id',
      'p.source as placeSource',
      'p.external_id as externalId',
      'p.kind',
      'p.name',
      'p.address',
      'p.address_extra as addressExtra',
      'p.postal_code as postalCode',
      'p.commune_code as communeCode',
      'c.name as communeName',
      'p.department_code as departmentCode',
      'p.latitude',
      'p.longitude',
      'p.phone',
      'p.website',
      'p.hours',
    ])
    .select(sheetColumns('m'))
    .where('p.status', '=', 'open')
    .where('p.same_as', 'is', null)
    .$if(after !== null, (q) => q.where('p.id', '>', after ?? ''))
    .orderBy('p.id')
    .limit(limit)
    .execute();
  return rows.map(
    ({
      id,
      placeSource,
      externalId,
      kind,
      name,
      address,
      addressExtra,
      postalCode,
      communeCode,
      communeName,
      departmentCode,
      latitude,
      longitude,
      phone,
      website,
      hours,
      ...sheet
    }) => ({
      id,
      placeSource,
      externalId,
      kind,
      name,
      address,
      addressExtra,
      postalCode,
      communeCode,
      communeName,
      departmentCode,
      latitude,
      longitude,
      phone,
      website,
      hours,
      sheet,
    }),
  );
}

/** Services of places as data·inclusion gave them, by place. */
export async function listGivenServices(
  db: Db,
  placeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>> {
  const rows = await db
    .selectFrom('place_service')
    .select(['place_id', 'record'])
    .where(sql<boolean>`place_id = ANY(${[...placeIds]}::uuid[])`)
    .orderBy('id')
    .execute();
  const found = new Map<string, Record<string, unknown>[]>();
  for (const { place_id, record } of rows)
    found.set(place_id, [...(found.get(place_id) ?? []), record]);
  return found;
}
