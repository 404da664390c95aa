import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { WeekHours } from '../../places/public.ts';
import '../tables.ts';
import type { HostingOutput } from './contract.ts';
import { hostingOwned, mayReadHosting } from './policy.ts';
import './tables.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const MOST = 1_000;

export interface HostingFilters {
  readonly department?: string | undefined;
  readonly region?: string | undefined;
  readonly partnership?: string | undefined;
  readonly place?: string | undefined;
  readonly id?: string | undefined;
  /** Only what has not ended by this day. */
  readonly on?: string | undefined;
}

/** A hosted business with the hours in force: those of today, else the first to come. */
export interface Hosting extends HostingOutput {
  readonly partnershipTitle: string;
  readonly departmentName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly hoursBefore: WeekHours;
  readonly hoursAfter: WeekHours;
  readonly validFrom: string;
  readonly endReason: string;
}

/** The version in force on a day, by the newest that has begun; before any has, the first. */
const inForce = (day: string) => sql<string>`(SELECT v.valid_from FROM hosting_hours v
  WHERE v.hosting_id = h.id
  ORDER BY (v.valid_from <= ${day}::date) DESC,
    CASE WHEN v.valid_from <= ${day}::date THEN v.valid_from END DESC, v.valid_from LIMIT 1)`;

function rows(db: Db, day: string) {
  return db
    .selectFrom('hosting as h')
    .innerJoin('partnership as s', 's.id', 'h.partnership_id')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .innerJoin('place as l', 'l.id', 'h.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .innerJoin('department as d', 'd.code', 'l.department_code')
    .innerJoin('hosting_hours as t', (join) =>
      join.onRef('t.hosting_id', '=', 'h.id').on('t.valid_from', '=', inForce(day)),
    )
    .select([
      'h.id',
      'h.partnership_id',
      'h.place_id',
      'h.name',
      'h.surface_m2',
      'h.services_before',
      'h.services_after',
      'h.ended_on',
      'h.end_reason',
      'h.version',
      's.title',
      's.slug',
      's.partner_id',
      'p.name as partner_name',
      'l.name as place_name',
      'l.kind as place_kind',
      'l.latitude',
      'l.longitude',
      'l.commune_code',
      'l.department_code',
      'c.name as commune_name',
      'd.name as department_name',
      't.valid_from',
      't.hours_before',
      't.hours_after',
      't.minutes_before',
      't.minutes_after',
    ]);
}

function shown(row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): Hosting {
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    partnershipTitle: row.title,
    partner: { id: row.partner_id, name: row.partner_name },
    place: { id: row.place_id, name: row.place_name, kind: row.place_kind },
    communeCode: row.commune_code,
    communeName: row.commune_name,
    departmentCode: row.department_code,
    departmentName: row.department_name,
    latitude: row.latitude,
    longitude: row.longitude,
    name: row.name,
    surface: row.surface_m2,
    servicesBefore: row.services_before,
    servicesAfter: row.services_after,
    hoursBefore: row.hours_before,
    hoursAfter: row.hours_after,
    validFrom: row.valid_from,
    minutesBefore: row.minutes_before,
    minutesAfter: row.minutes_after,
    gained: row.minutes_after - row.minutes_before,
    endedOn: row.ended_on,
    endReason: row.end_reason,
    version: row.version,
  };
}

