import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lockAdvisor } from '../commands.ts';
import { mayRun, mayStandIn } from '../policy.ts';
import { type Handed, handOrLetFall, planAgain, presencesWithin } from '../presences/commands.ts';
import '../../places/public.ts';
import '../rounds/tables.ts';
import type { AbsenceInput } from './contract.ts';
import './tables.ts';

export interface AbsenceFailure {
  readonly code: 'not-found' | 'out-of-scope' | 'replacement-unknown' | 'absence-noted';
  readonly field: string;
}

type Done<T> = Result<T, AbsenceFailure>;

/**
 * Notes that somebody is away. Presences of those days go to the replacement where it can take
 * them; the others fall away and their appointments are listed to act on. The client may bring the
 * id: twice notes one; the same days under another id are refused.
 */
export async function addAbsence(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  advisorId: string,
  input: AbsenceInput,
  id: string = newId(),
): Promise<Done<{ id: string } & Handed>> {
  return ctx.db.transaction().execute(async (trx) => {
    const advisor = await lockAdvisor(trx, advisorId);
    if (!advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    const { replacementId } = input;
    if (replacementId) {
      const other = await trx
        .selectFrom('advisor')
        .select(['id', 'department_code', 'active_from', 'active_until'])
        .where('id', '=', replacementId)
        .executeTakeFirst();
      if (!other || !mayStandIn(other, advisor, today(ctx.now)))
        return fail({ code: 'replacement-unknown', field: 'replacementId' });
    }
    const noted = await trx
      .selectFrom('advisor_absence')
      .select('id')
      .where('advisor_id', '=', advisorId)
      .where('first_day', '=', input.firstDay)
      .where('last_day', '=', input.lastDay)
      .where('withdrawn_at', 'is', null)
      .where('id', '<>', id)
      .executeTakeFirst();
    if (noted) return fail({ code: 'absence-noted', field: 'firstDay' });
    const made = await trx
      .insertInto('advisor_absence')
      .values({
        id,
        advisor_id: advisorId,
        first_day: input.firstDay,
        last_day: input.lastDay,
        reason: input.reason,
        replacement_id: replacementId,
        withdrawn_at: null,
        created_by: scope.accountId,
        created_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return ok({ id, handed: 0, cancelled: 0, displaced: 0 });
    const ids = await presencesWithin(trx, advisorId, ctx.now, input.firstDay, input.lastDay);
    const done = await handOrLetFall(trx, ctx, ids, replacementId, { reason: '', absenceId: id });
    return ok({ id, ...done });
  });
}

/**
 * Takes an absence back: presences to come that fell away with it are planned again where the
 * advisor is still free, and appointments that still wait get their slot back; people are told. What
 * was handed to a replacement stays there.
 * @returns presences that are planned again
 */
export async function withdrawAbsence(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
): Promise<Done<{ restored: number }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const absence = await trx
      .selectFrom('advisor_absence')
      .select(['advisor_id', 'withdrawn_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    const advisor = absence ? await lockAdvisor(trx, absence.advisor_id) : null;
    if (!absence || !advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (absence.withdrawn_at) return ok({ restored: 0 });
    await trx
      .updateTable('advisor_absence')
      .set({ withdrawn_at: ctx.now })
      .where('id', '=', id)
      .execute();
    // Where the place was closed meanwhile, it is that which they wait for now.
    await sql`UPDATE advisor_presence x SET absence_id = NULL, change_code = 'place-closed'
      FROM place l WHERE l.id = x.place_id AND l.status = 'closed' AND x.absence_id = ${id}::uuid
        AND x.state = 'cancelled' AND x.starts_at > ${ctx.now}`.execute(trx);
    const gone = await trx
      .selectFrom('advisor_presence')
      .select('id')
      .where('absence_id', '=', id)
      .where('state', '=', 'cancelled')
      .where('starts_at', '>', ctx.now)
      .orderBy('starts_at')
      .execute();
    const restored = await planAgain(
      trx,
      ctx,
      gone.map((row) => row.id),
    );
    return ok({ restored });
  });
}
