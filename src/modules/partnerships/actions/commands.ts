import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { locate } from '../needs/commands.ts';
import '../tables.ts';
import '../co-design/tables.ts';
import type { ActionInput, MilestoneMoveInput } from './contract.ts';
import { type MilestoneState, milestoneTransition } from './domain.ts';
import { mayMoveMilestone, mayPlan } from './policy.ts';
import { assignable } from './queries.ts';
import './tables.ts';

export interface ActionFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'territory-unknown'
    | 'partner-unknown'
    | 'place-unknown'
    | 'need-unknown'
    | 'proposal-not-kept'
    | 'partnership-unknown'
    | 'indicator-unknown'
    | 'owner-unknown'
    | 'milestone-unknown'
    | 'milestone-moved'
    | 'changed-meanwhile'
    | 'move-not-allowed'
    | 'reason-needed'
    | 'day-needed'
    | 'day-not-later';
  readonly field: string;
}

type Done<T> = Result<T, ActionFailure>;

/** Puts an action on the plan. The client may bring the id: sending twice plans once. */
export async function createAction(
  ctx: Ctx,
  scope: Scope<'actions.write'>,
  input: ActionInput,
  id: string = newId(),
): Promise<Done<{ id: string; created: boolean }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const existing = await trx
      .selectFrom('plan_action')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (existing) return ok({ id, created: false });
    const checked = await check(trx, scope, input);
    if (!checked.ok) return checked;
    await trx
      .insertInto('plan_action')
      .values({ id, ...checked.value, created_by: scope.accountId, created_at: ctx.now })
      .execute();
    for (const [position, { label, dueOn }] of input.milestones.entries()) {
      await trx
        .insertInto('plan_milestone')
        .values({
          id: newId(),
          action_id: id,
          label,
          due_on: dueOn,
          position,
          reminded_on: null,
        })
        .execute();
    }
    return ok({ id, created: true });
  });
}

