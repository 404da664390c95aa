import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { type NearPlace, placesNear } from '../../places/public.ts';
import { type NearSession, sessionsNear } from '../../workshops/public.ts';
import type { Asked, Offer, Proposal } from './domain.ts';
import { proposeSteps } from './domain.ts';

/** How far a counter looks, in kilometres: half an hour's drive, or a bus line. */
const AROUND_KM = 30;
/** Where this much is offered within a few kilometres, nobody need go further. */
const NEAR_KM = 8;
const ENOUGH = 60;
/** How far ahead it looks: who waits longer has found something else, or given up. */
const AHEAD_DAYS = 21;
/** Kilometres in a degree of latitude. */
const DEGREE_KM = 111.2;
/** Places of each kind that a device keeps. */
const PLACES_EACH = 6;

export interface CounterPlace {
  readonly id: string;
  readonly name: string;
  readonly communeName: string;
  readonly departmentCode: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A counter's place with where it is: its commune's centre when nothing better is known. */
export async function counterPlace(db: Db, id: string): Promise<CounterPlace | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('place as p')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .select(['p.id', 'p.name', 'c.name as communeName', 'p.department_code as departmentCode'])
    .select((eb) => [
      eb.fn.coalesce('p.latitude', 'c.latitude').as('latitude'),
      eb.fn.coalesce('p.longitude', 'c.longitude').as('longitude'),
    ])
    .where('p.id', '=', id)
    .where('p.status', '=', 'open')
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Everything that a person at this counter can be sent to: what the device keeps to answer without
 * a network, and what the server ranks when it is asked.
 */
export async function offersAround(
  db: Db,
  from: { readonly latitude: number | null; readonly longitude: number | null },
  now: Date,
): Promise<Offer[]> {
  if (from.latitude === null || from.longitude === null) return [];
  const centre = { latitude: from.latitude, longitude: from.longitude };
  const near = await within(db, centre, NEAR_KM, now);
  // In a city there is more than enough next door; elsewhere one looks further.
  return near.length >= ENOUGH ? near : within(db, centre, AROUND_KM, now);
}

async function within(
  db: Db,
  centre: { readonly latitude: number; readonly longitude: number },
  km: number,
  now: Date,
): Promise<Offer[]> {
  const tall = km / DEGREE_KM;
  const wide = tall / Math.max(0.2, Math.cos((centre.latitude * Math.PI) / 180));
  const box = {
    south: centre.latitude - tall,
    north: centre.latitude + tall,
    west: centre.longitude - wide,
    east: centre.longitude + wide,
  };
  const until = new Date(now.getTime() + AHEAD_DAYS * 86_400_000);
  const [sessions, services, digital] = await Promise.all([
    sessionsNear(db, box, now, until),
    placesNear(db, 'france-services', centre, box, PLACES_EACH),
    placesNear(db, 'digital-place', centre, box, PLACES_EACH),
  ]);
  return [
    ...sessions.map(fromSession),
    ...services.map((place) => fromPlace(place, 'france-services')),
    ...digital.map((place) => fromPlace(place, 'place')),
  ];
}

/** The two or three best next steps for what a person asked, at a counter's place. */
export async function proposalsAt(
  db: Db,
  place: CounterPlace,
  asked: Asked,
  now: Date,
): Promise<Proposal[]> {
  return proposeSteps(await offersAround(db, place, now), asked, place, now);
}

function fromSession(session: NearSession): Offer {
  return {
    key: `workshop ${session.id}`,
    kind: 'workshop',
    title: session.title,
    placeId: session.placeId,
    placeName: session.placeName,
    address: session.address,
    postalCode: session.postalCode,
    communeName: session.communeName,
    latitude: session.latitude,
    longitude: session.longitude,
    partnerId: session.partnerId,
    partnerName: session.partnerName,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    left: session.left,
    themes: session.themes,
    access: session.access,
    sessionId: session.id,
    presenceId: null,
    phone: null,
    note: '',
  };
}

function fromPlace(place: NearPlace, kind: 'france-services' | 'place'): Offer {
  return {
    key: `${kind} ${place.id}`,
    kind,
    title: place.name,
    placeId: place.id,
    placeName: place.name,
    address: place.address,
    postalCode: place.postalCode,
    communeName: place.communeName,
    latitude: place.latitude,
    longitude: place.longitude,
    partnerId: null,
    partnerName: null,
    startsAt: null,
    endsAt: null,
    left: null,
    themes: [],
    access: [],
    sessionId: null,
    presenceId: null,
    phone: place.phone,
    note: '',
  };
}
