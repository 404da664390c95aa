import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { recordActivity } from '../../activity/public.ts';
import { keeperOfFile, touchFile } from '../../follow-up/public.ts';
import { takeSeat } from '../../workshops/public.ts';
import { isOut, type Move, stateAfter } from '../domain.ts';
import { mayHandle } from '../policy.ts';
import { bring, type DeviceFailure, lockDevice } from '../stock/commands.ts';
import type { HandOutInput, ReturnInput } from './contract.ts';
import { MOST_LOAN_DAYS, SIGNATURE_MONTHS } from './domain.ts';
import './tables.ts';

type Done<T> = Result<T, DeviceFailure>;

/** What lets somebody hand a device out, beside the device itself. */
export interface HandOutProof {
  readonly scope: Scope<'devices.hand-out'>;
  readonly record: Scope<'activity.record'>;
  /** Only needed to name a file. */
  readonly follow: Scope<'follow-up.write'> | null;
  /** Only needed to take a seat at a workshop. */
  readonly register: Scope<'workshops.register'> | null;
  readonly secret: string;
}

export interface HandedOut {
  readonly id: string;
  /** The seat at the workshop to get started, when one was asked for. */
  readonly seatCode: string | null;
  readonly waiting: boolean;
}

/**
 * Gives or lends a device, with the seat at a workshop and the activity that it counts as: all or
 * nothing. The device is locked meanwhile, and an index lets none be with two people. The id is the
 * client's and the activity's: sent twice, it is handed out and counts once.
 */
export async function handOut(
  ctx: Ctx,
  proof: HandOutProof,
  input: HandOutInput,
): Promise<Done<HandedOut>> {
  const { scope, record } = proof;
  const on = today(ctx.now);
  return allOrNothing<HandedOut, DeviceFailure>(ctx.db, async (trx) => {
    const device = await lockDevice(trx, input.deviceId);
    if (!device || !mayHandle(scope, device.owned))
      return fail({ code: 'device-unknown', field: 'deviceId' });
    const before = await handedBefore(trx, input.id);
    if (before)
      return before.device_id === device.id
        ? ok({ id: input.id, seatCode: before.code, waiting: before.seat === 'waiting' })
        : fail({ code: 'not-found', field: 'form' });
    const move = input.terms === 'given' ? 'hand-out' : 'lend';
    if (stateAfter(device.state, move) === null)
      return fail({ code: 'device-taken', field: 'deviceId' });
    const due = input.terms === 'lent' ? input.dueOn : null;
    if (due !== null && due <= on) return fail({ code: 'date-in-past', field: 'dueOn' });
    if (due !== null && due > daysLater(on, MOST_LOAN_DAYS))
      return fail({ code: 'loan-too-long', field: 'dueOn' });
    if (input.personId) {
      const keeper = proof.follow ? await keeperOfFile(trx, proof.follow, input.personId) : null;
      if (!keeper) return fail({ code: 'file-unknown', field: 'personId' });
      await touchFile(trx, input.personId, on, input.id);
    }
    const seat = await seatFor(trx, ctx, proof, input);
    if (!seat.ok) return seat;
    await trx
      .insertInto('device_hand_out')
      .values({
        id: input.id,
        device_id: device.id,
        place_id: device.place_id,
        terms: input.terms,
        due_on: due,
        price_cents: input.terms === 'given' ? device.price_cents : 0,
        person_id: input.personId,
        agreed_by: input.agreement,
        registration_id: seat.value?.id ?? null,
        handed_on: on,
        handed_by: scope.accountId,
        ended_on: null,
        ended_by_move: null,
        created_at: ctx.now,
      })
      .execute();
    await bring(trx, ctx, device, move, scope.accountId, { handOutId: input.id });
    await trx
      .insertInto('device_signature')
      .values({
        hand_out_id: input.id,
        person_id: input.personId,
        sealed: seal(proof.secret, JSON.stringify(said(input))),
        keep_until: input.terms === 'given' ? daysLater(on, 30 * SIGNATURE_MONTHS.given) : null,
      })
      .execute();
    const recorded = await recordActivity({ ...ctx, db: trx }, record, {
      id: input.id,
      happenedOn: on,
      partnershipId: device.partnership_id,
      placeId: device.place_id,
      communeCode: null,
      commitment: 'digital-inclusion',
      kind: 'equipment',
      participations: 1,
      personsDeclared: 1,
      minutes: null,
      comment: '',
      // The theme that the counter finds for somebody who lacks a device.
      themes: ['prendre_en_main_du_materiel'],
    });
    if (!recorded.ok) return fail({ code: recorded.failure.code, field: 'form' });
    return ok({
      id: input.id,
      seatCode: seat.value?.code ?? null,
      waiting: seat.value?.state === 'waiting',
    });
  });
}

