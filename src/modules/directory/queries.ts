import { type SqlBool, sql } from 'kysely';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { boxAround, kilometresBetween, type Point } from '../../platform/geometry/earth.ts';
import { type MediationService, THEMES_OF_SERVICE } from '../alliance/public.ts';
import { genericEmails, type WeekHours } from '../places/public.ts';
import '../territories/public.ts';
import { listSessions, type SessionRow } from '../workshops/public.ts';
import type { HelpQuery } from './contract.ts';

/** Where help is looked for: around a point, and in a commune that it may be the middle of. */
export interface HelpAround {
  readonly centre: Point;
  readonly commune: string | null;
}

/** A place as whoever looks for help sees it. */
export interface HelpPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  readonly addressExtra: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly departmentCode: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Null when the place has no position. */
  readonly kilometres: number | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly hours: WeekHours | null;
  readonly hoursNote: string;
  readonly openingHours: string;
  readonly services: readonly string[];
  readonly care: readonly string[];
  readonly publics: readonly string[];
  readonly fees: readonly string[];
  readonly accessWays: readonly string[];
  readonly accompaniments: readonly string[];
  readonly summary: string;
  readonly detail: string;
  readonly emails: readonly string[];
  readonly bookingUrl: string | null;
  readonly accessibilityUrl: string | null;
  readonly updatedOn: string | null;
}

/** More places than these nobody reads; those that are open now are chosen among them. */
const MOST = 250;

/**
 * A France Services branch helps with procedures free of charge, whether or not somebody wrote a
 * sheet for it (ANCT, charte nationale d’engagement France services).
 */
const known = (column: string, ofBranches: string) =>
  sql<string[]>`coalesce(${sql.ref(`m.${column}`)},
    CASE WHEN p.kind = 'france-services' THEN ${sql.lit(ofBranches)}::text[] ELSE '{}' END)`;
const services = known('services', '{procedures}');
const fees = known('fees', '{free}');
const none = (column: string) => sql<string[]>`coalesce(${sql.ref(`m.${column}`)}, '{}')`;

/**
 * Whether a place has sessions that anybody may still ask to join. Asked place by place, by index:
 * an EXISTS is turned into a table of all sessions to come, made anew for each search.
 */
const coming = (now: Date, themes: readonly string[] | null) => sql<SqlBool>`coalesce((
  SELECT true FROM workshop_session s JOIN workshop w ON w.id = s.workshop_id
  WHERE s.place_id = p.id AND s.state = 'planned' AND s.starts_at > ${now} AND w.open
    ${themes ? sql`AND w.themes && ${[...themes]}::text[]` : sql``} LIMIT 1), false)`;

function places(db: Db) {
  return (
    db
      .selectFrom('place as p')
      .innerJoin('commune as c', 'c.code', 'p.commune_code')
      // Looked up place by place: joined as a whole, every sheet would be read for each search.
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('place_mediation as o')
            .selectAll('o')
            .where(
              'o.place_id',
              '=',
              sql<string>`coalesce((SELECT x.place_id FROM place_mediation x WHERE x.place_id = p.id),
              (SELECT x.place_id FROM place l JOIN place_mediation x ON x.place_id = l.id
                WHERE l.same_as = p.id ORDER BY l.id LIMIT 1))`,
            )
            .limit(1)
            .as('m'),
        (join) => join.onTrue(),
      )
      .select([
        'p.id',
        'p.name',
        'p.kind',
        'p.address',
        'p.address_extra as addressExtra',
        'p.postal_code as postalCode',
        'c.name as communeName',
        'p.department_code as departmentCode',
        'p.latitude',
        'p.longitude',
        'p.phone',
        'p.website',
        'p.hours',
        'p.hours_note as hoursNote',
        'm.updated_on as updatedOn',
        'm.booking_url as bookingUrl',
        'm.accessibility_url as accessibilityUrl',
        services.as('services'),
        fees.as('fees'),
        none('special_care').as('care'),
        none('publics').as('publics'),
        none('access_ways').as('accessWays'),
        none('accompaniments').as('accompaniments'),
        none('emails').as('emails'),
        sql<string>`coalesce(m.summary, '')`.as('summary'),
        sql<string>`coalesce(m.detail, '')`.as('detail'),
        sql<string>`coalesce(m.opening_hours, '')`.as('openingHours'),
      ])
      .where('p.status', '=', 'open')
      .where('p.same_as', 'is', null)
  );
}

/** Places help is to be had at: with a sheet, a France Services branch, or workshops to come. */
const helps = (now: Date) =>
  sql<SqlBool>`(m.place_id IS NOT NULL OR p.kind = 'france-services' OR ${coming(now, null)})
    AND NOT coalesce(m.access_ways @> '{no-public}', false)`;

type Found = Awaited<ReturnType<ReturnType<typeof places>['execute']>>[number];

const placeOf = (row: Found, centre: Point | null): HelpPlace => ({
  ...row,
  emails: genericEmails(row.emails),
  kilometres:
    centre && row.latitude !== null && row.longitude !== null
      ? kilometresBetween(centre, { latitude: row.latitude, longitude: row.longitude })
      : null,
});

/**
 * Places where help is to be had nearby, nearest first. Places of the commune without a position
 * come last: nobody is left out for a position that a file lacks.
 */
