import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lock } from '../commands.ts';
import { mayActOnPartnership } from '../policy.ts';
import { type Details, TYPE_SHEETS } from './domain.ts';
import type { Milestone } from './queries.ts';
import '../tables.ts';

export interface SheetFailure {
  readonly code: 'not-found' | 'out-of-scope' | 'changed-meanwhile';
  readonly field: string;
}

/** Writes what a partnership's type asks for, and its milestones; only those that the type knows. */
export async function saveSheet(
  ctx: Ctx,
  scope: Scope<'partnerships.write'>,
  id: string,
  version: number,
  sheet: { readonly details: Details; readonly milestones: readonly Milestone[] },
): Promise<Result<null, SheetFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lock(trx, id);
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!mayActOnPartnership(scope, before)) return fail({ code: 'out-of-scope', field: 'form' });
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    await trx
      .updateTable('partnership')
      .set({
        details: JSON.stringify(sheet.details),
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await trx.deleteFrom('partnership_milestone').where('partnership_id', '=', id).execute();
    const known = sheet.milestones.filter(
      ({ key, dueOn, doneOn, note }) =>
        TYPE_SHEETS[before.type].milestones.includes(key) && (dueOn || doneOn || note),
    );
    if (known.length > 0)
      await trx
        .insertInto('partnership_milestone')
        .values(
          known.map(({ key, dueOn, doneOn, note }) => ({
            partnership_id: id,
            key,
            due_on: dueOn,
            done_on: doneOn,
            note,
          })),
        )
        .execute();
    return ok(null);
  });
}
