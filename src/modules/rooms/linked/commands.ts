import type { Trx } from '../../../platform/db/schema.ts';
import '../tables.ts';

/** Gives back the room that a workshop's session holds, if any, in the caller's transaction. */
export async function releaseLinked(
  trx: Trx,
  sessionId: string,
  reason: string,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('room_booking')
    .set({ status: 'cancelled', reason, updated_at: now })
    .where('workshop_session_id', '=', sessionId)
    .where('status', 'in', ['pending', 'confirmed'])
    .execute();
}

/** A session no longer counts on the room that it lost: it was said where it takes place instead. */
export async function forgetLost(trx: Trx, sessionId: string): Promise<void> {
  await trx
    .updateTable('room_booking')
    .set({ workshop_session_id: null })
    .where('workshop_session_id', '=', sessionId)
    .where('status', 'in', ['refused', 'cancelled'])
    .execute();
}
