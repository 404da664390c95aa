import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import {
  type BookingFailure,
  bookRoom,
  forgetLost,
  linkedBooking,
  releaseLinked,
} from '../../rooms/public.ts';

/** Why a session cannot have its room. */
export interface RoomFailure {
  readonly code: BookingFailure['code'] | 'out-of-scope' | 'room-taken-then';
  readonly field: string;
}

interface Held {
  readonly sessionId: string;
  readonly roomId: string;
  readonly partnerId: string | null;
  readonly title: string;
  readonly on: string;
  readonly from: string;
  readonly to: string;
}

/** Books a room for a session, in the caller's transaction, which a failure should undo. */
export async function holdRoom(ctx: Ctx, held: Held): Promise<Result<{ id: string }, RoomFailure>> {
  const scope = authorize(ctx.actor, 'rooms.book');
  if (!scope) return fail({ code: 'out-of-scope', field: 'roomId' });
  const done = await bookRoom(ctx, scope, held.roomId, {
    partnerId: held.partnerId,
    purpose: held.title,
    day: held.on,
    from: held.from,
    to: held.to,
    weeks: 1,
    leaveOut: false,
    workshopSessionId: held.sessionId,
  });
  return done.ok ? ok({ id: done.value.id }) : fail({ code: done.failure.code, field: 'roomId' });
}

/**
 * Brings the room along when its session moves: the old hours go, the new ones must be free. Another
 * room takes the place of the one held; another place without a room leaves it. A room that was
 * lost is looked for no longer.
 */
export async function moveRoom(
  ctx: Ctx & { readonly db: Parameters<typeof releaseLinked>[0] },
  session: { readonly id: string; readonly title: string; readonly partnerId: string },
  to: { readonly on: string; readonly from: string; readonly to: string },
  where: { readonly roomId: string | null; readonly elsewhere: boolean },
): Promise<Result<null, RoomFailure>> {
  const booking = await linkedBooking(ctx.db, session.id);
  const held = booking && ['pending', 'confirmed'].includes(booking.status) ? booking : null;
  await releaseLinked(ctx.db, session.id, '', ctx.now);
  await forgetLost(ctx.db, session.id);
  const roomId = where.roomId ?? (where.elsewhere ? null : (held?.roomId ?? null));
  if (roomId === null) return ok(null);
  const done = await holdRoom(ctx, {
    ...to,
    sessionId: session.id,
    roomId,
    partnerId: held?.partnerId ?? session.partnerId,
    title: session.title,
  });
  if (done.ok) return ok(null);
  if (where.roomId) return done;
  return fail({ code: 'room-taken-then', field: 'on' });
}
