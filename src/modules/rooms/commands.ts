import type { Ctx, Scope } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Trx } from '../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import '../places/public.ts';
import { HOLDING } from './bookings/domain.ts';
import { lockRoom } from './bookings/queries.ts';
import type { RoomInput } from './contract.ts';
import { mayWriteRoom } from './policy.ts';
import './tables.ts';

export interface RoomFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'place-unknown'
    | 'changed-meanwhile'
    | 'bookings-ahead';
  readonly field: string;
}

/** Notes a room of a place. The client may bring the id: twice makes one. */
export async function createRoom(
  ctx: Ctx,
  scope: Scope<'rooms.write'>,
  input: RoomInput,
  id: string = newId(),
): Promise<Result<{ id: string; created: boolean }, RoomFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const where = await placed(trx, scope, input.placeId);
    if (!where.ok) return where;
    const made = await trx
      .insertInto('room')
      .values({
        id,
        ...columns(input),
        created_by: scope.accountId,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return ok({ id, created: made !== undefined });
  });
}

/**
 * Changes a room that the writer saw in `version`. Bookings stay as they were agreed; a room with
 * bookings ahead is not closed for good before a closure has told who booked.
 */
export async function updateRoom(
  ctx: Ctx,
  scope: Scope<'rooms.write'>,
  id: string,
  version: number,
  input: RoomInput,
): Promise<Result<{ id: string }, RoomFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    // No booking comes in between the look at those ahead and the change.
    await lockRoom(trx, id);
    const before = await trx
      .selectFrom('room as r')
      .innerJoin('place as p', 'p.id', 'r.place_id')
      .select(['r.version', 'r.status', 'r.place_id', 'p.department_code'])
      .where('r.id', '=', id)
      .forUpdate('r')
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    const owned = { departmentCode: before.department_code, placeId: before.place_id };
    if (!mayWriteRoom(scope, owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const where = await placed(trx, scope, input.placeId);
    if (!where.ok) return where;
    if (input.status === 'closed' && before.status === 'open') {
      const ahead = await trx
        .selectFrom('room_booking')
        .select('id')
        .where('room_id', '=', id)
        .where('status', 'in', [...HOLDING])
        .where('ends_at', '>', ctx.now)
        .limit(1)
        .executeTakeFirst();
      if (ahead) return fail({ code: 'bookings-ahead', field: 'status' });
    }
    await trx
      .updateTable('room')
      .set({ ...columns(input), version: version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/** The place of a room, when the writer may act there. */
async function placed(
  trx: Trx,
  scope: Scope<'rooms.write'>,
  placeId: string,
): Promise<Result<null, RoomFailure>> {
  const place = await trx
    .selectFrom('place')
    .select('department_code')
    .where('id', '=', placeId)
    .executeTakeFirst();
  if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
  return mayWriteRoom(scope, { departmentCode: place.department_code, placeId })
    ? ok(null)
    : fail({ code: 'out-of-scope', field: 'placeId' });
}

function columns(input: RoomInput) {
  return {
    place_id: input.placeId,
    name: input.name,
    seats: input.seats,
    equipment: input.equipment,
    access: input.access,
    note: input.note,
    hours: JSON.stringify(input.hours),
    buffer_minutes: input.bufferMinutes,
    confirmation: input.confirmation,
    open_to: input.openTo,
    status: input.status,
  };
}
