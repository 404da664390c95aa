import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { daysLater, parisInstant } from '../../../platform/i18n/paris-time.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../../partnerships/public.ts';
import '../../places/public.ts';
import { getRoom, releaseLinked } from '../../rooms/public.ts';
import type { WorkshopFailure } from '../commands.ts';
import type { SessionMove, SessionsInput } from '../contract.ts';
import { SESSION_CHANGED } from '../events.ts';
import { mayRun, type SessionOwned } from '../policy.ts';
import { holdRoom, moveRoom } from '../room/commands.ts';
import '../tables.ts';

type Done<T> = Result<T, WorkshopFailure>;

/**
 * Plans sessions of a series: one, or one a week at the same time by the clock in Paris, whatever
 * the change to summer time does. All or none.
 * @param id of the first session; the client may bring it, and sending twice plans once
 */
export async function planSessions(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  workshopId: string,
  input: SessionsInput,
  id: string = newId(),
): Promise<Done<{ ids: string[] }>> {
  return allOrNothing(ctx.db, async (trx): Promise<Done<{ ids: string[] }>> => {
    const workshop = await trx
      .selectFrom('workshop as w')
      .innerJoin('partnership as a', 'a.id', 'w.partnership_id')
      .select(['a.partner_id', 'w.title'])
      .where('w.id', '=', workshopId)
      .executeTakeFirst();
    if (!workshop) return fail({ code: 'not-found', field: 'form' });
    const found = await placeOf(trx, input);
    if (!found.ok) return found;
    const place = found.value;
    if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
    const owned: SessionOwned = {
      placeId: place.id,
      departmentCode: place.departmentCode,
      partnerId: workshop.partner_id,
    };
    if (!mayRun(scope, owned)) return fail({ code: 'out-of-scope', field: 'placeId' });
    if (parisInstant(input.on, input.from) <= ctx.now)
      return fail({ code: 'date-in-past', field: 'on' });
    if (input.capacity > place.seats) return fail({ code: 'more-than-seats', field: 'capacity' });
    const days = Array.from({ length: input.weeks }, (_, week) => daysLater(input.on, 7 * week));
    const sessions = days.map((on, index) => {
      return {
        id: index === 0 ? id : newId(),
        workshop_id: workshopId,
        place_id: place.id,
        starts_at: parisInstant(on, input.from),
        ends_at: parisInstant(on, input.to),
        capacity: input.capacity,
        moved_from: null,
        reminded_at: null,
        led_by: input.ledByMe ? scope.accountId : null,
      };
    });
    const [first, ...others] = sessions;
    const made = await trx
      .insertInto('workshop_session')
      .values(first ?? [])
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    // The same form sent twice plans nothing twice.
    if (!made) return ok({ ids: [id] });
    if (others.length > 0) await trx.insertInto('workshop_session').values(others).execute();
    for (const [index, on] of (input.roomId ? days : []).entries()) {
      const held = await holdRoom(
        { ...ctx, db: trx },
        {
          sessionId: sessions[index]?.id ?? '',
          roomId: input.roomId ?? '',
          partnerId: workshop.partner_id,
          title: workshop.title,
          on,
          from: input.from,
          to: input.to,
        },
      );
      if (!held.ok) return held;
    }
    return ok({ ids: sessions.map(({ id }) => id) });
  });
}

