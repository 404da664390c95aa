import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { boxAround, type Point } from '../../../platform/geometry/earth.ts';
import { listPresencesNear, type PresenceOffer } from '../../advisors/public.ts';
import { type MediationService, THEMES_OF_SERVICE } from '../../alliance/public.ts';
import { type DeviceOffer, listDeviceOffersNear } from '../../devices/public.ts';
import { type NearPlace, placesNear } from '../../places/public.ts';
import { type NearSession, sessionsNear } from '../../workshops/public.ts';
import type { Asked, Offer, Proposal } from './domain.ts';
import { proposeSteps } from './domain.ts';

/** How far a counter looks, in kilometres: half an hour's drive, or a bus line. */
const AROUND_KM = 30;
/** Where there are enough places within a few kilometres, nobody need go further. */
const NEAR_KM = 8;
/** How far ahead it looks: who waits longer has found something else, or given up. */
const AHEAD_DAYS = 21;
/** Presences are proposed this far ahead. */
const PRESENCE_DAYS = 14;
/** What a device keeps of each kind, nearest or soonest first. */
const PLACES_EACH = 6;
const MOST_PLACES = 120;
const MOST_PRESENCES = 80;
const MOST_DEVICES = 30;

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
  const places = await placesAround(db, { latitude: from.latitude, longitude: from.longitude });
  const placeIds = places.map(({ id }) => id);
  const until = new Date(now.getTime() + AHEAD_DAYS * 86_400_000);
  const soon = new Date(now.getTime() + PRESENCE_DAYS * 86_400_000);
  const [sessions, presences, devices] = await Promise.all([
    sessionsNear(db, placeIds, now, until),
    listPresencesNear(db, { placeIds, from: now, to: soon }),
    listDeviceOffersNear(db, { placeIds }),
  ]);
  const byId = new Map(places.map((place) => [place.id, place]));
  const at = <T extends { readonly placeId: string }>(
    found: readonly T[],
    make: (one: T, place: NearPlace) => Offer | null,
  ): Offer[] =>
    found.flatMap((one) => {
      const place = byId.get(one.placeId);
      const offer = place ? make(one, place) : null;
      return offer ? [offer] : [];
    });
  const services = places.filter(({ kind }) => kind === 'france-services').slice(0, PLACES_EACH);
  const digital = places
    .filter(({ kind, services: given }) => kind === 'digital-place' || (given?.length ?? 0) > 0)
    .filter(({ kind }) => kind !== 'france-services')
    .slice(0, PLACES_EACH * 3);
  return [
    ...at(sessions, fromSession),
    ...at(presences, fromPresence).slice(0, MOST_PRESENCES),
    ...services.map((place) => fromPlace(place, 'france-services')),
    ...digital.map((place) => fromPlace(place, 'place')),
    ...at(devices, fromDevices).slice(0, MOST_DEVICES),
  ];
}

/** The nearest places, as far as there are enough: next door in a city, half an hour elsewhere. */
async function placesAround(db: Db, centre: Point): Promise<NearPlace[]> {
  const near = await placesNear(db, centre, boxAround(centre, NEAR_KM), MOST_PLACES);
  if (near.length >= MOST_PLACES) return near;
  return placesNear(db, centre, boxAround(centre, AROUND_KM), MOST_PLACES);
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

function fromSession(session: NearSession, place: NearPlace): Offer {
  return {
    ...located(place),
    key: `workshop ${session.id}`,
    kind: 'workshop',
    title: session.title,
    partnerId: session.partnerId,
    partnerName: session.partnerName,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    left: session.left,
    themes: session.themes,
    access: session.access,
    sessionId: session.id,
    phone: null,
  };
}

function fromPlace(place: NearPlace, kind: 'france-services' | 'place'): Offer {
  return {
    ...located(place),
    key: `${kind} ${place.id}`,
    kind,
    title: place.name,
    themes: kind === 'place' ? themesOf(place.services ?? []) : [],
    access: place.specialCare ?? [],
  };
}

function fromPresence(presence: PresenceOffer, place: NearPlace): Offer | null {
  const { byAppointment, firstFree, freeSlots } = presence;
  if (byAppointment && !firstFree) return null;
  const starts = firstFree ?? presence.startsAt;
  const minutes = presence.slotMinutes ?? 0;
  const ends = firstFree ? new Date(firstFree.getTime() + minutes * 60_000) : presence.endsAt;
  return {
    ...located(place),
    key: `presence ${presence.presenceId}`,
    kind: byAppointment ? 'appointment' : 'presence',
    // What it is and where, never who: the slip may lie about.
    title: place.name,
    startsAt: starts.toISOString(),
    endsAt: ends.toISOString(),
    left: byAppointment ? freeSlots : null,
    themes: presence.themes,
    access: presence.access,
    presenceId: presence.presenceId,
  };
}

function fromDevices(device: DeviceOffer, place: NearPlace): Offer {
  return {
    ...located(place),
    key: `equipment ${place.id} ${device.kind} ${device.priceCents}`,
    kind: 'equipment',
    title: place.name,
    left: device.available,
    note: device.kind,
    priceCents: device.priceCents,
  };
}

/** What all offers at a place have in common. */
function located(place: NearPlace) {
  return {
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
    priceCents: null,
  };
}

/** Themes that a place's services teach; empty when its sheet says none that does. */
function themesOf(services: readonly string[]): string[] {
  return [
    ...new Set(services.flatMap((code) => THEMES_OF_SERVICE[code as MediationService] ?? [])),
  ];
}
