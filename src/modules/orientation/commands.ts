import type { Ctx, Scope } from '../../platform/access/access.ts';
import { openEnvelope } from '../../platform/access/open-envelope.ts';
import { seal, unseal } from '../../platform/access/seal.ts';
import type { Trx } from '../../platform/db/schema.ts';
import { inTransaction, retried } from '../../platform/db/transaction.ts';
import { fieldErrors } from '../../platform/http/forms.ts';
import { emit } from '../../platform/jobs/outbox.ts';
import { leaveAppointmentContact } from '../advisors/public.ts';
import { newCode, REFERRAL_CODE } from '../alliance/public.ts';
import { leaveContact } from '../workshops/public.ts';
import '../places/public.ts';
import {
  type GivenOutput,
  type OrientationInput,
  orientationInput,
  type SlipContact,
  slipContact,
} from './contract.ts';
import { givenAt, type OrientationState, type Refusal } from './domain.ts';
import { letterOf, ORIENTATION_REFUSED, SLIP_ASKED } from './events.ts';
import { hostOf, type Placed, placeFor } from './hosts/commands.ts';
import { keepPlain } from './plain/commands.ts';
import { mayGive } from './policy.ts';
import './tables.ts';

interface Batch {
  /** The device's clock when it sent, milliseconds since 1970. */
  readonly sentAt: number;
  readonly items: readonly unknown[];
}

interface Place {
  readonly id: string;
  readonly departmentCode: string;
}

const NO_CONTACT: SlipContact = { phone: null, email: null };

/**
 * Keeps what a counter gave, each on its own: one that cannot be taken says why and holds up none
 * of the others. The ids are the device's: sending once more changes nothing and answers the same.
 * @param secret opens the letters with ways to reach people, and seals them to rest
 */
export async function giveOrientations(
  ctx: Ctx,
  scope: Scope<'orientations.give'>,
  batch: Batch,
  secret: string,
): Promise<GivenOutput[]> {
  const read = batch.items.map((item) => ({ item, parsed: orientationInput.safeParse(item) }));
  const plain = read.flatMap(({ parsed }) =>
    parsed.success && isPlain(parsed.data) ? [parsed.data] : [],
  );
  const kept = await retried(() => keepPlain(ctx, scope, plain, batch.sentAt));
  const places = new Map<string, Place | null>();
  const given: GivenOutput[] = [];
  for (const { item, parsed } of read) {
    if (!parsed.success) {
      given.push(refused(idOf(item), fieldErrors(parsed.error)[0]?.code ?? 'invalid'));
      continue;
    }
    const input = parsed.data;
    if (kept.has(input.id)) {
      const { id, code } = input;
      given.push({ id, outcome: 'kept', code, state: 'given', problem: null });
      continue;
    }
    if (!places.has(input.placeId)) places.set(input.placeId, await readPlace(ctx, input.placeId));
    const place = places.get(input.placeId) ?? null;
    const contact = openContact(secret, input.contact);
    if (!place) given.push(refused(input.id, 'place-unknown'));
    else if (!mayGive(scope, place)) given.push(refused(input.id, 'out-of-scope'));
    else if (contact)
      given.push(await keep(ctx, scope, input, batch.sentAt, place, contact, secret));
    else {
      // A wrong number must not cost the seat: only the message cannot leave.
      const unsent = { ...input, channel: 'none' } as const;
      const one = await keep(ctx, scope, unsent, batch.sentAt, place, NO_CONTACT, secret);
      given.push({ ...one, problem: one.problem ?? 'contact-invalid' });
    }
  }
  return given;
}

/** No seat to take, nobody to tell. */
function isPlain({ offerKind, contact }: OrientationInput): boolean {
  return contact === null && ['france-services', 'place', 'equipment'].includes(offerKind);
}

function refused(id: string | null, problem: string): GivenOutput {
  return { id, outcome: 'refused', code: null, state: null, problem };
}

function idOf(item: unknown): string | null {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : null;
  return typeof id === 'string' && id.length <= 40 ? id : null;
}

