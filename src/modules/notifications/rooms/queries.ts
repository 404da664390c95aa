import type { Db } from '../../../platform/db/schema.ts';
import type { Reader } from '../queries.ts';

/** A booking as it stands, with where it is and who booked it. */
export async function bookingAbout(db: Db, id: string) {
  return db
    .selectFrom('room_booking as b')
    .innerJoin('room as r', 'r.id', 'b.room_id')
    .innerJoin('place as l', 'l.id', 'r.place_id')
    .leftJoin('partner as p', 'p.id', 'b.partner_id')
    .select(['b.status', 'b.reason', 'b.starts_at', 'b.booked_by', 'b.partner_id'])
    .select(['r.name as room', 'r.place_id', 'l.department_code', 'p.name as partner'])
    .where('b.id', '=', id)
    .executeTakeFirst();
}

/** Who manages a place. */
export async function managersOf(db: Db, placeId: string): Promise<Reader[]> {
  return db
    .selectFrom('account_grant as g')
    .innerJoin('auth_user as u', 'u.id', 'g.user_id')
    .select(['u.email', 'u.locale'])
    .distinct()
    .where('g.role', '=', 'place-manager')
    .where('g.scope_kind', '=', 'place')
    .where('g.scope_code', '=', placeId)
    .execute();
}

/** What a closure cancelled, in the order of time. */
export async function cancelledBy(db: Db, closureId: string) {
  return db
    .selectFrom('room_booking as b')
    .innerJoin('room as r', 'r.id', 'b.room_id')
    .innerJoin('auth_user as u', 'u.id', 'b.booked_by')
    .select(['b.starts_at', 'b.reason', 'b.partner_id', 'b.room_id', 'r.name as room'])
    .select(['u.email', 'u.locale'])
    .where('b.closure_id', '=', closureId)
    .where('b.status', '=', 'cancelled')
    .orderBy('b.starts_at')
    .execute();
}