/** Changes an action that the writer saw in `version`. A milestone that was moved stays on it. */
export async function updateAction(
  ctx: Ctx,
  scope: Scope<'actions.write'>,
  id: string,
  version: number,
  input: ActionInput,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockAction(trx, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayPlan(scope, before.department_code))
      return fail({ code: 'out-of-scope', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const checked = await check(trx, scope, input);
    if (!checked.ok) return checked;
    const kept = await replaceMilestones(trx, id, input);
    if (!kept.ok) return kept;
    await trx
      .updateTable('plan_action')
      .set({ ...checked.value, version: version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/** Moves a milestone and keeps who, when and why; a delay also says until when. */
export async function moveMilestone(
  ctx: Ctx,
  _scope: Scope<'actions.move'>,
  milestoneId: string,
  input: MilestoneMoveInput,
): Promise<Done<{ from: MilestoneState; to: MilestoneState }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('plan_milestone as m')
      .innerJoin('plan_action as a', 'a.id', 'm.action_id')
      .select([
        'm.state',
        'm.due_on',
        'a.id as action_id',
        'a.department_code as departmentCode',
        'a.owner_partner_id as ownerPartnerId',
        'a.owner_account_id as ownerAccountId',
      ])
      .where('m.id', '=', milestoneId)
      .forUpdate('m')
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayMoveMilestone(ctx.actor, before)) return fail({ code: 'out-of-scope', field: 'to' });
    const move = milestoneTransition(before.state, input.to);
    if (!move) return fail({ code: 'move-not-allowed', field: 'to' });
    if (move.reason && input.reason === '') return fail({ code: 'reason-needed', field: 'reason' });
    if (move.newDay && !input.newDay) return fail({ code: 'day-needed', field: 'newDay' });
    if (move.newDay && input.newDay && input.newDay <= before.due_on)
      return fail({ code: 'day-not-later', field: 'newDay' });
    await trx
      .updateTable('plan_milestone')
      .set({
        state: input.to,
        reminded_on: null,
        ...(move.newDay && input.newDay ? { due_on: input.newDay } : {}),
      })
      .where('id', '=', milestoneId)
      .execute();
    await trx
      .insertInto('plan_milestone_move')
      .values({
        id: newId(),
        milestone_id: milestoneId,
        from_state: before.state,
        to_state: input.to,
        reason: input.reason,
        due_before: before.due_on,
        moved_by: ctx.actor.accountId,
        moved_at: ctx.now,
      })
      .execute();
    return ok({ from: before.state, to: input.to });
  });
}

/** Ties an action to the partnership that carries it out, inside the caller's transaction. */
export async function linkPartnership(
  trx: Trx,
  scope: Scope<'actions.write'>,
  now: Date,
  actionId: string,
  partnershipId: string,
): Promise<boolean> {
  const before = await lockAction(trx, actionId);
  if (!before || !mayPlan(scope, before.department_code)) return false;
  await trx
    .updateTable('plan_action')
    .set({ partnership_id: partnershipId, version: before.version + 1, updated_at: now })
    .where('id', '=', actionId)
    .execute();
  return true;
}

async function lockAction(trx: Trx, id: string) {
  return trx
    .selectFrom('plan_action')
    .select(['department_code', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Checks that everything named exists and fits; gives the columns to write. */
async function check(trx: Trx, scope: Scope<'actions.write'>, input: ActionInput) {
  const located = await locate(trx, input);
  if (!located) return fail({ code: 'territory-unknown', field: 'territoryCode' });
  if (!mayPlan(scope, located.departmentCode))
    return fail({ code: 'out-of-scope', field: 'territoryCode' });
  const named = [
    ['partner', input.ownerPartnerId, 'partner-unknown', 'ownerPartnerId'],
    ['place', input.placeId, 'place-unknown', 'placeId'],
    ['need', input.needId, 'need-unknown', 'needId'],
    ['partnership', input.partnershipId, 'partnership-unknown', 'partnershipId'],
  ] as const;
  for (const [table, id, code, field] of named) {
    if (id === null) continue;
    const found = await trx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
    if (!found) return fail({ code, field });
  }
  if (input.proposalId !== null) {
    const proposal = await trx
      .selectFrom('proposal as r')
      .innerJoin('need as n', 'n.id', 'r.need_id')
      .select(['r.outcome', 'n.department_code'])
      .where('r.id', '=', input.proposalId)
      .executeTakeFirst();
    if (proposal?.outcome !== 'kept' || proposal.department_code !== located.departmentCode)
      return fail({ code: 'proposal-not-kept', field: 'proposalId' });
  }
  if (input.indicatorCode !== null) {
    const indicator = await trx
      .selectFrom('indicator')
      .select('code')
      .where('code', '=', input.indicatorCode)
      .executeTakeFirst();
    if (!indicator) return fail({ code: 'indicator-unknown', field: 'indicatorCode' });
  }
  if (input.ownerAccountId !== null) {
    const people = await assignable(trx, located.departmentCode);
    if (!people.some(({ id }) => id === input.ownerAccountId))
      return fail({ code: 'owner-unknown', field: 'ownerAccountId' });
  }
  return ok({
    territory_kind: input.territoryKind,
    territory_code: located.code,
    department_code: located.departmentCode,
    commitment: input.commitment,
    title: input.title,
    description: input.description,
    owner_kind: input.ownerKind,
    owner_partner_id: input.ownerPartnerId,
    owner_account_id: input.ownerAccountId,
    place_id: input.placeId,
    need_id: input.needId,
    proposal_id: input.proposalId,
    partnership_id: input.partnershipId,
    result: input.result,
    indicator_code: input.indicatorCode,
    unit: input.unit,
    target: input.target,
  });
}

async function replaceMilestones(
  trx: Trx,
  actionId: string,
  input: ActionInput,
): Promise<Done<null>> {
  const before = await trx
    .selectFrom('plan_milestone as m')
    .select(['m.id', 'm.state', 'm.due_on'])
    .where('action_id', '=', actionId)
    .forUpdate()
    .execute();
  const known = new Map(before.map((milestone) => [milestone.id, milestone]));
  const kept = new Set(input.milestones.flatMap(({ id }) => (id ? [id] : [])));
  if ([...kept].some((id) => !known.has(id)))
    return fail({ code: 'milestone-unknown', field: 'milestones' });
  const dropped = before.filter(({ id }) => !kept.has(id));
  // What somebody already moved is history: it is abandoned with a reason, never wiped out.
  if (dropped.some(({ state }) => state !== 'open'))
    return fail({ code: 'milestone-moved', field: 'milestones' });
  for (const { id } of dropped)
    await trx.deleteFrom('plan_milestone').where('id', '=', id).execute();
  for (const [position, { id, label, dueOn }] of input.milestones.entries()) {
    const old = id ? known.get(id) : undefined;
    if (!old) {
      await trx
        .insertInto('plan_milestone')
        .values({
          id: newId(),
          action_id: actionId,
          label,
          due_on: dueOn,
          position,
          reminded_on: null,
        })
        .execute();
      continue;
    }
    // Once begun, its day moves by a delay, which says why.
    if (old.state !== 'open' && old.due_on !== dueOn)
      return fail({ code: 'milestone-moved', field: 'milestones' });
    await trx
      .updateTable('plan_milestone')
      .set({
        label,
        due_on: dueOn,
        position,
        ...(old.due_on === dueOn ? {} : { reminded_on: null }),
      })
      .where('id', '=', old.id)
      .execute();
  }
  return ok(null);
}
