import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type FollowUpFailure, lockFile } from '../contact/commands.ts';
import { FILES_HANDED_OVER } from '../events.ts';
import { mayHandOver } from '../policy.ts';
import { keeperOf } from '../queries.ts';
import { worksFor } from './queries.ts';

/**
 * Gives files to a colleague of the same organisation: all or none. Each person is then to be told
 * who is in charge, and the colleague gets one mail with their number.
 */
export async function handOver(
  ctx: Ctx,
  scope: Scope<'follow-up.hand-over'>,
  ids: readonly string[],
  to: string,
): Promise<Result<{ files: number }, FollowUpFailure>> {
  const manage = authorize(ctx.actor, 'follow-up.manage');
  return allOrNothing<{ files: number }, FollowUpFailure>(ctx.db, async (trx) => {
    let files = 0;
    // In one order, so that two who hand over at once never wait for each other.
    for (const id of [...new Set(ids)].sort()) {
      const file = await lockFile(trx, scope, id);
      if (!file || !mayHandOver(scope, manage, { keeper: keeperOf(file), referent: file.referent }))
        return fail({ code: 'not-found', field: 'form' });
      if (!(await worksFor(trx, keeperOf(file), to)))
        return fail({ code: 'colleague-unknown', field: 'to' });
      if (file.referent === to) continue;
      await trx
        .updateTable('followed_person')
        .set({ referent: to, tell_referent: true, updated_at: ctx.now })
        .where('id', '=', id)
        .execute();
      files += 1;
    }
    if (files > 0 && to !== scope.accountId)
      await emit(trx, { type: FILES_HANDED_OVER, payload: { accountId: to, files } });
    return ok({ files });
  });
}