/** Hosted businesses that this reader may know of, by department and commune. */
export async function listHostings(
  db: Db,
  scope: Scope<'hosting.read'>,
  filters: HostingFilters,
  today: string,
): Promise<Hosting[]> {
  const { department, region, partnership, place, id, on } = filters;
  const found = await rows(db, today)
    .$if(!scope.everywhere, (q) => q.where('s.partner_id', 'in', [NOBODY, ...scope.organisations]))
    .$if(department !== undefined, (q) => q.where('l.department_code', '=', department ?? ''))
    .$if(region !== undefined, (q) => q.where('d.region_code', '=', region ?? ''))
    .$if(partnership !== undefined, (q) => q.where('s.id', '=', partnership ?? NOBODY))
    .$if(place !== undefined, (q) => q.where('l.id', '=', place ?? NOBODY))
    .$if(id !== undefined, (q) => q.where('h.id', '=', id ?? NOBODY))
    .$if(on !== undefined, (q) =>
      q.where((eb) => eb.or([eb('h.ended_on', 'is', null), eb('h.ended_on', '>', on ?? '')])),
    )
    .orderBy('l.department_code')
    .orderBy('c.name')
    .orderBy('h.id')
    .limit(MOST)
    .execute();
  return found.map(shown).filter((hosting) => mayReadHosting(scope, hostingOwned(hosting)));
}

/** One hosted business; null when there is none that this reader may know of. */
export async function getHosting(
  db: Db,
  scope: Scope<'hosting.read'>,
  id: string,
  today: string,
): Promise<Hosting | null> {
  if (!isUuid(id)) return null;
  const [found] = await listHostings(db, scope, { id }, today);
  return found ?? null;
}

/** The agreement of a hosted business. The caller has checked `mayReadTerms`. */
export async function readTerms(
  db: Db,
  id: string,
): Promise<{ startsOn: string | null; endsOn: string | null }> {
  return db
    .selectFrom('hosting')
    .select(['agreement_starts_on as startsOn', 'agreement_ends_on as endsOn'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export interface HoursVersion {
  readonly validFrom: string;
  /** The last day that it was true; null for the newest. */
  readonly validUntil: string | null;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
  readonly by: string;
}

/** Every version of the hours, newest first. The caller has read the hosted business. */
export async function listHours(db: Db, id: string): Promise<HoursVersion[]> {
  const found = await db
    .selectFrom('hosting_hours as t')
    .leftJoin('auth_user as u', 'u.id', 't.changed_by')
    .select(['t.valid_from', 't.minutes_before', 't.minutes_after', 'u.name'])
    .select(
      sql<string | null>`(lead(t.valid_from) OVER (ORDER BY t.valid_from) - 1)::date`.as('until'),
    )
    .where('t.hosting_id', '=', id)
    .orderBy('t.valid_from', 'desc')
    .execute();
  return found.map((row) => ({
    validFrom: row.valid_from,
    validUntil: row.until,
    minutesBefore: row.minutes_before,
    minutesAfter: row.minutes_after,
    by: row.name ?? '',
  }));
}

/** What anybody may read of a hosted business: where, which services, which hours. No terms. */
export interface PublicHosting {
  readonly id: string;
  readonly name: string;
  readonly placeName: string;
  readonly communeName: string;
  readonly servicesAfter: readonly string[];
  readonly hoursAfter: WeekHours;
  readonly gained: number;
}

/** Ongoing hosted businesses of a published partnership, or of a place; never of what is not public. */
export async function listPublicHostings(
  db: Db,
  of: { readonly publishedPartnership: string } | { readonly place: string },
  today: string,
): Promise<PublicHosting[]> {
  const found = await rows(db, today)
    .$if('publishedPartnership' in of, (q) =>
      q
        .where('s.id', '=', 'publishedPartnership' in of ? of.publishedPartnership : NOBODY)
        .where('s.slug', 'is not', null)
        .where('s.operator_agreed_at', 'is not', null)
        .where('s.partner_agreed_at', 'is not', null),
    )
    .$if('place' in of, (q) => q.where('l.id', '=', 'place' in of ? of.place : NOBODY))
    .where((eb) => eb.or([eb('h.ended_on', 'is', null), eb('h.ended_on', '>', today)]))
    // What has not begun is nobody's business yet.
    .where('t.valid_from', '<=', today)
    .orderBy('h.name')
    .orderBy('h.id')
    .limit(50)
    .execute();
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    placeName: row.place_name,
    communeName: row.commune_name,
    servicesAfter: row.services_after,
    hoursAfter: row.hours_after,
    gained: row.minutes_after - row.minutes_before,
  }));
}
