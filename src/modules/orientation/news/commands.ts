import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { mayGive } from '../policy.ts';
import '../../places/public.ts';
import '../tables.ts';

/** The counter has told the person, or knows: the line leaves the list. */
export async function markTold(
  ctx: Ctx,
  scope: Scope<'orientations.give'>,
  id: string,
): Promise<Result<{ id: string }, { code: 'not-found'; field: 'form' }>> {
  if (!isUuid(id)) return fail({ code: 'not-found', field: 'form' });
  const found = await ctx.db
    .selectFrom('orientation')
    .select(['place_id as id', 'department_code as departmentCode'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found || !mayGive(scope, found)) return fail({ code: 'not-found', field: 'form' });
  await ctx.db
    .updateTable('orientation')
    .set({ news_seen_at: ctx.now })
    .where('id', '=', id)
    .execute();
  return ok({ id });
}
