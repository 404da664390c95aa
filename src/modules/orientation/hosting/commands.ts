import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { cancelSlot, markAppointment } from '../../advisors/public.ts';
import { giveSeatBack, markSeat } from '../../workshops/public.ts';
import '../../places/public.ts';
import {
  isBeforeTheDay,
  type Mover,
  mayMove,
  type OrientationResult,
  type OrientationState,
  type Refusal,
} from '../domain.ts';
import { ORIENTATION_REFUSED } from '../events.ts';
import { mayReceive } from '../policy.ts';
import '../tables.ts';

export interface HostFailure {
  readonly code:
    | 'not-found'
    | 'move-not-allowed'
    | 'result-before-coming'
    | 'too-early'
    | 'before-the-day'
    | 'session-over';
  readonly field: string;
}

type Done<T> = Result<T, HostFailure>;

export interface Moved {
  readonly id: string;
  readonly state: OrientationState;
  /** It was there already: nothing was changed, and nothing counts twice. */
  readonly before: boolean;
}

/**
 * The host says that the person is expected, cannot be received, came or did not come. The same
 * said again changes nothing. Somebody else's orientation is not found.
 * @param refusal why, when refused
 */
export async function answerOrientation(
  ctx: Ctx,
  scope: Scope<'orientations.receive'>,
  id: string,
  to: Extract<OrientationState, 'accepted' | 'refused' | 'came' | 'absent'>,
  refusal: Refusal | null = null,
): Promise<Done<Moved>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await lockFor(trx, scope, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (before.state === to) return ok({ id, state: to, before: true });
    if (!mayMove('host', before.state, to))
      return fail({ code: 'move-not-allowed', field: 'form' });
    // Who is early came; nobody came on an earlier day, nor is missing before the hour.
    if (to === 'came' && isBeforeTheDay(before.offerKind, before.expectedAt, ctx.now))
      return fail({ code: 'before-the-day', field: 'form' });
    if (to === 'absent' && before.expectedAt && before.expectedAt > ctx.now)
      return fail({ code: 'too-early', field: 'form' });
    // The seat first: counts are locked last and shortest, and never while a seat is waited for.
    if (before.sessionId) await markItsSeat({ ...ctx, db: trx }, before.code, to);
    if (before.offerKind === 'appointment') await markItsSlot({ ...ctx, db: trx }, before.code, to);
    await moveTo(trx, ctx.now, id, to, to === 'refused' ? (refusal ?? 'other') : null);
    if (to === 'came')
      await trx
        .updateTable('orientation')
        .set({ redeemed_at: ctx.now, redeemed_by: scope.accountId })
        .where('id', '=', id)
        .execute();
    if (to === 'refused')
      await emit(trx, { type: ORIENTATION_REFUSED, payload: { orientationId: id } });
    return ok({ id, state: to, before: false });
  });
}

/** What the person can do now, said by who received them. May be corrected. */
export async function noteResult(
  ctx: Ctx,
  scope: Scope<'orientations.receive'>,
  id: string,
  result: OrientationResult,
): Promise<Done<Moved>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await lockFor(trx, scope, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (before.state !== 'came') return fail({ code: 'result-before-coming', field: 'form' });
    await trx.updateTable('orientation').set({ result }).where('id', '=', id).execute();
    return ok({ id, state: 'came', before: false });
  });
}

/** Whoever has the code gives the orientation back, and the seat with it. */
export async function withdrawOrientation(ctx: Ctx, code: string): Promise<Done<Moved>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await trx
      .selectFrom('orientation')
      .select(['id', 'state', 'session_id', 'offer_kind'])
      .where('code', '=', code)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (before.state === 'withdrawn')
      return ok({ id: before.id, state: 'withdrawn', before: true });
    if (!mayMove('holder', before.state, 'withdrawn'))
      return fail({ code: 'move-not-allowed', field: 'form' });
    // What has begun is no longer given back: the seat would stay taken by nobody.
    const back = before.session_id
      ? await giveSeatBack({ ...ctx, db: trx }, code)
      : before.offer_kind === 'appointment'
        ? await cancelSlot({ ...ctx, db: trx }, code)
        : null;
    if (back && !back.ok && ['session-over', 'presence-over'].includes(back.failure.code))
      return fail({ code: 'session-over', field: 'form' });
    await moveTo(trx, ctx.now, before.id, 'withdrawn', null);
    return ok({ id: before.id, state: 'withdrawn', before: false });
  });
}

