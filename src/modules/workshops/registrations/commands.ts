import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { newCode, SEAT_CODE } from '../../alliance/public.ts';
import { takesPeople } from '../domain.ts';
import { SEAT_FREED, SEAT_MOVED, SEAT_TAKEN, SESSION_NEAR } from '../events.ts';
import { mayRun } from '../policy.ts';
import { lockSession } from '../sessions/commands.ts';
import type { RegistrationInput } from './contract.ts';
import { mayMoveSeat, type SeatState } from './domain.ts';
import './tables.ts';

export interface SeatFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'session-over'
    | 'move-not-allowed'
    | 'before-the-day'
    | 'too-early'
    | 'no-seat-left';
  readonly field: string;
}

type Done<T> = Result<T, SeatFailure>;

export interface Seat {
  readonly id: string;
  readonly code: string;
  readonly state: SeatState;
}

/**
 * Gives a seat, or a place on the waiting list when there is none left. The session is locked
 * meanwhile, so that two people never get the last seat. The id is the client's: sending twice
 * gives the same seat. In the caller's transaction when it has one.
 * @param by the staff's proof, or `'public'` for whoever reads the public page: open sessions only
 * @param secret seals the way to reach the person, when they left one
 * @param code the one that the person has already, on a slip
 */
export async function takeSeat(
  ctx: Ctx,
  by: Scope<'workshops.register'> | 'public',
  sessionId: string,
  input: RegistrationInput,
  secret: string,
  code: string = newCode(SEAT_CODE),
): Promise<Done<Seat>> {
  return inTransaction(ctx.db, async (trx) => {
    const session = await lockSession(trx, sessionId);
    if (!session || (by === 'public' && !session.open))
      return fail({ code: 'not-found', field: 'form' });
    const before = await trx
      .selectFrom('workshop_registration')
      .select(['id', 'code', 'state', 'session_id'])
      .where('id', '=', input.id)
      .executeTakeFirst();
    if (before)
      return before.session_id === sessionId
        ? ok({ id: before.id, code: before.code, state: before.state })
        : fail({ code: 'not-found', field: 'form' });
    if (!takesPeople({ state: session.state, startsAt: session.starts_at }, ctx.now))
      return fail({ code: 'session-over', field: 'form' });
    const state = (await countHeld(trx, sessionId)) < session.capacity ? 'registered' : 'waiting';
    const { firstName, email, phone } = input;
    const reached = email !== null || phone !== null || firstName !== null;
    const contact = JSON.stringify({ firstName, email, phone });
    await trx
      .insertInto('workshop_registration')
      .values({
        id: input.id,
        session_id: sessionId,
        code,
        via: by === 'public' ? 'public' : 'staff',
        state,
        sealed_contact: reached ? seal(secret, contact) : null,
        locale: ctx.locale,
        registered_by: by === 'public' ? null : by.accountId,
        registered_at: ctx.now,
        changed_at: ctx.now,
      })
      .execute();
    if (email || phone)
      await emit(trx, { type: SEAT_TAKEN, payload: { registrationId: input.id } });
    return ok({ id: input.id, code, state });
  });
}

