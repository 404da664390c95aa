import type { WeekHours } from '../modules/places/public.ts';
import { instantOf } from '../modules/rooms/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { today } from '../platform/i18n/messages.ts';
import { daysLater } from '../platform/i18n/paris-time.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

/** Equipped rooms of a full demonstration (announced: 100, with the Banque des Territoires). */
const FULL_SIZE = 100;
const LEAST = 4;
/** Weeks of bookings before and after today. */
const WEEKS = 4;
const BUFFER = 15;
const NAMES = ['Salle numérique', 'Salle des ateliers', 'Petite salle', 'Espace partagé'];
const EQUIPMENT = ['computers', 'tablets', 'screen', 'wifi', 'printer', 'board', 'video-call'];
const ACCESS = ['step-free', 'accessible-toilets', 'hearing-loop', 'parking', 'public-transport'];
const PURPOSES = [
  'Atelier « premiers pas sur le téléphone »',
  'Permanence d’écrivain public',
  'Atelier « mes démarches en ligne »',
  'Rendez-vous avec le conseiller numérique',
  'Café des aidants',
];
const HOURS: WeekHours = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
    day,
    [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
  ]),
);
const SLOTS = [
  ['09:30', '11:30'],
  ['14:00', '16:00'],
] as const;

export interface RoomsWanted {
  readonly home: DemoPlace;
  readonly places: readonly DemoPlace[];
  readonly partnerships: readonly DemoPartnership[];
  readonly scale: number;
  readonly now: Date;
  readonly by: string;
  /** Who books for the partner of the demonstration's own accounts. */
  readonly member: { readonly account: string; readonly partnerId: string };
}

/** Equipped rooms of contact points with some weeks of bookings by partners that act there. */
export async function makeRooms(trx: Db, wanted: RoomsWanted, random: Random): Promise<void> {
  const { home, places, scale, now, by } = wanted;
  const near = places.filter(
    (place) => place !== home && place.town.department === HOME_DEPARTMENT,
  );
  const others = places.filter((place) => place.town.department !== HOME_DEPARTMENT);
  const count = Math.max(LEAST, Math.round(FULL_SIZE * scale));
  const chosen = new Set([home, ...near.slice(0, 2)]);
  while (chosen.size < Math.min(count, places.length) && others.length > 0)
    chosen.add(random.pick(others));
  const rooms = [...chosen].map((place) => ({ id: random.uuid(), place }));
  const at = now.toISOString();
  await insertRows(
    trx,
    'room',
    rooms.map(({ id, place }) => ({
      id,
      place_id: place.id,
      name: `${random.pick(NAMES)} (démo)`,
      seats: random.int(6, 24),
      equipment: EQUIPMENT.filter((one) => one === 'wifi' || random.chance(0.6)),
      access: ACCESS.filter((one) => one === 'step-free' || random.chance(0.5)),
      note: 'Demandez la clé au guichet et remettez les chaises en place.',
      hours: HOURS,
      buffer_minutes: BUFFER,
      confirmation: place === home || random.chance(0.6) ? 'request' : 'instant',
      open_to: 'partners',
      status: 'open',
      version: 1,
      created_by: by,
      created_at: at,
      updated_at: at,
    })),
  );
  await insertRows(
    trx,
    'room_booking',
    rooms.flatMap((room) => bookings(room, wanted, random)),
  );
}

function bookings(
  room: { readonly id: string; readonly place: DemoPlace },
  { home, partnerships, now, by, member }: RoomsWanted,
  random: Random,
): Record<string, unknown>[] {
  const running = partnerships.filter(({ stage }) =>
    ['active', 'under-review', 'renewed'].includes(stage),
  );
  const here = running.filter(
    ({ partner }) => partner.town.department === room.place.town.department,
  );
  const acting = here.length > 0 ? here : running;
  const mayBook = running.some(({ partner }) => partner.id === member.partnerId);
  const rows: Record<string, unknown>[] = [];
  const start = today(now);
  let waiting = 2;
  for (let ahead = -7 * WEEKS; ahead < 7 * WEEKS; ahead += 1) {
    const day = daysLater(start, ahead);
    if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) continue;
    for (const [from, to] of SLOTS) {
      // The home room has some to answer, whatever the dice say.
      const asked = room.place === home && ahead >= 2 && waiting > 0;
      if (acting.length === 0 || !(asked || random.chance(0.3))) continue;
      if (asked) waiting -= 1;
      const other = random.pick(acting).partner.id;
      const partnerId = asked && mayBook ? member.partnerId : other;
      const [startsAt, endsAt] = [instantOf(day, from), instantOf(day, to)];
      const past = endsAt < now.getTime();
      const gone = random.chance(0.08) ? 'no-show' : 'done';
      const open = asked ? 'pending' : 'confirmed';
      rows.push({
        id: random.uuid(),
        room_id: room.id,
        partner_id: partnerId,
        purpose: random.pick(PURPOSES),
        starts_at: new Date(startsAt).toISOString(),
        ends_at: new Date(endsAt).toISOString(),
        blocked_until: new Date(endsAt + BUFFER * 60_000).toISOString(),
        status: past ? gone : open,
        reason: '',
        series_id: null,
        closure_id: null,
        workshop_session_id: null,
        checked_in_at: past && gone === 'done' ? new Date(startsAt).toISOString() : null,
        booked_by: partnerId === member.partnerId ? member.account : by,
        decided_by: open === 'pending' && !past ? null : by,
        created_at: new Date(Math.min(startsAt, now.getTime()) - 864e5).toISOString(),
        updated_at: now.toISOString(),
      });
    }
  }
  return rows;
}
