import { sql } from 'kysely';
import {
  type Ctx,
  coversDepartment,
  coversOrganisation,
  type Scope,
} from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import type { Trx } from '../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { RUNNING } from '../partnerships/public.ts';
import '../places/public.ts';
import type { WorkshopInput } from './contract.ts';
import type { RoomFailure } from './room/commands.ts';
import './tables.ts';

export interface WorkshopFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'partnership-unknown'
    | 'place-unknown'
    | 'date-in-past'
    | 'changed-meanwhile'
    | 'session-over'
    | 'room-unknown'
    | 'room-elsewhere'
    | 'more-than-seats'
    | RoomFailure['code'];
  readonly field: string;
}

type Done<T> = Result<T, WorkshopFailure>;

/** Makes a series under a running partnership. The client may bring the id: twice makes one. */
export async function createWorkshop(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  input: WorkshopInput,
  id: string = newId(),
): Promise<Done<{ id: string; created: boolean }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const allowed = await underPartnership(trx, scope, input.partnershipId);
    if (!allowed.ok) return allowed;
    const made = await trx
      .insertInto('workshop')
      .values({
        id,
        ...columns(input),
        created_by: scope.accountId,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    return ok({ id, created: made !== undefined });
  });
}

/** Changes a series that the writer saw in `version`; its sessions stay where they are. */
export async function updateWorkshop(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  id: string,
  version: number,
  input: WorkshopInput,
): Promise<Done<{ id: string }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('workshop')
      .select(['version', 'partnership_id'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return fail({ code: 'not-found', field: 'form' });
    for (const partnership of new Set([before.partnership_id, input.partnershipId])) {
      const allowed = await underPartnership(trx, scope, partnership);
      if (!allowed.ok) return allowed;
    }
    if (before.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    await trx
      .updateTable('workshop')
      .set({ ...columns(input), version: version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    return ok({ id });
  });
}

async function underPartnership(
  trx: Trx,
  scope: Scope<'workshops.write'>,
  id: string,
): Promise<Done<null>> {
  const found = await trx
    .selectFrom('partnership as a')
    .select(['a.partner_id', 'a.department_code', 'a.stage'])
    .select(
      sql<
        string[]
      >`ARRAY(SELECT place_id::text FROM partnership_place WHERE partnership_id = a.id)`.as(
        'places',
      ),
    )
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!found || ![...RUNNING, 'agreed'].includes(found.stage))
    return fail({ code: 'partnership-unknown', field: 'partnershipId' });
  const allowed =
    coversDepartment(scope, found.department_code) ||
    coversOrganisation(scope, found.partner_id) ||
    found.places.some((place) => scope.places.has(place));
  return allowed ? ok(null) : fail({ code: 'out-of-scope', field: 'partnershipId' });
}

function columns(input: WorkshopInput) {
  return {
    partnership_id: input.partnershipId,
    title: input.title,
    description: input.description,
    themes: [...input.themes],
    level: input.level,
    access: [...input.access],
    open: input.open,
  };
}