export async function findHelp(
  db: Db,
  around: HelpAround,
  wanted: Omit<HelpQuery, 'openNow'>,
  now: Date,
): Promise<HelpPlace[]> {
  const { centre, commune } = around;
  const { south, north, west, east } = boxAround(centre, wanted.km);
  const near = await fitting(db, wanted, now)
    .where('p.latitude', 'is not', null)
    .where('p.longitude', 'is not', null)
    .where(
      sql<SqlBool>`point(p.longitude, p.latitude) <@ box(point(${west}::float8, ${south}::float8),
        point(${east}::float8, ${north}::float8))`,
    )
    // The index gives them in this order, so that reading stops at the limit. Degrees are not
    // kilometres: the true order is made below.
    .orderBy(
      sql`point(p.longitude, p.latitude) <->
        point(${centre.longitude}::float8, ${centre.latitude}::float8)`,
    )
    .limit(MOST)
    .execute();
  const unplaced = commune
    ? await fitting(db, wanted, now)
        .where('p.commune_code', '=', commune)
        .where('p.latitude', 'is', null)
        .orderBy('p.name')
        .limit(MOST)
        .execute()
    : [];
  const placed = near
    .map((row) => placeOf(row, centre))
    .filter(({ kilometres }) => kilometres !== null && kilometres <= wanted.km)
    .sort((x, y) => (x.kilometres ?? 0) - (y.kilometres ?? 0) || (x.id < y.id ? -1 : 1));
  return [...placed, ...unplaced.map((row) => placeOf(row, centre))];
}

/** Places that are what somebody asks for, wherever they are. */
function fitting(db: Db, wanted: Omit<HelpQuery, 'openNow'>, now: Date) {
  const themes = wanted.services.flatMap(
    (code) => THEMES_OF_SERVICE[code as MediationService] ?? [],
  );
  return places(db)
    .where(helps(now))
    .$if(wanted.services.length > 0, (q) =>
      q.where(
        sql<SqlBool>`(${services} && ${[...wanted.services]}::text[] OR ${coming(now, themes)})`,
      ),
    )
    .$if(wanted.care.length > 0, (q) =>
      q.where(sql<SqlBool>`${none('special_care')} @> ${[...wanted.care]}::text[]`),
    )
    .$if(wanted.free, (q) => q.where(sql<SqlBool>`${fees} && '{free,free-on-condition}'::text[]`))
    .$if(wanted.walkIn, (q) => q.where(sql<SqlBool>`'visit' = ANY(${none('access_ways')})`));
}

/** One place where help is to be had. A record of the same place leads to the one in sight. */
export async function getHelpPlace(
  db: Db,
  id: string,
  now: Date,
): Promise<HelpPlace | { readonly sameAs: string } | null> {
  if (!isUuid(id)) return null;
  const row = await places(db).where('p.id', '=', id).where(helps(now)).executeTakeFirst();
  if (row) return placeOf(row, null);
  const linked = await db
    .selectFrom('place')
    .select('same_as')
    .where('id', '=', id)
    .executeTakeFirst();
  return linked?.same_as ? { sameAs: linked.same_as } : null;
}

/** A session to come, as strangers read of it. */
export interface ComingSession {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly left: number;
}

const SESSIONS_EACH = 3;

/** The next open sessions of places that have seats left, soonest first. */
export async function nextSessions(
  db: Db,
  placeIds: readonly string[],
  now: Date,
  each = SESSIONS_EACH,
): Promise<ReadonlyMap<string, readonly ComingSession[]>> {
  const found = new Map<string, ComingSession[]>();
  if (placeIds.length === 0) return found;
  const busy = await sql<{ place_id: string }>`SELECT DISTINCT s.place_id
    FROM workshop_session s JOIN workshop w ON w.id = s.workshop_id
    WHERE s.place_id = ANY(${[...placeIds]}::uuid[]) AND s.state = 'planned'
      AND s.starts_at > ${now} AND w.open`.execute(db);
  for (const { place_id } of busy.rows) {
    const { items } = await listSessions(
      db,
      { place: place_id, after: now, open: true, free: true },
      null,
      each + 1,
    );
    const rows = items.filter((row) => new Date(row.startsAt) > now).slice(0, each);
    if (rows.length > 0) found.set(place_id, rows.map(shown));
  }
  return found;
}

const shown = (row: SessionRow): ComingSession => ({
  id: row.id,
  title: row.title,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  left: Math.max(0, row.capacity - row.taken),
});

/** The largest towns around, to find one's way on a sketch. */
export async function townsAround(
  db: Db,
  centre: Point,
  km: number,
  limit = 6,
): Promise<(Point & { readonly name: string })[]> {
  const { south, north, west, east } = boxAround(centre, km * 0.85);
  const rows = await db
    .selectFrom('commune')
    .select(['name', 'latitude', 'longitude'])
    .where('latitude', '>=', south)
    .where('latitude', '<=', north)
    .where('longitude', '>=', west)
    .where('longitude', '<=', east)
    .orderBy('population', 'desc')
    .limit(limit * 3)
    .execute();
  return rows.flatMap(({ name, latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ name, latitude, longitude }],
  );
}

/** The middle of a commune; null when it is not known. */
export async function centreOf(db: Db, commune: string): Promise<Point | null> {
  const row = await db
    .selectFrom('commune')
    .select(['latitude', 'longitude'])
    .where('code', '=', commune)
    .executeTakeFirst();
  return row && row.latitude !== null && row.longitude !== null
    ? { latitude: row.latitude, longitude: row.longitude }
    : null;
}
