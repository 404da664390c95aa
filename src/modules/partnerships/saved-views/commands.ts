import { z } from 'zod';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { line } from '../../alliance/public.ts';
import { filtersOnly, VIEWS } from './domain.ts';
import './tables.ts';

export const savedViewInput = z.object({
  name: line(80),
  view: z.enum(VIEWS),
  search: z.string().max(2000),
  shared: z.preprocess((value) => value === '1' || value === true, z.boolean()),
});
export type SavedViewInput = z.output<typeof savedViewInput>;

/** Keeps filters under a name; the same name again keeps the new ones. */
export async function saveView(
  ctx: Ctx,
  scope: Scope<'partnerships.read'>,
  input: SavedViewInput,
): Promise<Result<{ id: string }, never>> {
  const search = filtersOnly(new URLSearchParams(input.search));
  const id = newId();
  // Sharing is within the operator's team.
  const shared = input.shared && scope.everywhere;
  return ctx.db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('saved_view')
      .select('id')
      .where('owner_id', '=', scope.accountId)
      .where((eb) => eb(eb.fn('lower', ['name']), '=', input.name.toLowerCase()))
      .forUpdate()
      .executeTakeFirst();
    const values = { name: input.name, view: input.view, search, shared };
    if (known) {
      await trx.updateTable('saved_view').set(values).where('id', '=', known.id).execute();
      return ok({ id: known.id });
    }
    await trx
      .insertInto('saved_view')
      .values({ id, owner_id: scope.accountId, ...values })
      .execute();
    return ok({ id });
  });
}

/** Forgets a saved view: one's own only. */
export async function removeView(
  ctx: Ctx,
  scope: Scope<'partnerships.read'>,
  id: string,
): Promise<Result<null, { code: 'not-found'; field: string }>> {
  if (!isUuid(id)) return fail({ code: 'not-found', field: 'form' });
  const gone = await ctx.db
    .deleteFrom('saved_view')
    .where('id', '=', id)
    .where('owner_id', '=', scope.accountId)
    .returning('id')
    .executeTakeFirst();
  return gone ? ok(null) : fail({ code: 'not-found', field: 'form' });
}
