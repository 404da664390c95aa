import type { Db } from '../../../platform/db/schema.ts';
import type { BookingStatus } from '../bookings/domain.ts';
import '../tables.ts';

/** The booking of a room for a workshop's session. */
export interface LinkedBooking {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly partnerId: string | null;
  readonly status: BookingStatus;
}

/** The latest booking for a session; null when it never held a room. */
export async function linkedBooking(db: Db, sessionId: string): Promise<LinkedBooking | null> {
  const row = await db
    .selectFrom('room_booking as b')
    .innerJoin('room as r', 'r.id', 'b.room_id')
    .select(['b.id', 'r.id as roomId', 'r.name as roomName', 'b.partner_id as partnerId'])
    .select('b.status')
    .where('b.workshop_session_id', '=', sessionId)
    .orderBy('b.created_at', 'desc')
    .orderBy('b.id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}
