import { type Ctx, coversDepartment, type Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../tables.ts';
import type { DecisionInput, InviteInput, PrioritiesInput, ProposalInput } from './contract.ts';
import { mayBecome, mayDecide, type Visibility, type Voice } from './domain.ts';
import { PROPOSAL_DECIDED, PROPOSAL_INVITED, PROPOSAL_SHARED } from './events.ts';
import { mayDecideOn, mayEditProposal, mayPropose, mayReadProposal, voiceIn } from './policy.ts';
import { invitedAmong, ownPartners, presentAmong } from './presence/queries.ts';
import './tables.ts';

export interface CoDesignFailure {
  readonly code:
    | 'not-found'
    | 'need-unknown'
    | 'partner-unknown'
    | 'proposal-unknown'
    | 'out-of-scope'
    | 'changed-meanwhile'
    | 'move-not-allowed';
  readonly field: string;
}

type Done<T> = Result<T, CoDesignFailure>;

/** Says how much needs matter to the operator or to the writer's partner; all answers or none. */
export async function givePriorities(
  ctx: Ctx,
  scope: Scope<'codesign.take-part'>,
  input: PrioritiesInput,
): Promise<Done<{ voice: Voice['kind'] }>> {
  const { departmentCode, priorities } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const present = await presentAmong(trx, departmentCode, scope.organisations);
    const voice = voiceIn(scope, departmentCode, present);
    if (!voice) return fail({ code: 'out-of-scope', field: 'form' });
    const ids = [...new Set(priorities.map(({ needId }) => needId))];
    const known = await trx
      .selectFrom('need')
      .select('id')
      .where('id', 'in', ids)
      .where('department_code', '=', departmentCode)
      .orderBy('id')
      .forUpdate()
      .execute();
    if (known.length !== ids.length) return fail({ code: 'need-unknown', field: 'priorities' });
    const partner_id = voice.kind === 'partner' ? voice.id : null;
    for (const { needId, priority } of priorities) {
      await trx
        .deleteFrom('need_priority')
        .where('need_id', '=', needId)
        .where('partner_id', partner_id === null ? 'is' : '=', partner_id)
        .execute();
      if (priority === null) continue;
      await trx
        .insertInto('need_priority')
        .values({
          need_id: needId,
          partner_id,
          priority,
          given_by: scope.accountId,
          given_at: ctx.now,
        })
        .execute();
    }
    return ok({ voice: voice.kind });
  });
}

async function needOf(db: Db, id: string) {
  return db
    .selectFrom('need')
    .select(['id', 'department_code'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Makes a proposal. The client may bring the id: sending twice makes one. */
export async function createProposal(
  ctx: Ctx,
  scope: Scope<'codesign.propose'>,
  input: ProposalInput,
  id: string = newId(),
): Promise<Done<{ id: string; created: boolean }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const need = await needOf(trx, input.needId);
    if (!need) return fail({ code: 'need-unknown', field: 'needId' });
    const present = await presentAmong(trx, need.department_code, scope.organisations);
    const invited = await invitedAmong(trx, need.id, scope.organisations);
    if (!mayPropose(scope, input.partnerId, present, invited))
      return fail({ code: 'out-of-scope', field: 'partnerId' });
    const made = await trx
      .insertInto('proposal')
      .values({
        id,
        need_id: need.id,
        partner_id: input.partnerId,
        title: input.title,
        body: input.body,
        means: input.means,
        visibility: input.visibility,
        outcome: null,
        created_by: scope.accountId,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) await tellShared(trx, id, 'draft', input.visibility);
    return ok({ id, created: made !== undefined });
  });
}

/** The delegate is told once, when a proposal leaves its author's drawer. */
async function tellShared(trx: Trx, id: string, before: Visibility, after: Visibility) {
  if (before === 'draft' && after !== 'draft')
    await emit(trx, { type: PROPOSAL_SHARED, payload: { proposalId: id } });
}

async function lockProposal(trx: Trx, id: string) {
  const row = await trx
    .selectFrom('proposal as r')
    .innerJoin('need as n', 'n.id', 'r.need_id')
    .select([
      'r.id',
      'r.need_id',
      'r.partner_id',
      'r.visibility',
      'r.outcome',
      'r.version',
      'n.department_code',
    ])
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst();
  return row ? { ...row, partnerId: row.partner_id, departmentCode: row.department_code } : null;
}

/** Changes a proposal that its author saw in `version`; its need and partner stay what they were. */
export async function updateProposal(
  ctx: Ctx,
  scope: Scope<'codesign.propose'>,
  id: string,
  version: number,
  input: Omit<ProposalInput, 'needId' | 'partnerId'>,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockProposal(trx, id);
    // Somebody else's proposal is not told from one that is not there: it may be a draft.
    if (!before || !scope.organisations.has(before.partnerId))
      return fail({ code: 'not-found', field: 'form' });
    if (!mayEditProposal(scope, before)) return fail({ code: 'move-not-allowed', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    if (!mayBecome(before.visibility, input.visibility))
      return fail({ code: 'move-not-allowed', field: 'visibility' });
    await trx
      .updateTable('proposal')
      .set({
        title: input.title,
        body: input.body,
        means: input.means,
        visibility: input.visibility,
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await tellShared(trx, id, before.visibility, input.visibility);
    return ok({ id });
  });
}

/** Supports a proposal with a sentence, in the name of the operator or of the writer's partner. */
export async function supportProposal(
  ctx: Ctx,
  scope: Scope<'codesign.take-part'>,
  id: string,
  sentence: string | null,
): Promise<Done<null>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lockProposal(trx, id);
    if (!found) return fail({ code: 'not-found', field: 'form' });
    const own = ownPartners(ctx.actor);
    const present = await presentAmong(trx, found.departmentCode, own);
    const invited = await invitedAmong(trx, found.need_id, own);
    if (!mayReadProposal(ctx.actor, found, present, invited))
      return fail({ code: 'not-found', field: 'form' });
    const voice = voiceIn(scope, found.departmentCode, new Set([...present, ...invited]));
    // Nobody supports a proposal of their own, nor one that is not open to others yet.
    const itsOwn = voice?.kind === 'partner' && voice.id === found.partnerId;
    if (!voice || itsOwn || found.visibility === 'draft')
      return fail({ code: 'out-of-scope', field: 'sentence' });
    const partner_id = voice.kind === 'partner' ? voice.id : null;
    await trx
      .deleteFrom('proposal_support')
      .where('proposal_id', '=', id)
      .where('partner_id', partner_id === null ? 'is' : '=', partner_id)
      .execute();
    if (sentence === null) return ok(null);
    await trx
      .insertInto('proposal_support')
      .values({
        proposal_id: id,
        partner_id,
        sentence,
        given_by: scope.accountId,
        given_at: ctx.now,
      })
      .execute();
    return ok(null);
  });
}

