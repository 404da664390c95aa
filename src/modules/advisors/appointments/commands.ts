import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { newCode, SEAT_CODE } from '../../alliance/public.ts';
import { lockAdvisor } from '../commands.ts';
import { APPOINTMENT_BOOKED, APPOINTMENT_CHANGED } from '../events.ts';
import { mayRun } from '../policy.ts';
import { slotsOf } from '../rounds/domain.ts';
import '../rounds/tables.ts';
import type { BookingInput, MoveInput } from './contract.ts';
import { type AppointmentState, mayMove } from './domain.ts';
import './tables.ts';

export interface AppointmentFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'slot-taken'
    | 'slot-unknown'
    | 'presence-over'
    | 'too-early'
    | 'move-not-allowed';
  readonly field: string;
}

type Done<T> = Result<T, AppointmentFailure>;

export interface Appointment {
  readonly id: string;
  readonly code: string;
  readonly state: AppointmentState;
  readonly startsAt: Date;
}

/** What a slot may be booked with beside what the person leaves. */
export interface BookOptions {
  /** Seals the way to reach the person, when they left one. */
  readonly secret: string;
  /** A code that the person holds already, so that one slip serves for all; new when absent. */
  readonly code?: string | undefined;
  readonly via?: 'staff' | 'counter' | 'public';
}

/**
 * Gives a slot, in the caller's transaction when it has one. The database gives a slot once: of
 * those who ask at the same moment one gets it, the others `slot-taken`. The id is the client's:
 * sending twice gives the same appointment.
 * @param by the staff's proof, or `'public'` for whoever reads a public page
 */
export async function bookSlot(
  ctx: Ctx,
  by: Scope<'appointments.book'> | 'public',
  input: BookingInput,
  options: BookOptions,
): Promise<Done<Appointment>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await trx
      .selectFrom('advisor_appointment')
      .select(['id', 'code', 'state', 'starts_at', 'presence_id'])
      .where('id', '=', input.id)
      .executeTakeFirst();
    if (before)
      return before.presence_id === input.presenceId
        ? ok(appointmentOf(before))
        : fail({ code: 'not-found', field: 'form' });
    const slot = await slotAt(trx, ctx.now, input);
    if (!slot.ok) return slot;
    const { firstName, email, phone } = input;
    const reached = email !== null || phone !== null || firstName !== null;
    const left = JSON.stringify({ firstName, email, phone });
    const code = options.code ?? newCode(SEAT_CODE);
    const made = await trx
      .insertInto('advisor_appointment')
      .values({
        id: input.id,
        ...slot.value,
        code,
        via: options.via ?? (by === 'public' ? 'public' : 'staff'),
        state: 'booked',
        theme: input.theme,
        sealed_contact: reached ? seal(options.secret, left) : null,
        locale: ctx.locale,
        reminded_at: null,
        moved_from: null,
        booked_by: by === 'public' ? null : by.accountId,
        booked_at: ctx.now,
        changed_at: ctx.now,
      })
      // Waits for whoever is giving the same slot, then finds it given.
      .onConflict((oc) => oc.doNothing())
      .returning(['id', 'code', 'state', 'starts_at'])
      .executeTakeFirst();
    if (!made) return fail({ code: 'slot-taken', field: 'startsAt' });
    // Who holds a slip with this code was told by it.
    if ((email || phone) && options.code === undefined)
      await emit(trx, { type: APPOINTMENT_BOOKED, payload: { appointmentId: input.id } });
    return ok(appointmentOf(made));
  });
}

/** Leaves with an appointment how somebody is reached, and in which language. */
export async function leaveAppointmentContact(
  db: Db,
  id: string,
  contact: { readonly phone: string | null; readonly email: string | null },
  locale: 'fr' | 'en',
  secret: string,
): Promise<void> {
  await db
    .updateTable('advisor_appointment')
    .set({ locale, sealed_contact: seal(secret, JSON.stringify({ firstName: null, ...contact })) })
    .where('id', '=', id)
    .execute();
}

/**
 * Gives an appointment back by its code, for who holds it or answers its orientation, in the caller's transaction when it has one.
 * @param by the person, or the staff, who then lets the person know by mail when that is possible
 */
export async function cancelSlot(
  ctx: Ctx,
  code: string,
  by: 'holder' | 'staff' = 'holder',
): Promise<Done<Appointment>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await lock(trx, { code });
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (before.state === 'booked' && before.starts_at <= ctx.now)
      return fail({ code: 'presence-over', field: 'form' });
    const done = await bring(trx, ctx, before, by, 'cancelled');
    if (done.ok && by === 'staff' && before.state !== 'cancelled' && before.sealed_contact)
      await emit(trx, { type: APPOINTMENT_CHANGED, payload: { appointmentId: before.id } });
    return done;
  });
}

/**
 * Gives an appointment back for somebody, who is then told when that is possible: only who looks
 * after its advisor does, to others it does not exist.
 * @param of its code, and what page it is on: an appointment of another presence or advisor is not
 */
export async function cancelForHolder(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  of: { readonly code: string; readonly presenceId?: string; readonly advisorId?: string },
): Promise<Done<Appointment>> {
  return inTransaction(ctx.db, async (trx) => {
    const found = await lock(trx, { code: of.code });
    const { presenceId = found?.presence_id, advisorId = found?.advisor_id } = of;
    return found?.presence_id === presenceId &&
      found?.advisor_id === advisorId &&
      (await looksAfter(trx, scope, found))
      ? cancelSlot({ ...ctx, db: trx }, of.code, 'staff')
      : fail({ code: 'not-found', field: 'form' });
  });
}

