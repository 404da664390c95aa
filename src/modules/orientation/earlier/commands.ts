import type { Ctx } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { changeSession, getSessionPlan, type SeatFailure } from '../../workshops/public.ts';
import { EARLIER_FREE } from '../events.ts';
import '../tables.ts';
import { earlierThan, whoCouldComeEarlier } from './queries.ts';

export interface EarlierFailure {
  readonly code: SeatFailure['code'];
  readonly field: string;
}

/** Whoever has the code would take an earlier place, or no longer would. */
export async function wantEarlier(
  ctx: Ctx,
  code: string,
  wanted: boolean,
): Promise<Result<{ code: string }, EarlierFailure>> {
  const done = await ctx.db
    .updateTable('orientation')
    .set({ wants_earlier: wanted })
    .where('code', '=', code)
    .where('state', 'in', ['given', 'accepted'])
    .returning('id')
    .executeTakeFirst();
  return done ? ok({ code }) : fail({ code: 'not-found', field: 'form' });
}

/** Takes an earlier place instead, with the same code; the other seat goes to who waits for it. */
export async function takeEarlier(
  ctx: Ctx,
  code: string,
  sessionId: string,
): Promise<Result<{ code: string }, EarlierFailure>> {
  return inTransaction(ctx.db, async (trx) => {
    const mine = await trx
      .selectFrom('orientation')
      .select('id')
      .where('code', '=', code)
      .where('state', 'in', ['given', 'accepted'])
      .forUpdate()
      .executeTakeFirst();
    if (!mine) return fail({ code: 'not-found', field: 'form' });
    const choices = await earlierThan(trx, mine.id, ctx.now);
    if (!choices.some((one) => one.sessionId === sessionId))
      return fail({ code: 'no-seat-left', field: 'form' });
    const moved = await changeSession({ ...ctx, db: trx }, code, sessionId);
    if (!moved.ok) return fail(moved.failure);
    const plan = await getSessionPlan(trx, sessionId);
    if (!plan) return fail({ code: 'not-found', field: 'form' });
    await trx
      .updateTable('orientation')
      .set({
        session_id: sessionId,
        host_place_id: plan.placeId,
        host_partner_id: plan.partnerId,
        expected_at: plan.startsAt,
        moved_from: null,
        wants_earlier: false,
        state: 'accepted',
        moved_at: ctx.now,
      })
      .where('id', '=', mine.id)
      .execute();
    return ok({ code });
  });
}

/** Messages of one turn; who is left waits for the next. */
const A_TURN = 5_000;

/**
 * Tells people who would take an earlier place, and whom a message reaches, that one is free. Who
 * has no way to be reached sees it on the page of the slip, and the host sees the wish.
 * @returns how many are told
 */
export async function tellEarlier(db: Db, now: Date): Promise<number> {
  const ids = await whoCouldComeEarlier(db, now, A_TURN);
  for (const id of ids)
    await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('orientation')
        .set({ earlier_told_at: now })
        .where('id', '=', id)
        .execute();
      await emit(trx, { type: EARLIER_FREE, payload: { orientationId: id } });
    });
  return ids.length;
}
