import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../../partners/public.ts';
import {
  type Frame,
  instantOf,
  type LocalSlot,
  proposals,
  type SlotProblem,
  slotProblem,
  spanOf,
  weekly,
} from '../calendar/domain.ts';
import { FURTHEST_DAYS } from '../domain.ts';
import { type BookingRefusal, bookingRefusal, isHost, sidesOf } from '../policy.ts';
import { getRoom, type Room, takenIn } from '../queries.ts';
import type { BookingInput, BookingMoveInput } from './contract.ts';
import { MOVES, movesOpen, needsReason } from './domain.ts';
import { BOOKING_ANSWERED, BOOKING_ASKED } from './events.ts';
import { agreementOf, type Booking, bookingOwned, listBookings, lockRoom } from './queries.ts';

/** One week of what was asked for, with why it cannot be had. */
export interface Occurrence extends LocalSlot {
  readonly problem: SlotProblem | null;
}

export interface BookingFailure {
  readonly code:
    | 'not-found'
    | BookingRefusal
    | 'partner-unknown'
    | 'too-far-ahead'
    | 'move-not-allowed'
    | 'reason-needed'
    | SlotProblem;
  readonly field: string;
  /** Where slots cannot be had: every week asked for, and the next slots that can. */
  readonly occurrences?: readonly Occurrence[];
  readonly proposals?: readonly LocalSlot[];
}

type Done<T> = Result<T, BookingFailure>;

export interface Booked {
  readonly id: string;
  readonly ids: readonly string[];
  readonly status: 'pending' | 'confirmed';
  readonly created: boolean;
}

/** A slot taken meanwhile: the same transaction, begun again, finds it taken and says so. */
const AGAIN = '23P01';
const TRIES = 4;

/** The room, and whether somebody may book it for a partner. */
async function admitted(
  db: Db,
  scope: Scope<'rooms.book'>,
  roomId: string,
  partnerId: string | null,
): Promise<Done<Room>> {
  const room = await getRoom(db, roomId);
  if (!room) return fail({ code: 'not-found', field: 'form' });
  const owned = { departmentCode: room.departmentCode, placeId: room.place.id };
  if (partnerId !== null) {
    const known = await db
      .selectFrom('partner')
      .select('id')
      .where('id', '=', partnerId)
      .executeTakeFirst();
    if (!known) return fail({ code: 'partner-unknown', field: 'partnerId' });
  }
  const agreement = partnerId === null ? 'none' : await agreementOf(db, partnerId, owned);
  const refusal = bookingRefusal(scope, { ...owned, openTo: room.openTo }, partnerId, agreement);
  return refusal ? fail({ code: refusal, field: 'partnerId' }) : ok(room);
}

async function look(db: Db, room: Room, input: BookingInput, now: Date) {
  const slots = weekly({ day: input.day, from: input.from, to: input.to }, input.weeks);
  const last = daysLater(slots.at(-1)?.day ?? input.day, 30);
  const during = {
    from: instantOf(daysLater(input.day, -1), '00:00'),
    to: instantOf(last, '24:00'),
  };
  const taken = (await takenIn(db, [room.id], during))(room.id);
  const { hours, bufferMinutes } = room;
  // A room closed for good offers nothing.
  const frame: Frame = { hours: room.status === 'open' ? hours : {}, bufferMinutes, ...taken };
  const occurrences = slots.map((slot) => ({
    ...slot,
    problem: slotProblem(frame, slot, now.getTime()),
  }));
  return { frame, occurrences };
}

/** What booking would do: every week with its problem, and other slots when the first has one. */
export async function previewBooking(
  ctx: Ctx,
  scope: Scope<'rooms.book'>,
  roomId: string,
  input: BookingInput,
): Promise<Done<{ occurrences: readonly Occurrence[]; proposals: readonly LocalSlot[] }>> {
  const room = await admitted(ctx.db, scope, roomId, input.partnerId);
  if (!room.ok) return room;
  const { frame, occurrences } = await look(ctx.db, room.value, input, ctx.now);
  const wrong = occurrences.find(({ problem }) => problem !== null);
  const offered = wrong ? proposals(frame, wrong, ctx.now.getTime()) : [];
  return ok({ occurrences, proposals: offered });
}

/**
 * Books a room once or weekly, all or nothing unless `leaveOut`. One writer a room at a time; a
 * slot that cannot be had is answered with the next ones that can. The client may bring the id of
 * the first booking: twice books once. Works inside the caller's transaction.
 */
export async function bookRoom(
  ctx: Ctx,
  scope: Scope<'rooms.book'>,
  roomId: string,
  input: BookingInput,
  id: string = newId(),
): Promise<Done<Booked>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(ctx.db, (trx) => book(trx, ctx, scope, roomId, input, id));
    } catch (error) {
      // The caller's transaction is broken by the error: only one of our own can begin again.
      const code = String((error as { code?: unknown }).code);
      if (ctx.db.isTransaction || tries >= TRIES || code !== AGAIN) throw error;
    }
  }
}