/** Decides what becomes of a proposal and says why; its partner is told. */
export async function decideProposal(
  ctx: Ctx,
  scope: Scope<'codesign.decide'>,
  id: string,
  input: DecisionInput,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    // Both in one order: two merges towards each other wait instead of blocking one another.
    for (const one of [id, input.mergedInto ?? id].sort()) await lockProposal(trx, one);
    const before = await lockProposal(trx, id);
    if (!before || !mayDecideOn(scope, before)) return fail({ code: 'not-found', field: 'form' });
    if (!mayDecide(before.visibility, before.outcome, input.outcome))
      return fail({ code: 'move-not-allowed', field: 'outcome' });
    const into = input.outcome === 'merged' ? input.mergedInto : null;
    if (into !== null) {
      const other = into === id ? null : await lockProposal(trx, into);
      // The other one lives on in the same department: never a draft, never merged away itself.
      if (!other || !mayDecideOn(scope, other) || other.outcome === 'merged')
        return fail({ code: 'proposal-unknown', field: 'mergedInto' });
      if (other.departmentCode !== before.departmentCode)
        return fail({ code: 'proposal-unknown', field: 'mergedInto' });
    }
    await trx
      .insertInto('proposal_decision')
      .values({
        id: newId(),
        proposal_id: id,
        outcome: input.outcome,
        reason: input.reason,
        merged_into: into,
        decided_by: scope.accountId,
        decided_at: ctx.now,
      })
      .execute();
    await trx
      .updateTable('proposal')
      .set({ outcome: input.outcome, version: before.version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    await emit(trx, { type: PROPOSAL_DECIDED, payload: { proposalId: id } });
    return ok({ id });
  });
}

/** Asks a partner to propose something for a need; asking again tells nobody twice. */
export async function invitePartner(
  ctx: Ctx,
  scope: Scope<'codesign.decide'>,
  needId: string,
  input: InviteInput,
): Promise<Done<{ created: boolean }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const need = await needOf(trx, needId);
    if (!need || !coversDepartment(scope, need.department_code))
      return fail({ code: 'not-found', field: 'form' });
    const partner = await trx
      .selectFrom('partner')
      .select('id')
      .where('id', '=', input.partnerId)
      .executeTakeFirst();
    if (!partner) return fail({ code: 'partner-unknown', field: 'partnerId' });
    const made = await trx
      .insertInto('proposal_invitation')
      .values({
        need_id: needId,
        partner_id: partner.id,
        sentence: input.sentence,
        invited_by: scope.accountId,
        invited_at: ctx.now,
      })
      .onConflict((oc) => oc.columns(['need_id', 'partner_id']).doNothing())
      .returning('need_id')
      .executeTakeFirst();
    if (made)
      await emit(trx, { type: PROPOSAL_INVITED, payload: { needId, partnerId: partner.id } });
    return ok({ created: made !== undefined });
  });
}
