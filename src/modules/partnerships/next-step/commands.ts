import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lock } from '../commands.ts';
import { mayActOnPartnership } from '../policy.ts';
import type { NextStepInput } from './contract.ts';
import { possibleOwners } from './queries.ts';
import '../tables.ts';

export interface NextStepFailure {
  readonly code: 'not-found' | 'out-of-scope' | 'changed-meanwhile' | 'owner-unknown';
  readonly field: string;
}

/** Says what comes next for a partnership that the writer saw in `version`; empty means: nothing. */
export async function planNextStep(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  id: string,
  version: number,
  input: NextStepInput,
): Promise<Result<null, NextStepFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lock(trx, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayActOnPartnership(scope, before)) return fail({ code: 'out-of-scope', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const people = await possibleOwners(trx, before.departmentCode);
    if (input.ownerId && !people.some((person) => person.id === input.ownerId))
      return fail({ code: 'owner-unknown', field: 'ownerId' });
    await trx
      .updateTable('partnership')
      .set({
        next_step: input.step,
        next_step_on: input.on,
        owner_id: input.ownerId,
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    return ok(null);
  });
}