/**
 * Follows what became of the seat or the session behind an orientation: the staff of a workshop
 * mark seats without knowing of orientations.
 */
export async function followSeat(ctx: Pick<Ctx, 'db' | 'now'>, registrationId: string) {
  await inTransaction(ctx.db, async (trx) => {
    const seat = await trx
      .selectFrom('workshop_registration as r')
      .innerJoin('workshop_session as s', 's.id', 'r.session_id')
      .innerJoin('orientation as o', 'o.code', 'r.code')
      .select([
        'o.id',
        'o.state',
        'o.expected_at',
        'o.session_id as before',
        'r.state as seat',
        's.state as session',
        's.starts_at',
        's.place_id',
        'o.host_place_id',
        's.id as session_id',
      ])
      .where('r.id', '=', registrationId)
      .forUpdate('o')
      .executeTakeFirst();
    if (!seat) return;
    const sameSession = seat.before === seat.session_id;
    if (
      !sameSession ||
      seat.expected_at?.getTime() !== seat.starts_at.getTime() ||
      seat.host_place_id !== seat.place_id
    )
      await trx
        .updateTable('orientation')
        .set({
          expected_at: seat.starts_at,
          session_id: seat.session_id,
          host_place_id: seat.place_id,
          // The host's doing is news; the person's own choice of another session is not.
          ...(sameSession ? { moved_from: seat.expected_at, news_seen_at: null } : {}),
        })
        .where('id', '=', seat.id)
        .execute();
    const to = seat.session === 'cancelled' ? 'refused' : STATE_OF_SEAT[seat.seat];
    if (!to || to === seat.state || !mayMove('system' satisfies Mover, seat.state, to)) return;
    await moveTo(trx, ctx.now, seat.id, to, to === 'refused' ? 'cancelled' : null);
    if (to === 'came')
      await trx
        .updateTable('orientation')
        .set({ redeemed_at: ctx.now })
        .where('id', '=', seat.id)
        .execute();
  });
}

const STATE_OF_SEAT = {
  registered: 'accepted',
  waiting: null,
  cancelled: 'withdrawn',
  came: 'came',
  absent: 'absent',
} as const satisfies Record<string, OrientationState | null>;

/** Brings the seat along; a workshop that is closed or another's keeps its own sheet. */
async function markItsSeat(ctx: Ctx, code: string, to: OrientationState): Promise<void> {
  if (to === 'refused') {
    // Whoever may refuse frees the seat, also who does not keep the workshop's sheet.
    await giveSeatBack(ctx, code);
    return;
  }
  const write = authorize(ctx.actor, 'workshops.write');
  const mark = to === 'accepted' ? 'registered' : to;
  if (!write || mark === 'given' || mark === 'withdrawn') return;
  const seat = await ctx.db
    .selectFrom('workshop_registration')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst();
  if (seat) await markSeat(ctx, write, seat.id, mark);
}

/** Brings the appointment along, where who answers looks after the advisor too. */
async function markItsSlot(ctx: Ctx, code: string, to: OrientationState): Promise<void> {
  if (to === 'refused') {
    await cancelSlot(ctx, code, 'staff');
    return;
  }
  const write = authorize(ctx.actor, 'advisors.write');
  if (!write || (to !== 'came' && to !== 'absent')) return;
  const slot = await ctx.db
    .selectFrom('advisor_appointment')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst();
  if (slot) await markAppointment(ctx, write, slot.id, to);
}

async function lockFor(trx: Trx, scope: Scope<'orientations.receive'>, id: string) {
  const row = await trx
    .selectFrom('orientation as o')
    .innerJoin('place as h', 'h.id', 'o.host_place_id')
    .select([
      'o.state',
      'o.code',
      'o.session_id as sessionId',
      'o.offer_kind as offerKind',
      'o.expected_at as expectedAt',
      'o.host_place_id as placeId',
      'o.host_partner_id as partnerId',
      'h.department_code as departmentCode',
    ])
    .where('o.id', '=', id)
    .forUpdate('o')
    .executeTakeFirst();
  return row && mayReceive(scope, row) ? row : null;
}

async function moveTo(
  trx: Trx,
  now: Date,
  id: string,
  state: OrientationState,
  refusal: Refusal | null,
): Promise<void> {
  await trx
    .updateTable('orientation')
    .set({ state, refusal, moved_at: now, ...(state === 'came' ? {} : { result: null }) })
    .where('id', '=', id)
    .execute();
}
