import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../tables.ts';
import type { EndInput, HostingFacts, HostingInput, HoursInput } from './contract.ts';
import { changeOf, tidy } from './domain.ts';
import { mayWriteHosting } from './policy.ts';
import './tables.ts';

export interface HostingFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'place-unknown'
    | 'partnership-unknown'
    | 'changed-meanwhile'
    | 'valid-from-not-later'
    | 'ends-before-start'
    | 'hosting-ended';
  readonly field: string;
}

type Done<T> = Result<T, HostingFailure>;

/** Notes a hosted business with its first hours. The client may bring the id: twice makes one. */
export async function createHosting(
  ctx: Ctx,
  scope: Scope<'hosting.write'>,
  input: HostingInput,
  id: string = newId(),
): Promise<Done<{ id: string; created: boolean }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const partnership = await trx
      .selectFrom('partnership')
      .select('id')
      .where('id', '=', input.partnershipId)
      .executeTakeFirst();
    if (!partnership) return fail({ code: 'partnership-unknown', field: 'partnershipId' });
    const where = await placed(trx, scope, input.placeId);
    if (!where.ok) return where;
    const made = await trx
      .insertInto('hosting')
      .values({
        id,
        partnership_id: partnership.id,
        ...columns(input),
        ended_on: null,
        created_by: scope.accountId,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) await writeHours(trx, ctx, scope, id, input.hours);
    return ok({ id, created: made !== undefined });
  });
}

/** Changes a hosted business that the writer saw in `version`; its hours have versions of their own. */
export async function updateHosting(
  ctx: Ctx,
  scope: Scope<'hosting.write'>,
  id: string,
  version: number,
  input: HostingFacts,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockHosting(trx, scope, id);
    if (!before.ok) return before;
    if (before.value.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    const where = await placed(trx, scope, input.placeId);
    if (!where.ok) return where;
    await trx
      .updateTable('hosting')
      .set({ ...columns(input), version: version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

/**
 * Notes new hours from a day on; those before stay for the days that they were true. The same
 * first day as the last version corrects it.
 */
export async function recordHours(
  ctx: Ctx,
  scope: Scope<'hosting.write'>,
  id: string,
  input: HoursInput,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockHosting(trx, scope, id);
    if (!before.ok) return before;
    if (before.value.ended_on !== null) return fail({ code: 'hosting-ended', field: 'form' });
    const last = await lastVersion(trx, id);
    if (last && input.validFrom < last)
      return fail({ code: 'valid-from-not-later', field: 'validFrom' });
    await writeHours(trx, ctx, scope, id, input);
    await touch(trx, ctx, id, before.value.version);
    return ok({ id });
  });
}

/** Ends a hosted business on a day and says why; what it was stays to be read. */
export async function endHosting(
  ctx: Ctx,
  scope: Scope<'hosting.write'>,
  id: string,
  input: EndInput,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await lockHosting(trx, scope, id);
    if (!before.ok) return before;
    if (before.value.ended_on !== null) return fail({ code: 'hosting-ended', field: 'form' });
    const first = await trx
      .selectFrom('hosting_hours')
      .select((eb) => eb.fn.min('valid_from').as('day'))
      .where('hosting_id', '=', id)
      .executeTakeFirst();
    if (first?.day && input.endedOn < first.day)
      return fail({ code: 'ends-before-start', field: 'endedOn' });
    await trx
      .updateTable('hosting')
      .set({ ended_on: input.endedOn, end_reason: input.reason })
      .where('id', '=', id)
      .execute();
    await touch(trx, ctx, id, before.value.version);
    return ok({ id });
  });
}

async function touch(trx: Trx, ctx: Ctx, id: string, version: number): Promise<void> {
  await trx
    .updateTable('hosting')
    .set({ version: version + 1, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
}

async function lastVersion(trx: Trx, id: string): Promise<string | null> {
  const row = await trx
    .selectFrom('hosting_hours')
    .select('valid_from')
    .where('hosting_id', '=', id)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.valid_from ?? null;
}

async function writeHours(
  trx: Trx,
  ctx: Ctx,
  scope: Scope<'hosting.write'>,
  id: string,
  { validFrom, before, after }: HoursInput,
): Promise<void> {
  const change = changeOf(before, after);
  const values = {
    hours_before: JSON.stringify(tidy(before)),
    hours_after: JSON.stringify(tidy(after)),
    minutes_before: change.before,
    minutes_after: change.after,
    changed_by: scope.accountId,
    changed_at: ctx.now,
  };
  await trx
    .insertInto('hosting_hours')
    .values({ hosting_id: id, valid_from: validFrom, ...values })
    .onConflict((oc) => oc.columns(['hosting_id', 'valid_from']).doUpdateSet(values))
    .execute();
}

/** The place of a hosted business, when the writer may act there. */
async function placed(
  trx: Trx,
  scope: Scope<'hosting.write'>,
  placeId: string,
): Promise<Done<null>> {
  const place = await trx
    .selectFrom('place')
    .select('department_code')
    .where('id', '=', placeId)
    .executeTakeFirst();
  if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
  return mayWriteHosting(scope, { departmentCode: place.department_code, placeId })
    ? ok(null)
    : fail({ code: 'out-of-scope', field: 'placeId' });
}

async function lockHosting(trx: Trx, scope: Scope<'hosting.write'>, id: string) {
  const row = await trx
    .selectFrom('hosting as h')
    .innerJoin('place as l', 'l.id', 'h.place_id')
    .select(['h.version', 'h.ended_on', 'h.place_id', 'l.department_code'])
    .where('h.id', '=', id)
    .forUpdate('h')
    .executeTakeFirst();
  if (!row) return fail({ code: 'not-found', field: 'form' });
  const owned = { departmentCode: row.department_code, placeId: row.place_id };
  return mayWriteHosting(scope, owned) ? ok(row) : fail({ code: 'out-of-scope', field: 'form' });
}

function columns(input: HostingFacts) {
  return {
    place_id: input.placeId,
    name: input.name,
    surface_m2: input.surface,
    services_before: input.servicesBefore,
    services_after: input.servicesAfter,
    agreement_starts_on: input.agreementStartsOn,
    agreement_ends_on: input.agreementEndsOn,
  };
}