async function book(
  trx: Trx,
  ctx: Ctx,
  scope: Scope<'rooms.book'>,
  roomId: string,
  input: BookingInput,
  id: string,
): Promise<Done<Booked>> {
  if (!isUuid(roomId)) return fail({ code: 'not-found', field: 'form' });
  await lockRoom(trx, roomId);
  const room = await admitted(trx, scope, roomId, input.partnerId);
  if (!room.ok) return room;
  const again = await madeBefore(trx, roomId, id);
  if (again) return ok(again);
  const { bufferMinutes, confirmation } = room.value;
  const { frame, occurrences } = await look(trx, room.value, input, ctx.now);
  if (occurrences.some(({ day }) => instantOf(day, '00:00') > ctx.now.getTime() + FURTHEST_MS))
    return fail({ code: 'too-far-ahead', field: input.weeks > 1 ? 'weeks' : 'day' });
  const wrong = occurrences.find(({ problem }) => problem !== null);
  const kept = occurrences.filter(({ problem }) => problem === null);
  if (wrong?.problem && (!input.leaveOut || kept.length === 0)) {
    const offered = proposals(frame, wrong, ctx.now.getTime());
    return fail({ code: wrong.problem, field: 'day', occurrences, proposals: offered });
  }
  // Who looks after the room answers their own request by making it.
  const owned = { departmentCode: room.value.departmentCode, placeId: room.value.place.id };
  const held = confirmation === 'instant' || isHost(ctx.actor, owned);
  const status = held ? ('confirmed' as const) : ('pending' as const);
  const rows = kept.map((slot, index) => {
    const span = spanOf(slot);
    return {
      id: index === 0 ? id : newId(),
      room_id: roomId,
      partner_id: input.partnerId,
      purpose: input.purpose,
      starts_at: new Date(span.from),
      ends_at: new Date(span.to),
      blocked_until: new Date(span.to + bufferMinutes * 60_000),
      status,
      series_id: input.weeks > 1 ? id : null,
      workshop_session_id: input.workshopSessionId,
      booked_by: scope.accountId,
      created_at: ctx.now,
      updated_at: ctx.now,
    };
  });
  await trx.insertInto('room_booking').values(rows).execute();
  if (status === 'pending') await emit(trx, { type: BOOKING_ASKED, payload: { bookingId: id } });
  return ok({ id, ids: rows.map((row) => row.id), status, created: true });
}

const FURTHEST_MS = FURTHEST_DAYS * 86_400_000;

async function madeBefore(trx: Trx, roomId: string, id: string): Promise<Booked | null> {
  const rows = await trx
    .selectFrom('room_booking')
    .select(['id', 'status'])
    .where('room_id', '=', roomId)
    .where((eb) => eb.or([eb('id', '=', id), eb('series_id', '=', id)]))
    .orderBy('starts_at')
    .execute();
  const [first] = rows;
  if (!first) return null;
  const status = first.status === 'pending' ? 'pending' : 'confirmed';
  return { id, ids: rows.map((row) => row.id), status, created: false };
}

/**
 * Moves a booking along its life (`MOVES`), with what follows in its series when that is asked and
 * the same move is open there. Who booked is told what the place decides.
 */
export async function moveBooking(
  ctx: Ctx,
  scope: Scope<'rooms.book'>,
  id: string,
  input: BookingMoveInput,
): Promise<Done<{ id: string; moved: number }>> {
  return inTransaction(ctx.db, async (trx) => {
    const [seen] = isUuid(id) ? await listBookings(trx, { id }) : [];
    if (!seen) return fail({ code: 'not-found', field: 'form' });
    await lockRoom(trx, seen.room.id);
    const [first] = await listBookings(trx, { id });
    const sides = first ? sidesOf(ctx.actor, bookingOwned(first)) : [];
    if (!first || sides.length === 0) return fail({ code: 'not-found', field: 'form' });
    const open = (booking: Booking): boolean =>
      movesOpen(
        booking.status,
        sidesOf(ctx.actor, bookingOwned(booking)),
        new Date(booking.startsAt),
        ctx.now,
      ).includes(input.move);
    if (!open(first)) return fail({ code: 'move-not-allowed', field: 'move' });
    if (needsReason(input.move, sides) && !input.reason)
      return fail({ code: 'reason-needed', field: 'reason' });
    const rest =
      input.series && first.seriesId ? await listBookings(trx, { series: first.seriesId }) : [];
    const moved = [
      first,
      ...rest.filter((one) => one.id !== id && one.startsAt > first.startsAt && open(one)),
    ];
    await trx
      .updateTable('room_booking')
      .set({
        status: MOVES[input.move].to,
        reason: input.reason,
        decided_by: scope.accountId,
        updated_at: ctx.now,
        ...(input.move === 'check-in' ? { checked_in_at: ctx.now } : {}),
      })
      .where(
        'id',
        'in',
        moved.map((one) => one.id),
      )
      .execute();
    const answer = ['accept', 'refuse', 'cancel'].includes(input.move);
    if (answer && first.bookedBy !== ctx.actor.accountId)
      await emit(trx, { type: BOOKING_ANSWERED, payload: { bookingId: id } });
    return ok({ id, moved: moved.length });
  });
}

/** At night: who came and left is done, and a request that nobody answered in time is cancelled. */
export async function finishBookings(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('room_booking')
    .set({ status: 'done', updated_at: now })
    .where('status', '=', 'checked-in')
    .where('ends_at', '<', now)
    .execute();
  await db.transaction().execute(async (trx) => {
    const late = await trx
      .updateTable('room_booking')
      .set({ status: 'cancelled', updated_at: now })
      .where('status', '=', 'pending')
      .where('starts_at', '<', now)
      .returning('id')
      .execute();
    for (const { id } of late)
      await emit(trx, { type: BOOKING_ANSWERED, payload: { bookingId: id } });
  });
}
