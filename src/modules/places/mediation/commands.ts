import {
  type Ctx,
  coversDepartment,
  coversPlace,
  type Scope,
} from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import type { PlaceFailure } from '../commands.ts';
import type { SheetInput } from './contract.ts';
import '../tables.ts';
import './tables.ts';

/**
 * Writes the sheet of a place and its week. From then on imports leave the sheet alone, and what
 * data·inclusion said of its services gives way to it.
 * @param version of the sheet that was read; 0 when there was none
 */
export async function saveSheet(
  ctx: Ctx,
  scope: Scope<'places.write'>,
  placeId: string,
  version: number,
  input: SheetInput,
): Promise<Result<{ id: string }, PlaceFailure>> {
  if (!isUuid(placeId)) return fail({ code: 'not-found', field: 'form' });
  return ctx.db.transaction().execute(async (trx) => {
    const place = await trx
      .selectFrom('place')
      .select(['department_code'])
      .where('id', '=', placeId)
      .forUpdate()
      .executeTakeFirst();
    if (!place) return fail({ code: 'not-found', field: 'form' });
    if (!coversDepartment(scope, place.department_code) && !coversPlace(scope, placeId))
      return fail({ code: 'out-of-scope', field: 'form' });
    const before = await trx
      .selectFrom('place_mediation')
      .select(['version'])
      .where('place_id', '=', placeId)
      .executeTakeFirst();
    if ((before?.version ?? 0) !== version)
      return fail({ code: 'changed-meanwhile', field: 'form' });
    const values = {
      services: input.services,
      publics: input.publics,
      special_care: input.specialCare,
      fees: input.fees,
      itinerance: input.itinerance,
      programmes: input.programmes,
      labels: input.labels,
      access_ways: input.accessWays,
      accompaniments: input.accompaniments,
      typology: input.typology,
      other_labels: input.otherLabels,
      opening_hours: input.openingHours,
      summary: input.summary,
      detail: input.detail,
      emails: input.emails,
      booking_url: input.bookingUrl,
      accessibility_url: input.accessibilityUrl,
      pivot: input.pivot,
      parent_structure: input.parentStructure,
      updated_on: today(ctx.now),
      edited_at: ctx.now,
      edited_by: scope.accountId,
      version: version + 1,
      updated_at: ctx.now,
    };
    await trx
      .insertInto('place_mediation')
      .values({ place_id: placeId, source_url: null, ...values })
      .onConflict((conflict) => conflict.column('place_id').doUpdateSet(values))
      .execute();
    await trx.deleteFrom('place_service').where('place_id', '=', placeId).execute();
    await trx
      .updateTable('place')
      .set((eb) => ({
        ...(input.hours === undefined
          ? {}
          : { hours: input.hours ? JSON.stringify(input.hours) : null }),
        version: eb('version', '+', 1),
        updated_at: ctx.now,
      }))
      .where('id', '=', placeId)
      .execute();
    return ok({ id: placeId });
  });
}
