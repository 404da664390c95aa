import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type Booking, listBookings, lockRoom } from '../bookings/queries.ts';
import { instantOf } from '../calendar/domain.ts';
import { mayWriteRoom } from '../policy.ts';
import { getRoom, type Room } from '../queries.ts';
import '../tables.ts';
import type { ClosureInput } from './contract.ts';
import { BOOKINGS_CLOSED } from './events.ts';

export interface ClosureFailure {
  readonly code: 'not-found' | 'out-of-scope' | 'bookings-inside';
  readonly field: string;
  /** What the closure would cancel. */
  readonly bookings?: readonly Booking[];
}

type Done<T> = Result<T, ClosureFailure>;

/**
 * Closes a room for a while. Bookings that fall into it are listed and refused first; asked again
 * with `cancelBookings`, they are cancelled with the closure's reason and who booked is told.
 */
export async function closeRoom(
  ctx: Ctx,
  scope: Scope<'rooms.write'>,
  roomId: string,
  input: ClosureInput,
  id: string = newId(),
): Promise<Done<{ id: string; cancelled: number; created: boolean }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const room = await writable(trx, scope, roomId);
    if (!room.ok) return room;
    // A booking made meanwhile is seen here, or sees the closure.
    await lockRoom(trx, roomId);
    const known = await trx
      .selectFrom('room_closure')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (known) return ok({ id, cancelled: 0, created: false });
    const during = {
      from: instantOf(input.fromDay, input.fromTime ?? '00:00'),
      to: instantOf(input.untilDay, input.untilTime ?? '24:00'),
    };
    const statuses = ['pending', 'confirmed'] as const;
    const bookings = (await listBookings(trx, { room: roomId, during, statuses })).filter(
      (booking) => new Date(booking.startsAt) > ctx.now,
    );
    if (bookings.length > 0 && !input.cancelBookings)
      return fail({ code: 'bookings-inside', field: 'cancelBookings', bookings });
    await trx
      .insertInto('room_closure')
      .values({
        id,
        room_id: roomId,
        starts_at: new Date(during.from),
        ends_at: new Date(during.to),
        reason: input.reason,
        created_by: scope.accountId,
        created_at: ctx.now,
      })
      .execute();
    if (bookings.length > 0) {
      await trx
        .updateTable('room_booking')
        .set({
          status: 'cancelled',
          reason: input.reason,
          closure_id: id,
          decided_by: scope.accountId,
          updated_at: ctx.now,
        })
        .where(
          'id',
          'in',
          bookings.map((booking) => booking.id),
        )
        .execute();
      await emit(trx, { type: BOOKINGS_CLOSED, payload: { closureId: id } });
    }
    return ok({ id, cancelled: bookings.length, created: true });
  });
}

/** Takes a closure back; what it cancelled stays cancelled. */
export async function reopenRoom(
  ctx: Ctx,
  scope: Scope<'rooms.write'>,
  roomId: string,
  id: string,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const room = await writable(trx, scope, roomId);
    if (!room.ok) return room;
    const gone = await trx
      .deleteFrom('room_closure')
      .where('id', '=', isUuid(id) ? id : newId())
      .where('room_id', '=', roomId)
      .returning('id')
      .executeTakeFirst();
    return gone ? ok({ id }) : fail({ code: 'not-found', field: 'form' });
  });
}

async function writable(db: Db, scope: Scope<'rooms.write'>, roomId: string): Promise<Done<Room>> {
  const room = await getRoom(db, roomId);
  if (!room) return fail({ code: 'not-found', field: 'form' });
  const owned = { departmentCode: room.departmentCode, placeId: room.place.id };
  return mayWriteRoom(scope, owned) ? ok(room) : fail({ code: 'out-of-scope', field: 'form' });
}
