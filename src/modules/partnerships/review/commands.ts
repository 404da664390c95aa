import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { applyMove, lock } from '../commands.ts';
import { prepareIn } from '../convention/commands.ts';
import { noteEvent } from '../convention/history/commands.ts';
import type { Stage } from '../domain.ts';
import { mayActOnPartnership } from '../policy.ts';
import { termTooLong } from '../types/domain.ts';
import type { DecisionInput, ReviewInput } from './contract.ts';
import type { Decision, ReviewResult } from './domain.ts';
import './tables.ts';

export interface ReviewFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'move-not-allowed'
    | 'changed-meanwhile'
    | 'term-not-later'
    | 'term-too-long';
  readonly field: string;
}

/** Opens the review of a running partnership, with its objectives to be held against results. */
export async function openReview(
  ctx: Ctx,
  scope: Scope<'partnerships.move'>,
  partnershipId: string,
): Promise<Result<{ id: string; created: boolean }, ReviewFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lock(trx, partnershipId);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayActOnPartnership(scope, before)) return fail({ code: 'out-of-scope', field: 'form' });
    const open = await trx
      .selectFrom('partnership_review')
      .select('id')
      .where('partnership_id', '=', partnershipId)
      .where('decided_at', 'is', null)
      .executeTakeFirst();
    if (open) return ok({ id: open.id, created: false });
    if (before.stage === 'active' || before.stage === 'renewed')
      await applyMove(trx, ctx.now, before, { to: 'under-review', reason: '' }, scope.accountId);
    else if (before.stage !== 'under-review')
      return fail({ code: 'move-not-allowed', field: 'form' });
    const objectives = await trx
      .selectFrom('partnership_objective')
      .select(['label', 'unit', 'target'])
      .where('partnership_id', '=', partnershipId)
      .orderBy('position')
      .execute();
    const id = newId();
    const results: ReviewResult[] = objectives.map((objective) => ({
      ...objective,
      result: null,
      comment: '',
    }));
    await trx
      .insertInto('partnership_review')
      .values({
        id,
        partnership_id: partnershipId,
        results: JSON.stringify(results),
        decision: null,
        old_ends_on: before.ends_on,
        new_ends_on: null,
        opened_by: scope.accountId,
        decided_by: null,
        decided_at: null,
      })
      .execute();
    return ok({ id, created: true });
  });
}

async function lockReview(trx: Trx, id: string) {
  const review = await trx
    .selectFrom('partnership_review')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const partnership = review ? await lock(trx, review.partnership_id) : null;
  return review && partnership ? { review, partnership } : null;
}

type Open = NonNullable<Awaited<ReturnType<typeof lockReview>>>;

async function openAt(
  trx: Trx,
  scope: Scope<'partnerships.move'>,
  id: string,
  version: number,
): Promise<Result<Open, ReviewFailure>> {
  const found = await lockReview(trx, id);
  if (!found) return fail({ code: 'not-found', field: 'form' });
  if (!mayActOnPartnership(scope, found.partnership))
    return fail({ code: 'out-of-scope', field: 'form' });
  if (found.review.decided_at) return fail({ code: 'move-not-allowed', field: 'form' });
  if (found.review.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
  return ok(found);
}

/** Writes results and words of a review that is not decided. */
export async function saveReview(
  ctx: Ctx,
  scope: Scope<'partnerships.move'>,
  id: string,
  version: number,
  input: ReviewInput,
): Promise<Result<null, ReviewFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await openAt(trx, scope, id, version);
    if (!found.ok) return found;
    await trx
      .updateTable('partnership_review')
      .set({
        results: JSON.stringify(input.results),
        summary: input.summary,
        version: version + 1,
      })
      .where('id', '=', id)
      .execute();
    return ok(null);
  });
}

const STAGE_AFTER: Readonly<Record<Decision, Stage>> = {
  renew: 'renewed',
  extend: 'active',
  end: 'ended',
};

/**
 * Decides: renew with what changes (a new convention is drafted), extend the term (an amendment is
 * drafted), or end. Reason, term, stage and conventions change together or not at all.
 */
export async function decideReview(
  ctx: Ctx,
  scope: Scope<'partnerships.move'>,
  id: string,
  version: number,
  input: DecisionInput,
): Promise<Result<{ stage: Stage }, ReviewFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await openAt(trx, scope, id, version);
    if (!found.ok) return found;
    const { review, partnership } = found.value;
    if (partnership.stage !== 'under-review')
      return fail({ code: 'move-not-allowed', field: 'form' });
    const endsOn = input.decision === 'end' ? partnership.ends_on : input.endsOn;
    if (input.decision !== 'end' && endsOn) {
      if (partnership.ends_on && endsOn <= partnership.ends_on)
        return fail({ code: 'term-not-later', field: 'endsOn' });
      // A renewal starts a term of its own; an extension lengthens the one that runs.
      const from = input.decision === 'renew' ? partnership.ends_on : partnership.starts_on;
      if (from && termTooLong(partnership.type, from, endsOn))
        return fail({ code: 'term-too-long', field: 'endsOn' });
    }
    const stage = STAGE_AFTER[input.decision];
    await trx
      .updateTable('partnership_review')
      .set({
        decision: input.decision,
        reason: input.reason,
        changes: input.changes,
        old_ends_on: partnership.ends_on,
        new_ends_on: endsOn,
        version: version + 1,
        decided_by: scope.accountId,
        decided_at: ctx.now,
      })
      .where('id', '=', review.id)
      .execute();
    await applyMove(
      trx,
      ctx.now,
      partnership,
      { to: stage, reason: input.reason },
      scope.accountId,
    );
    await trx
      .updateTable('partnership')
      .set({ ends_on: endsOn })
      .where('id', '=', partnership.id)
      .execute();
    if (input.decision !== 'extend')
      await closeConventions(trx, ctx.now, partnership.id, input.decision);
    if (input.decision !== 'end')
      await prepareIn(trx, scope.accountId, partnership.id, {
        decision: input.decision,
        words: input.decision === 'renew' ? input.changes : input.reason,
        startsOn: input.decision === 'renew' ? partnership.ends_on : partnership.starts_on,
      });
    return ok({ stage });
  });
}

/** What bound both sides is over: renewed by the next, or ended. */
async function closeConventions(
  trx: Trx,
  now: Date,
  partnershipId: string,
  decision: 'renew' | 'end',
): Promise<void> {
  const status = decision === 'renew' ? 'renewed' : 'ended';
  const closed = await trx
    .updateTable('convention')
    .set((eb) => ({ status, version: eb('version', '+', 1), updated_at: now }))
    .where('partnership_id', '=', partnershipId)
    .where('status', 'in', ['signed', 'in-force'])
    .returning('id')
    .execute();
  for (const { id } of closed) await noteEvent(trx, id, status);
}
