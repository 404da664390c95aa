import {
  type Ctx,
  coversDepartment,
  coversPlace,
  type Scope,
} from '../../platform/access/access.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { PlaceInput } from './contract.ts';
import './tables.ts';

export interface PlaceFailure {
  readonly code: 'not-found' | 'out-of-scope' | 'changed-meanwhile';
  readonly field: 'form';
}

/** Changes what people on the spot know best: phone, site, hours, services, open or closed. */
export async function updatePlace(
  ctx: Ctx,
  scope: Scope<'places.write'>,
  id: string,
  version: number,
  input: PlaceInput,
): Promise<Result<{ id: string }, PlaceFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('place')
      .select(['department_code', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    if (!coversDepartment(scope, before.department_code) && !coversPlace(scope, id)) {
      return fail({ code: 'out-of-scope', field: 'form' });
    }
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    await trx
      .updateTable('place')
      .set({
        phone: input.phone,
        website: input.website,
        hours: input.hours ? JSON.stringify(input.hours) : null,
        hours_note: input.hoursNote,
        services: input.services,
        status: input.status,
        version: version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}
