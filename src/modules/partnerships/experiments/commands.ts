import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lock } from '../commands.ts';
import { mayActOnPartnership } from '../policy.ts';
import type { ExperimentInput, ExperimentMoveInput } from './contract.ts';
import { experimentStep, mayEditExperiment } from './domain.ts';
import './tables.ts';

export interface ExperimentFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'changed-meanwhile'
    | 'move-not-allowed'
    | 'reason-needed'
    | 'required';
  readonly field: string;
}

type Outcome<T> = Result<T, ExperimentFailure>;

const written = (input: ExperimentInput) => ({
  hypothesis: input.hypothesis,
  measure: input.measure,
  unit: input.unit,
  baseline: input.baseline,
  target: input.target,
  stop_rule: input.stopRule,
  starts_on: input.startsOn,
  ends_on: input.endsOn,
});

/** Writes down what will be tried under a partnership. */
export async function addExperiment(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  partnershipId: string,
  input: ExperimentInput,
): Promise<Outcome<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const refused = await refuse(trx, scope, partnershipId);
    if (refused) return fail(refused);
    const id = newId();
    await trx
      .insertInto('experiment')
      .values({
        id,
        partnership_id: partnershipId,
        ...written(input),
        result: null,
        created_by: scope.accountId,
      })
      .execute();
    return ok({ id });
  });
}

/** Changes what will be tried, or is; what was evaluated stands. */
export async function updateExperiment(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  id: string,
  version: number,
  input: ExperimentInput,
): Promise<Outcome<null>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lockExperiment(trx, scope, id);
    if (!found.ok) return found;
    if (found.value.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    if (!mayEditExperiment(found.value.state))
      return fail({ code: 'move-not-allowed', field: 'form' });
    await trx
      .updateTable('experiment')
      .set({ ...written(input), version: version + 1 })
      .where('id', '=', id)
      .execute();
    return ok(null);
  });
}

/** Moves an experiment on, with what was measured and learned, or why. */
export async function moveExperiment(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  id: string,
  input: ExperimentMoveInput,
): Promise<Outcome<null>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lockExperiment(trx, scope, id);
    if (!found.ok) return found;
    const step = experimentStep(found.value.state, input.to);
    if (!step) return fail({ code: 'move-not-allowed', field: 'to' });
    if (step.reason && input.reason === '') return fail({ code: 'reason-needed', field: 'reason' });
    if (step.result && input.learned === '') return fail({ code: 'required', field: 'learned' });
    await trx
      .updateTable('experiment')
      .set({
        state: input.to,
        version: found.value.version + 1,
        ...(step.result ? { result: input.result, learned: input.learned } : {}),
      })
      .where('id', '=', id)
      .execute();
    await trx
      .insertInto('experiment_move')
      .values({
        id: newId(),
        experiment_id: id,
        from_state: found.value.state,
        to_state: input.to,
        reason: input.reason,
        moved_by: scope.accountId,
      })
      .execute();
    return ok(null);
  });
}

async function refuse(
  trx: Trx,
  scope: Scope<'partnerships.write'>,
  partnershipId: string,
): Promise<ExperimentFailure | null> {
  const partnership = await lock(trx, partnershipId);
  if (!partnership) return { code: 'not-found', field: 'form' };
  return mayActOnPartnership(scope, partnership) ? null : { code: 'out-of-scope', field: 'form' };
}

async function lockExperiment(trx: Trx, scope: Scope<'partnerships.write'>, id: string) {
  const row = await trx
    .selectFrom('experiment')
    .select(['state', 'version', 'partnership_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return fail<ExperimentFailure>({ code: 'not-found', field: 'form' });
  const refused = await refuse(trx, scope, row.partnership_id);
  return refused ? fail(refused) : ok(row);
}