/** Puts a session on another day, hour or place. Who holds a seat is told, and reminded anew. */
export async function moveSession(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  id: string,
  input: SessionMove,
): Promise<Done<{ id: string }>> {
  const starts = parisInstant(input.on, input.from);
  return change(ctx, scope, id, input.version, async (trx, before) => {
    if (starts <= ctx.now) return fail({ code: 'date-in-past', field: 'on' });
    const to = await placeOf(trx, input);
    if (!to.ok) return to;
    const placeId = to.value?.id ?? before.place_id;
    const elsewhere = placeId !== before.place_id;
    if (to.value && !mayRun(scope, { ...to.value, placeId, partnerId: before.partner_id }))
      return fail({ code: 'out-of-scope', field: 'placeId' });
    if (to.value && before.capacity > to.value.seats)
      return fail({ code: 'more-than-seats', field: 'roomId' });
    const room = await moveRoom(
      { ...ctx, db: trx },
      { id, title: before.title, partnerId: before.partner_id },
      input,
      { roomId: input.roomId, elsewhere },
    );
    if (!room.ok) return room;
    await trx
      .updateTable('workshop_session')
      .set({
        starts_at: starts,
        ends_at: parisInstant(input.on, input.to),
        ...(starts.getTime() === before.starts_at.getTime()
          ? {}
          : { moved_from: before.starts_at }),
        place_id: placeId,
        ...(elsewhere ? { moved_from_place: before.place_id } : {}),
        change_reason: input.reason,
        reminded_at: null,
        version: before.version + 1,
      })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/** Cancels a session with a reason. Who holds a seat is told; what a slip says follows. */
export async function cancelSession(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  id: string,
  input: { readonly reason: string; readonly version: number },
): Promise<Done<{ id: string }>> {
  return change(ctx, scope, id, input.version, async (trx, before) => {
    await releaseLinked(trx, id, input.reason, ctx.now);
    await trx
      .updateTable('workshop_session')
      .set({ state: 'cancelled', change_reason: input.reason, version: before.version + 1 })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/** A session under lock, with what decides who may run it; null when there is none. */
export async function lockSession(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('workshop_session as s')
    .innerJoin('workshop as w', 'w.id', 's.workshop_id')
    .innerJoin('partnership as a', 'a.id', 'w.partnership_id')
    .innerJoin('place as l', 'l.id', 's.place_id')
    .select([
      's.id',
      's.version',
      's.state',
      's.starts_at',
      's.ends_at',
      's.capacity',
      's.place_id',
      's.led_by',
      'w.open',
      'w.title',
      'w.themes',
      'w.partnership_id',
      'a.partner_id',
      'l.department_code',
    ])
    .where('s.id', '=', id)
    .forUpdate('s')
    .executeTakeFirst();
  if (!row) return null;
  const owned: SessionOwned = {
    placeId: row.place_id,
    departmentCode: row.department_code,
    partnerId: row.partner_id,
  };
  return { ...row, owned };
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockSession>>>;

async function change(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  id: string,
  version: number,
  work: (trx: Trx, before: Locked) => Promise<Done<{ id: string }>>,
): Promise<Done<{ id: string }>> {
  return allOrNothing(ctx.db, async (trx) => {
    const before = await lockSession(trx, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, before.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    if (before.state !== 'planned') return fail({ code: 'session-over', field: 'form' });
    const done = await work(trx, before);
    if (!done.ok) return done;
    const seats = await trx
      .selectFrom('workshop_registration')
      .select('id')
      .where('session_id', '=', id)
      .where('state', 'in', ['registered', 'waiting'])
      .execute();
    for (const { id: registrationId } of seats)
      await emit(trx, { type: SESSION_CHANGED, payload: { registrationId } });
    return done;
  });
}

/** The open place that a form says, by its room or itself; null when it says none. */
async function placeOf(
  trx: Trx,
  { roomId, placeId }: { readonly roomId: string | null; readonly placeId: string | null },
): Promise<
  Done<{ readonly id: string; readonly departmentCode: string; readonly seats: number } | null>
> {
  if (!roomId && !placeId) return ok(null);
  const room = roomId ? await getRoom(trx, roomId) : null;
  if (roomId && !room) return fail({ code: 'room-unknown', field: 'roomId' });
  if (room && placeId && room.place.id !== placeId)
    return fail({ code: 'room-elsewhere', field: 'roomId' });
  const place = await trx
    .selectFrom('place')
    .select(['id', 'department_code as departmentCode'])
    .where('id', '=', room?.place.id ?? placeId ?? '')
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
  return ok({ ...place, seats: room?.seats ?? Number.POSITIVE_INFINITY });
}