/** The holder of a code gives the seat back; who waited longest gets it. */
export async function giveSeatBack(ctx: Ctx, code: string): Promise<Done<Seat>> {
  const found = await ctx.db
    .selectFrom('workshop_registration')
    .select(['id', 'session_id'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!found) return fail({ code: 'not-found', field: 'form' });
  return inTransaction(ctx.db, async (trx) => {
    const session = await lockSession(trx, found.session_id);
    if (!session || !takesPeople({ state: session.state, startsAt: session.starts_at }, ctx.now))
      return fail({ code: 'session-over', field: 'form' });
    return bring(trx, ctx, found.id, 'holder', 'cancelled', session.capacity);
  });
}

/** Leaves with a seat how somebody is reached, and in which language, for what is told later. */
export async function leaveContact(
  db: Db,
  id: string,
  contact: { readonly phone: string | null; readonly email: string | null },
  locale: 'fr' | 'en',
  secret: string,
): Promise<void> {
  await db
    .updateTable('workshop_registration')
    .set({ locale, sealed_contact: seal(secret, JSON.stringify({ firstName: null, ...contact })) })
    .where('id', '=', id)
    .execute();
}

/**
 * Brings a seat, code and all, to another session that has one free; who waited longest gets the
 * one that it leaves. Both sessions are locked, always in the same order.
 */
export async function changeSession(ctx: Ctx, code: string, to: string): Promise<Done<Seat>> {
  const found = await ctx.db
    .selectFrom('workshop_registration')
    .select(['id', 'session_id', 'state'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (!found) return fail({ code: 'not-found', field: 'form' });
  if (found.session_id === to) return ok({ id: found.id, code, state: found.state });
  return inTransaction(ctx.db, async (trx) => {
    const ids = [found.session_id, to].sort();
    const locked = new Map<string, Awaited<ReturnType<typeof lockSession>>>();
    for (const id of ids) locked.set(id, await lockSession(trx, id));
    const [left, next] = [locked.get(found.session_id), locked.get(to)];
    if (!left || !next) return fail({ code: 'not-found', field: 'form' });
    const open = (one: typeof left): boolean =>
      takesPeople({ state: one.state, startsAt: one.starts_at }, ctx.now);
    if (!open(next)) return fail({ code: 'session-over', field: 'form' });
    if ((await countHeld(trx, to)) >= next.capacity)
      return fail({ code: 'no-seat-left', field: 'form' });
    const moved = await trx
      .updateTable('workshop_registration')
      .set({ session_id: to, state: 'registered', changed_at: ctx.now })
      .where('id', '=', found.id)
      .where('state', 'in', ['registered', 'waiting'])
      .returning('id')
      .executeTakeFirst();
    if (!moved) return fail({ code: 'move-not-allowed', field: 'form' });
    await emit(trx, { type: SEAT_MOVED, payload: { registrationId: found.id } });
    if (open(left)) await fillFreeSeats(trx, ctx, left.id, left.capacity);
    return ok({ id: found.id, code, state: 'registered' });
  });
}

/** The staff mark who came, who did not, or give a seat back for somebody. */
export async function markSeat(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  id: string,
  to: 'came' | 'absent' | 'registered' | 'cancelled',
): Promise<Done<Seat>> {
  const found = await ctx.db
    .selectFrom('workshop_registration')
    .select('session_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return fail({ code: 'not-found', field: 'form' });
  return inTransaction(ctx.db, async (trx) => {
    const session = await lockSession(trx, found.session_id);
    if (!session) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, session.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (session.state !== 'planned') return fail({ code: 'session-over', field: 'form' });
    // Who is early came; nobody came on an earlier day, nor is missing before the hour.
    if (to === 'came' && parisClock(session.starts_at).day > parisClock(ctx.now).day)
      return fail({ code: 'before-the-day', field: 'form' });
    if (to === 'absent' && session.starts_at > ctx.now)
      return fail({ code: 'too-early', field: 'form' });
    return bring(trx, ctx, id, 'staff', to, session.capacity);
  });
}

async function bring(
  trx: Trx,
  ctx: Ctx,
  id: string,
  mover: 'holder' | 'staff',
  to: SeatState,
  capacity: number,
): Promise<Done<Seat>> {
  const before = await trx
    .selectFrom('workshop_registration')
    .select(['code', 'state', 'session_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (before.state === to) return ok({ id, code: before.code, state: to });
  if (!mayMoveSeat(mover, before.state, to))
    return fail({ code: 'move-not-allowed', field: 'form' });
  await setState(trx, ctx, id, to);
  await emit(trx, { type: SEAT_MOVED, payload: { registrationId: id } });
  await fillFreeSeats(trx, ctx, before.session_id, capacity);
  return ok({ id, code: before.code, state: to });
}

/** Gives free seats to those who wait, in the order in which they came. */
async function fillFreeSeats(
  trx: Trx,
  ctx: Ctx,
  sessionId: string,
  capacity: number,
): Promise<void> {
  const free = capacity - (await countHeld(trx, sessionId));
  if (free <= 0) return;
  const next = await trx
    .selectFrom('workshop_registration')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('state', '=', 'waiting')
    .orderBy('registered_at')
    .orderBy('id')
    .limit(free)
    .execute();
  for (const { id } of next) {
    await setState(trx, ctx, id, 'registered');
    await emit(trx, { type: SEAT_FREED, payload: { registrationId: id } });
  }
}

async function setState(trx: Trx, ctx: Ctx, id: string, state: SeatState): Promise<void> {
  await trx
    .updateTable('workshop_registration')
    .set({ state, changed_at: ctx.now })
    .where('id', '=', id)
    .execute();
}

async function countHeld(trx: Trx, sessionId: string): Promise<number> {
  const row = await trx
    .selectFrom('workshop_registration')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('session_id', '=', sessionId)
    .where('state', 'in', ['registered', 'came', 'absent'])
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

const HOUR = 3_600_000;

/**
 * Reminds of sessions of the next 48 hours, each once. Runs every hour, so that a reminder that
 * failed is retried well before the session.
 * @returns number of people reminded
 */
export async function remindSeats(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const sessions = await trx
      .updateTable('workshop_session')
      .set({ reminded_at: now })
      .where('state', '=', 'planned')
      .where('reminded_at', 'is', null)
      .where('starts_at', '>', now)
      .where('starts_at', '<=', new Date(now.getTime() + 48 * HOUR))
      .returning('id')
      .execute();
    if (sessions.length === 0) return 0;
    const seats = await trx
      .selectFrom('workshop_registration')
      .select('id')
      .where('state', '=', 'registered')
      .where('sealed_contact', 'is not', null)
      .where(
        'session_id',
        'in',
        sessions.map(({ id }) => id),
      )
      .execute();
    for (const { id } of seats)
      await emit(trx, { type: SESSION_NEAR, payload: { registrationId: id } });
    return seats.length;
  });
}

/** Days after a session that the ways to reach its people are kept, to tell of a correction. */
const KEPT_DAYS = 7;

/** Forgets names and addresses of people whose session is over. @returns how many */
export async function forgetContacts(db: Db, now: Date): Promise<number> {
  const done = await db
    .updateTable('workshop_registration')
    .set({ sealed_contact: null })
    .where('sealed_contact', 'is not', null)
    .where('session_id', 'in', (eb) =>
      eb
        .selectFrom('workshop_session')
        .select('id')
        .where('ends_at', '<', new Date(now.getTime() - KEPT_DAYS * 24 * HOUR)),
    )
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