async function readPlace(ctx: Ctx, id: string): Promise<Place | null> {
  const row = await ctx.db
    .selectFrom('place')
    .select(['id', 'department_code as departmentCode'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Null when the letter was not for this server, or says no way to reach anybody. */
function openContact(secret: string, envelope: string | null): SlipContact | null {
  if (envelope === null) return NO_CONTACT;
  try {
    const read = slipContact.safeParse(JSON.parse(openEnvelope(secret, envelope)));
    return read.success && (read.data.phone || read.data.email) ? read.data : null;
  } catch {
    return null;
  }
}

/** Tries to find a code that nobody has, before giving up. */
const CODES = 5;

/** Another orientation has the code: undoes the seat that was taken under it. */
class CodeTaken extends Error {}

async function keep(
  ctx: Ctx,
  scope: Scope<'orientations.give'>,
  input: OrientationInput,
  sentAt: number,
  place: Place,
  contact: SlipContact,
  secret: string,
): Promise<GivenOutput> {
  for (let turn = 0; turn < CODES; turn += 1) {
    const code = turn === 0 ? input.code : newCode(REFERRAL_CODE);
    const work = (trx: Trx): Promise<GivenOutput> =>
      keepOnce({ ...ctx, db: trx }, scope, input, code, sentAt, place, contact, secret);
    try {
      const kept = await inTransaction(ctx.db, work);
      if (kept.outcome === 'refused' || kept.code === input.code) return kept;
      return { ...kept, problem: 'code-changed' };
    } catch (error) {
      if (!(error instanceof CodeTaken)) throw error;
    }
  }
  return refused(input.id, 'code-taken');
}

/** @throws CodeTaken when another orientation has the code. */
async function keepOnce(
  ctx: Ctx,
  scope: Scope<'orientations.give'>,
  input: OrientationInput,
  code: string,
  sentAt: number,
  place: Place,
  contact: SlipContact,
  secret: string,
): Promise<GivenOutput> {
  const before = await complete(ctx, input, contact, secret);
  if (before) return before;
  const host = await hostOf(ctx, input);
  if (!host) return refused(input.id, 'offer-unknown');
  const holder = await ctx.db
    .selectFrom('orientation')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst();
  if (holder) throw new CodeTaken();
  const { at, offsetSeconds } = givenAt({ givenAt: input.givenAt, sentAt }, ctx.now);
  const reached = contact.phone !== null || contact.email !== null;
  const sealed = reached ? seal(secret, JSON.stringify(contact)) : null;
  // The seat first: counts are locked last and shortest, and never while a seat is waited for.
  const seat = host.calledOff
    ? { accepted: false, problem: 'session-cancelled' }
    : await placeFor(ctx, input, code, contact, secret);
  const { state, refusal } = host.calledOff
    ? ({ state: 'refused', refusal: 'cancelled' } as const)
    : standing(input, seat);
  const made = await ctx.db
    .insertInto('orientation')
    .values({
      id: input.id,
      code,
      place_id: place.id,
      department_code: place.departmentCode,
      given_by: scope.accountId,
      difficulty: input.difficulty,
      wish: input.wish,
      access: input.access,
      offer_kind: input.offerKind,
      host_place_id: host.placeId,
      host_partner_id: host.partnerId,
      session_id: input.offerKind === 'workshop' ? input.sessionId : null,
      presence_id: host.presenceId,
      expected_at: host.expectedAt,
      moved_from: null,
      channel: input.channel,
      state,
      refusal,
      result: null,
      wants_earlier: input.wantsEarlier,
      earlier_told_at: null,
      sealed_contact: sealed,
      locale: input.locale,
      given_at: at,
      clock_offset_s: offsetSeconds,
      moved_at: ctx.now,
      redeemed_at: null,
      redeemed_by: null,
      host_reminded_at: null,
      news_seen_at: null,
    })
    // On the id and on the code alike: which of the two it was is read next.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) {
    const meanwhile = await complete(ctx, input, contact, secret);
    if (!meanwhile) throw new CodeTaken();
    return meanwhile;
  }
  if (sealed) await tell(ctx, input.id, state, sealed);
  return { id: input.id, outcome: 'kept', code, state, problem: seat.problem };
}

/** An hour that somebody else has is nobody's to come at; a seat may yet become free. */
function standing(
  { offerKind }: OrientationInput,
  { accepted, problem }: Placed,
): { readonly state: OrientationState; readonly refusal: Refusal | null } {
  if (accepted) return { state: 'accepted', refusal: null };
  if (offerKind !== 'appointment' || problem === null) return { state: 'given', refusal: null };
  return { state: 'refused', refusal: problem === 'slot-taken' ? 'full' : 'cancelled' };
}

/** The person gets the slip, or learns that what it promises is not to be had. */
function tell(
  ctx: Ctx,
  orientationId: string,
  state: OrientationState,
  sealed: string,
): Promise<void> {
  const type = state === 'refused' ? ORIENTATION_REFUSED : SLIP_ASKED;
  return emit(ctx.db, { type, payload: { orientationId, letter: letterOf(sealed) } });
}

async function readKept(ctx: Ctx, id: string) {
  return ctx.db
    .selectFrom('orientation')
    .select(['code', 'state', 'refusal', 'offer_kind', 'channel', 'locale', 'sealed_contact'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

async function keptBefore(ctx: Ctx, id: string): Promise<GivenOutput | null> {
  const row = await readKept(ctx, id);
  if (!row) return null;
  const { code, state, refusal } = row;
  const taken = row.offer_kind === 'appointment' && refusal === ('full' satisfies Refusal);
  const problem = taken ? 'slot-taken' : refusal === 'cancelled' ? 'session-cancelled' : null;
  return { id, outcome: 'kept', code, state, problem };
}

/**
 * The slip was given or printed, and only then the way to send it: the same orientation comes once
 * more, with a channel, a language, or a number that was mistyped at first. The same said again
 * tells nobody twice.
 */
async function complete(
  ctx: Ctx,
  input: OrientationInput,
  contact: SlipContact,
  secret: string,
): Promise<GivenOutput | null> {
  const before = await readKept(ctx, input.id);
  if (!before) return null;
  const left = JSON.stringify(contact);
  const fresh =
    (contact.phone !== null || contact.email !== null) &&
    (before.sealed_contact === null || unseal(secret, before.sealed_contact) !== left);
  const sealed = fresh ? seal(secret, left) : null;
  const channel = fresh || before.channel === 'none' ? input.channel : before.channel;
  if (fresh || channel !== before.channel || input.locale !== before.locale)
    await ctx.db
      .updateTable('orientation')
      .set({
        channel,
        locale: input.locale,
        ...(sealed ? { sealed_contact: sealed } : {}),
      })
      .where('id', '=', input.id)
      .execute();
  if (sealed) {
    // A seat or an appointment has the orientation's own id; a place has neither.
    const leave = input.offerKind === 'appointment' ? leaveAppointmentContact : leaveContact;
    await leave(ctx.db, input.id, contact, input.locale, secret);
    await tell(ctx, input.id, before.state, sealed);
  }
  return keptBefore(ctx, input.id);
}
