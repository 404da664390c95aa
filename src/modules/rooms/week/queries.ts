import type { Actor, Ctx } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { daysLater, parisClock } from '../../../platform/i18n/paris-time.ts';
import { HOLDING } from '../bookings/domain.ts';
import { bookingOwned, listBookings } from '../bookings/queries.ts';
import {
  freeSpans,
  instantOf,
  type Occupancy,
  occupancy,
  openSpans,
  type Span,
  weekOf,
} from '../calendar/domain.ts';
import { listClosures } from '../closures/queries.ts';
import { sidesOf } from '../policy.ts';
import { type Room, takenIn } from '../queries.ts';

/** A stretch of a day in local times. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** A booking in the week; strangers learn only that the room is taken. */
export interface Entry extends Stretch {
  readonly id: string | null;
  readonly who: string | null;
  readonly purpose: string;
  readonly pending: boolean;
}

export interface WeekDay {
  readonly day: string;
  readonly open: readonly Stretch[];
  readonly free: readonly Stretch[];
  readonly entries: readonly Entry[];
  /** Reasons of the closures that meet the day. */
  readonly closed: readonly string[];
}

const WORTHWHILE = 30;
const stretch = ({ from, to }: Span): Stretch => ({
  from: parisClock(from).time,
  to: parisClock(to).time,
});

/** The seven days of a room from a Monday on, as this reader may know them. */
export async function readWeek(
  ctx: Pick<Ctx, 'db' | 'now'> & { readonly actor: Actor },
  room: Room,
  monday: string,
): Promise<WeekDay[]> {
  const { db, now, actor } = ctx;
  const during = { from: instantOf(monday, '00:00'), to: instantOf(daysLater(monday, 6), '24:00') };
  const around = { from: during.from - 86_400_000, to: during.to + 86_400_000 };
  const taken = (await takenIn(db, [room.id], around))(room.id);
  const statuses = [...HOLDING, 'done' as const, 'no-show' as const];
  const bookings = await listBookings(db, { room: room.id, during, statuses });
  const closures = await listClosures(db, room.id, new Date(during.from));
  return weekOf(monday).map((day) => {
    const [from, to] = [instantOf(day, '00:00'), instantOf(day, '24:00')];
    const inDay = (one: { readonly startsAt: string; readonly endsAt: string }): boolean =>
      Date.parse(one.startsAt) < to && Date.parse(one.endsAt) > from;
    return {
      day,
      open: openSpans(room.hours, day).map(stretch),
      free:
        room.status === 'open'
          ? freeSpans({ ...room, ...taken }, day, WORTHWHILE, now.getTime()).map(stretch)
          : [],
      closed: closures.filter(inDay).map(({ reason }) => reason),
      entries: bookings.filter(inDay).map((booking) => {
        const known = sidesOf(actor, bookingOwned(booking)).length > 0;
        return {
          from: parisClock(Date.parse(booking.startsAt)).time,
          to: parisClock(Date.parse(booking.endsAt)).time,
          id: known ? booking.id : null,
          who: known ? (booking.partner?.name ?? null) : null,
          purpose: known ? booking.purpose : '',
          pending: booking.status === 'pending',
        };
      }),
    };
  });
}

const DAYS = 28;

/** How much a room was used over the four weeks that end yesterday. */
export async function readOccupancy(db: Db, room: Room, now: Date): Promise<Occupancy> {
  const end = today(now);
  const days = Array.from({ length: DAYS }, (_, index) => daysLater(end, index - DAYS));
  const during = { from: instantOf(days[0] ?? end, '00:00'), to: instantOf(end, '00:00') };
  const statuses = ['confirmed', 'checked-in', 'done', 'no-show'] as const;
  const bookings = await listBookings(db, { room: room.id, during, statuses });
  const { closures } = (await takenIn(db, [room.id], during))(room.id);
  return occupancy(
    room.hours,
    days,
    closures,
    bookings.map((booking) => ({
      from: Date.parse(booking.startsAt),
      to: Date.parse(booking.endsAt),
      noShow: booking.status === 'no-show',
    })),
  );
}
