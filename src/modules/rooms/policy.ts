import {
  type Actor,
  authorize,
  coversDepartment,
  coversPlace,
  type Scope,
} from '../../platform/access/access.ts';
import type { Side } from './bookings/domain.ts';
import type { OpenTo } from './domain.ts';

/** What of a room decides who may act on it. */
export interface RoomOwned {
  readonly departmentCode: string;
  readonly placeId: string;
}

const looksAfter = (scope: Scope, room: RoomOwned): boolean =>
  coversDepartment(scope, room.departmentCode) || coversPlace(scope, room.placeId);

/** Written and closed by who looks after the department or the place. */
export function mayWriteRoom(scope: Scope<'rooms.write'>, room: RoomOwned): boolean {
  return looksAfter(scope, room);
}

/** How far a partner's agreements reach, seen from a room. */
export type Agreement = 'none' | 'elsewhere' | 'near';

/** Why somebody may not book a room; null when they may. */
export type BookingRefusal = 'out-of-scope' | 'agreement-missing' | 'room-for-staff';

/**
 * Who may book, free of charge: a partner's people for their partner, the operator's people within
 * their reach for a partner or for themselves. A partner always needs an agreement in force.
 */
export function bookingRefusal(
  scope: Scope<'rooms.book'>,
  room: RoomOwned & { readonly openTo: OpenTo },
  partnerId: string | null,
  agreement: Agreement,
): BookingRefusal | null {
  const staff = looksAfter(scope, room);
  const own = partnerId !== null && scope.organisations.has(partnerId);
  if (!staff && !own) return 'out-of-scope';
  if (partnerId === null) return null;
  if (room.openTo === 'staff' && !staff) return 'room-for-staff';
  if (agreement === 'none' || (room.openTo === 'near' && agreement !== 'near'))
    return 'agreement-missing';
  return null;
}

/** True when somebody answers requests for a room. */
export function isHost(actor: Actor, room: RoomOwned): boolean {
  const decide = authorize(actor, 'rooms.decide');
  return decide !== null && looksAfter(decide, room);
}

/** What of a booking decides on which side somebody stands. */
export interface BookingOwned extends RoomOwned {
  readonly partnerId: string | null;
  readonly bookedBy: string | null;
}

/** The sides on which somebody stands of a booking; none is a stranger, who learns no details. */
export function sidesOf(actor: Actor, booking: BookingOwned): Side[] {
  const book = authorize(actor, 'rooms.book');
  const host = isHost(actor, booking);
  const booker =
    book !== null &&
    (booking.bookedBy === book.accountId ||
      (booking.partnerId !== null && book.organisations.has(booking.partnerId)));
  return [...(host ? ['host' as const] : []), ...(booker ? ['booker' as const] : [])];
}