const said = ({ agreement, signature, witness }: HandOutInput) =>
  agreement === 'signature' ? { strokes: signature } : { witness };

async function handedBefore(trx: Trx, id: string) {
  return trx
    .selectFrom('device_hand_out as h')
    .leftJoin('workshop_registration as r', 'r.id', 'h.registration_id')
    .select(['h.device_id', 'r.code', 'r.state as seat'])
    .where('h.id', '=', id)
    .executeTakeFirst();
}

/** A seat at the workshop to get started, in the same transaction. */
async function seatFor(trx: Trx, ctx: Ctx, proof: HandOutProof, input: HandOutInput) {
  if (!input.sessionId) return ok(null);
  if (!proof.register) return fail({ code: 'out-of-scope', field: 'sessionId' });
  const wanted = { id: newId(), firstName: null, email: null, phone: null };
  const { register, secret } = proof;
  const taken = await takeSeat({ ...ctx, db: trx }, register, input.sessionId, wanted, secret);
  return taken.ok ? taken : fail({ code: taken.failure.code, field: 'sessionId' });
}

/** Takes a device back, or notes that it is broken or lost. */
export async function takeBack(
  ctx: Ctx,
  scope: Scope<'devices.hand-out'>,
  handOutId: string,
  input: ReturnInput,
): Promise<Done<{ id: string }>> {
  const found = await ctx.db
    .selectFrom('device_hand_out')
    .select('device_id')
    .where('id', '=', handOutId)
    .executeTakeFirst();
  if (!found) return fail({ code: 'not-found', field: 'form' });
  return allOrNothing<{ id: string }, DeviceFailure>(ctx.db, async (trx) => {
    const device = await lockDevice(trx, found.device_id);
    if (!device || !mayHandle(scope, device.owned))
      return fail({ code: 'not-found', field: 'form' });
    if (device.version !== input.version) return fail({ code: 'changed-meanwhile', field: 'form' });
    // A hand-out that ended long ago is not ended again by that of somebody else.
    if ((await endHandOut(trx, ctx, device, input.how)) !== handOutId)
      return fail({ code: 'move-not-allowed', field: 'how' });
    const more = { handOutId, note: input.note };
    return (await bring(trx, ctx, device, input.how, scope.accountId, more))
      ? ok({ id: handOutId })
      : fail({ code: 'move-not-allowed', field: 'how' });
  });
}

/**
 * Ends the hand-out of a locked device that was with a person; its signature is kept a while.
 * @returns the hand-out's id, or null when the device was with nobody
 */
export async function endHandOut(
  trx: Trx,
  ctx: Ctx,
  device: NonNullable<Awaited<ReturnType<typeof lockDevice>>>,
  move: Move,
): Promise<string | null> {
  if (!isOut(device.state)) return null;
  const on = today(ctx.now);
  const ended = await trx
    .updateTable('device_hand_out')
    .set({ ended_on: on, ended_by_move: move })
    .where('device_id', '=', device.id)
    .where('ended_on', 'is', null)
    .returning(['id', 'person_id'])
    .executeTakeFirst();
  if (!ended) return null;
  await trx
    .updateTable('device_signature')
    .set({ keep_until: daysLater(on, 30 * SIGNATURE_MONTHS.returned) })
    .where('hand_out_id', '=', ended.id)
    .execute();
  if (ended.person_id) await touchFile(trx, ended.person_id, on, ended.id);
  return ended.id;
}

/** Forgets signatures that nobody needs any more. @returns how many */
export async function forgetSignatures(db: Db, now: Date): Promise<number> {
  const done = await db
    .deleteFrom('device_signature')
    .where('keep_until', '<', today(now))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}