/** Who looks after the advisor notes who came and who did not once it began, or corrects it. */
export async function markAppointment(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  to: 'came' | 'absent' | 'booked',
): Promise<Done<Appointment>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await lock(trx, { id });
    const advisor = before ? await lockAdvisor(trx, before.advisor_id) : null;
    if (!before || !advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (to !== 'booked' && before.starts_at > ctx.now)
      return fail({ code: 'too-early', field: 'form' });
    return bring(trx, ctx, before, 'staff', to);
  });
}

/**
 * Puts an appointment on another slot, also one whose presence fell away. The code stays, so that
 * the slip that was printed still leads to it.
 * @param of the code that its holder shows, or the id for who looks after its advisor
 */
export async function moveAppointment(
  ctx: Ctx,
  of: { readonly code: string } | { readonly id: string; readonly scope: Scope<'advisors.write'> },
  input: MoveInput,
): Promise<Done<Appointment>> {
  return inTransaction(ctx.db, async (trx) => {
    const before = await lock(trx, of);
    if (!before || ('scope' in of && !(await looksAfter(trx, of.scope, before))))
      return fail({ code: 'not-found', field: 'form' });
    if (!['booked', 'displaced'].includes(before.state))
      return fail({ code: 'move-not-allowed', field: 'form' });
    const slot = await slotAt(trx, ctx.now, input);
    if (!slot.ok) return slot;
    const taken = await trx
      .selectFrom('advisor_appointment')
      .select('id')
      .where('advisor_id', '=', slot.value.advisor_id)
      .where('starts_at', '=', slot.value.starts_at)
      .where('state', 'in', ['booked', 'came', 'absent'])
      .where('id', '<>', before.id)
      .executeTakeFirst();
    if (taken) return fail({ code: 'slot-taken', field: 'startsAt' });
    const moved = await trx
      .updateTable('advisor_appointment')
      .set({
        ...slot.value,
        state: 'booked',
        moved_from: before.starts_at,
        reminded_at: null,
        changed_at: ctx.now,
      })
      .where('id', '=', before.id)
      .returning(['id', 'code', 'state', 'starts_at'])
      .executeTakeFirstOrThrow();
    if (before.sealed_contact)
      await emit(trx, { type: APPOINTMENT_CHANGED, payload: { appointmentId: before.id } });
    return ok(appointmentOf(moved));
  });
}

async function lock(trx: Trx, of: { readonly code: string } | { readonly id: string }) {
  return trx
    .selectFrom('advisor_appointment')
    .select(['id', 'code', 'state', 'starts_at', 'advisor_id', 'presence_id', 'sealed_contact'])
    .$if('code' in of, (q) => q.where('code', '=', 'code' in of ? of.code : ''))
    .$if('id' in of, (q) => q.where('id', '=', 'id' in of ? of.id : ''))
    .forUpdate()
    .executeTakeFirst();
}

async function looksAfter(
  trx: Trx,
  scope: Scope<'advisors.write'>,
  one: Awaited<ReturnType<typeof lock>>,
): Promise<boolean> {
  const advisor = one ? await lockAdvisor(trx, one.advisor_id) : null;
  return advisor !== null && mayRun(scope, advisor.owned);
}

async function bring(
  trx: Trx,
  ctx: Ctx,
  before: NonNullable<Awaited<ReturnType<typeof lock>>>,
  mover: 'holder' | 'staff',
  to: AppointmentState,
): Promise<Done<Appointment>> {
  if (before.state === to) return ok(appointmentOf(before));
  if (!mayMove(mover, before.state, to)) return fail({ code: 'move-not-allowed', field: 'form' });
  await trx
    .updateTable('advisor_appointment')
    .set({ state: to, changed_at: ctx.now })
    .where('id', '=', before.id)
    .execute();
  return ok(appointmentOf({ ...before, state: to }));
}

/** The slot that begins at an instant, its presence held so that nobody lets it fall meanwhile. */
async function slotAt(
  trx: Trx,
  now: Date,
  wanted: MoveInput,
): Promise<Done<{ presence_id: string; advisor_id: string; starts_at: Date; ends_at: Date }>> {
  const presence = await trx
    .selectFrom('advisor_presence')
    .select(['id', 'advisor_id', 'starts_at', 'ends_at', 'slot_minutes', 'state'])
    .where('id', '=', wanted.presenceId)
    .forShare()
    .executeTakeFirst();
  if (!presence) return fail({ code: 'not-found', field: 'form' });
  const startsAt = new Date(wanted.startsAt);
  if (presence.state !== 'planned' || startsAt <= now)
    return fail({ code: 'presence-over', field: 'startsAt' });
  const slots = slotsOf({
    startsAt: presence.starts_at,
    endsAt: presence.ends_at,
    slotMinutes: presence.slot_minutes,
  });
  if (!slots.some((at) => at.getTime() === startsAt.getTime()))
    return fail({ code: 'slot-unknown', field: 'startsAt' });
  return ok({
    presence_id: presence.id,
    advisor_id: presence.advisor_id,
    starts_at: startsAt,
    ends_at: new Date(startsAt.getTime() + (presence.slot_minutes ?? 0) * 60_000),
  });
}

const appointmentOf = (row: {
  readonly id: string;
  readonly code: string;
  readonly state: AppointmentState;
  readonly starts_at: Date;
}): Appointment => ({ id: row.id, code: row.code, state: row.state, startsAt: row.starts_at });
