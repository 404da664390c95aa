import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { bookSlot } from '../../advisors/public.ts';
import { getSessionPlan, takeSeat } from '../../workshops/public.ts';
import '../../places/public.ts';
import type { OrientationInput, SlipContact } from '../contract.ts';
import { THEMES_OF } from '../domain.ts';

/** Who receives, and when. */
export interface Host {
  readonly placeId: string;
  readonly partnerId: string | null;
  readonly presenceId: string | null;
  readonly expectedAt: Date | null;
  /** Called off since the device learned of it. */
  readonly calledOff: boolean;
}

/** Who receives, from what was proposed and not from what the device says of it; null: nobody. */
export async function hostOf(ctx: Ctx, input: OrientationInput): Promise<Host | null> {
  if (input.offerKind === 'workshop') {
    const session = input.sessionId ? await getSessionPlan(ctx.db, input.sessionId) : null;
    if (!session) return null;
    const { placeId, partnerId, startsAt, state } = session;
    const calledOff = state === 'cancelled';
    return { placeId, partnerId, presenceId: null, expectedAt: startsAt, calledOff };
  }
  const expectedAt = input.startsAt ? new Date(input.startsAt) : null;
  if (input.offerKind === 'appointment' || input.offerKind === 'presence') {
    const row = input.presenceId ? await readPresence(ctx, input.presenceId) : null;
    if (!row) return null;
    return {
      placeId: row.place_id,
      partnerId: row.employer_partner_id,
      presenceId: row.id,
      expectedAt,
      calledOff: row.state === 'cancelled',
    };
  }
  const place = await ctx.db
    .selectFrom('place')
    .select('id')
    .where('id', '=', input.hostPlaceId)
    .executeTakeFirst();
  if (!place) return null;
  return { placeId: place.id, partnerId: null, presenceId: null, expectedAt, calledOff: false };
}

async function readPresence(ctx: Ctx, id: string) {
  return ctx.db
    .selectFrom('advisor_presence as s')
    .innerJoin('advisor as v', 'v.id', 's.advisor_id')
    .select(['s.id', 's.place_id', 's.state', 'v.employer_partner_id'])
    .where('s.id', '=', id)
    .executeTakeFirst();
}

export interface Placed {
  readonly accepted: boolean;
  /** What the counter should say; null when all is well. */
  readonly problem: string | null;
}

/** Takes the seat or the slot that was proposed, under the code on the slip and in its language. */
export async function placeFor(
  agent: Ctx,
  input: OrientationInput,
  code: string,
  contact: SlipContact,
  secret: string,
): Promise<Placed> {
  const ctx = { ...agent, locale: input.locale };
  const person = { id: input.id, firstName: null, ...contact };
  if (input.offerKind === 'workshop' && input.sessionId) {
    const register = authorize(ctx.actor, 'workshops.register');
    if (!register) return { accepted: false, problem: null };
    const seat = await takeSeat(ctx, register, input.sessionId, person, secret, code);
    // The session has begun meanwhile: the person may be there already, with the code.
    if (!seat.ok) return { accepted: false, problem: seat.failure.code };
    const accepted = seat.value.state === 'registered';
    return { accepted, problem: accepted ? null : 'no-seat-left' };
  }
  if (input.offerKind === 'appointment' && input.presenceId && input.startsAt) {
    const book = authorize(ctx.actor, 'appointments.book');
    if (!book) return { accepted: false, problem: null };
    const slot = await bookSlot(
      ctx,
      book,
      {
        ...person,
        presenceId: input.presenceId,
        startsAt: input.startsAt,
        theme: THEMES_OF[input.difficulty][0] ?? null,
      },
      { secret, code, via: 'counter' },
    );
    return { accepted: slot.ok, problem: slot.ok ? null : slot.failure.code };
  }
  return { accepted: false, problem: null };
}
