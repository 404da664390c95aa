import { sql } from 'kysely';
import { type Actor, authorize, type Reach } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import '../../partners/public.ts';
import { RUNNING } from '../../partnerships/public.ts';
import '../../places/public.ts';
import type { Span } from '../calendar/domain.ts';
import { type Agreement, type BookingOwned, type RoomOwned, sidesOf } from '../policy.ts';
import '../tables.ts';
import type { BookingOutput } from './contract.ts';
import type { BookingStatus } from './domain.ts';

/** Names the locks of rooms among PostgreSQL's advisory locks. */
const ROOM_LOCK = 7_244_930;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * One writer a room at a time until the transaction ends, so that what is read of its bookings
 * stays true; the constraint holds against everything else.
 */
export async function lockRoom(trx: Trx, roomId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${ROOM_LOCK}, hashtext(${roomId}))`.execute(trx);
}

/** How far the agreements in force of a partner reach, seen from a room. */
export async function agreementOf(
  db: Db,
  partnerId: string,
  { departmentCode, placeId }: RoomOwned,
): Promise<Agreement> {
  const rows = await db
    .selectFrom('partnership as s')
    .select('s.department_code')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('partnership_place as l')
            .select('l.place_id')
            .whereRef('l.partnership_id', '=', 's.id')
            .where('l.place_id', '=', placeId),
        )
        .as('here'),
    )
    .where('s.partner_id', '=', partnerId)
    .where('s.stage', 'in', [...RUNNING])
    .execute();
  if (rows.length === 0) return 'none';
  const near = rows.some((row) => row.here || row.department_code === departmentCode);
  return near ? 'near' : 'elsewhere';
}

export interface BookingFilters {
  readonly room?: string | undefined;
  readonly id?: string | undefined;
  readonly series?: string | undefined;
  readonly statuses?: readonly BookingStatus[] | undefined;
  /** Meets this stretch of time. */
  readonly during?: Span | undefined;
}

/** A booking with what decides who may know its details. */
export interface Booking extends BookingOutput {
  readonly bookedBy: string | null;
  readonly bookedByName: string;
  readonly blockedUntil: string;
}

const rowsOf = (db: Db) =>
  db
    .selectFrom('room_booking as b')
    .innerJoin('room as r', 'r.id', 'b.room_id')
    .innerJoin('place as l', 'l.id', 'r.place_id')
    .leftJoin('partner as p', 'p.id', 'b.partner_id')
    .leftJoin('auth_user as u', 'u.id', 'b.booked_by')
    .select([
      'b.id',
      'b.room_id',
      'r.name as room_name',
      'r.place_id',
      'l.name as place_name',
      'l.department_code',
      'b.partner_id',
      'p.name as partner_name',
      'b.purpose',
      'b.starts_at',
      'b.ends_at',
      'b.blocked_until',
      'b.status',
      'b.reason',
      'b.series_id',
      'b.workshop_session_id',
      'b.checked_in_at',
      'b.booked_by',
      'u.name as booked_by_name',
    ]);

function shown(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]): Booking {
  return {
    id: row.id,
    room: { id: row.room_id, name: row.room_name },
    place: { id: row.place_id, name: row.place_name },
    departmentCode: row.department_code,
    partner: row.partner_id ? { id: row.partner_id, name: row.partner_name ?? '' } : null,
    purpose: row.purpose,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    blockedUntil: row.blocked_until.toISOString(),
    status: row.status,
    reason: row.reason,
    seriesId: row.series_id,
    workshopSessionId: row.workshop_session_id,
    checkedInAt: row.checked_in_at?.toISOString() ?? null,
    bookedBy: row.booked_by,
    bookedByName: row.booked_by_name ?? '',
  };
}

/** What of a booking decides on which side somebody stands. */
export function bookingOwned(booking: Booking): BookingOwned {
  return {
    departmentCode: booking.departmentCode,
    placeId: booking.place.id,
    partnerId: booking.partner?.id ?? null,
    bookedBy: booking.bookedBy,
  };
}

/** Bookings in the order of time, all of them: the caller leaves out what its reader may not know. */
export async function listBookings(db: Db, filters: BookingFilters): Promise<Booking[]> {
  const { room, id, series, statuses, during } = filters;
  const rows = await rowsOf(db)
    .$if(room !== undefined, (q) => q.where('b.room_id', '=', room ?? NOBODY))
    .$if(id !== undefined, (q) => q.where('b.id', '=', id ?? NOBODY))
    .$if(series !== undefined, (q) => q.where('b.series_id', '=', series ?? NOBODY))
    .$if(statuses !== undefined, (q) => q.where('b.status', 'in', [...(statuses ?? [])]))
    .$if(during !== undefined, (q) =>
      q
        .where('b.starts_at', '<', new Date(during?.to ?? 0))
        .where('b.ends_at', '>', new Date(during?.from ?? 0)),
    )
    .orderBy('b.starts_at')
    .orderBy('b.id')
    .execute();
  return rows.map(shown);
}

/** One booking for somebody who stands on a side of it; null for anybody else. */
export async function getBooking(db: Db, actor: Actor, id: string): Promise<Booking | null> {
  if (!isUuid(id)) return null;
  const [found] = await listBookings(db, { id });
  return found && sidesOf(actor, bookingOwned(found)).length > 0 ? found : null;
}

const within = (reach: Reach) => {
  const { everywhere, departments, places } = reach;
  return everywhere
    ? sql<boolean>`true`
    : sql<boolean>`(l.department_code = ANY(${[...departments]}::text[]) OR l.id = ANY(${[...places]}::uuid[]))`;
};

/** Requests that wait for this reader's answer, the soonest first. */
export async function waitingFor(db: Db, actor: Actor, now: Date): Promise<Booking[]> {
  const decide = authorize(actor, 'rooms.decide');
  if (!decide) return [];
  const rows = await rowsOf(db)
    .where('b.status', '=', 'pending')
    .where('b.starts_at', '>', now)
    .where(within(decide))
    .orderBy('b.starts_at')
    .limit(50)
    .execute();
  return rows.map(shown);
}

/** What this reader or its organisation has booked from now on. */
export async function bookingsOf(db: Db, actor: Actor, now: Date): Promise<Booking[]> {
  const book = authorize(actor, 'rooms.book');
  if (!book) return [];
  const rows = await rowsOf(db)
    .where('b.ends_at', '>', now)
    .where((eb) =>
      eb.or([
        eb('b.booked_by', '=', book.accountId),
        eb('b.partner_id', 'in', [NOBODY, ...book.organisations]),
      ]),
    )
    .orderBy('b.starts_at')
    .limit(50)
    .execute();
  return rows.map(shown);
}

/** The partners of a booker's own, by name. */
export async function ownPartners(
  db: Db,
  ids: ReadonlySet<string>,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('partner')
    .select(['id', 'name'])
    .where('id', 'in', [NOBODY, ...ids])
    .orderBy('name')
    .execute();
}
