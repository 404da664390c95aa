import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lockAdvisor } from '../commands.ts';
import { mayRun } from '../policy.ts';
import { type Handed, handOrLetFall, presencesWithin } from '../presences/commands.ts';
import type { AbsenceInput } from './contract.ts';
import './tables.ts';

export interface AbsenceFailure {
  readonly code: 'not-found' | 'out-of-scope' | 'replacement-unknown' | 'date-in-past';
  readonly field: string;
}

type Done<T> = Result<T, AbsenceFailure>;

/**
 * Notes that somebody is away. Presences of those days go to the replacement where it can take
 * them; the others fall away and their appointments are listed to act on. The client may bring the
 * id: twice notes one.
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
        .select('id')
        .where('id', '=', replacementId)
        .executeTakeFirst();
      if (!other || replacementId === advisorId)
        return fail({ code: 'replacement-unknown', field: 'replacementId' });
    }
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
 * advisor is still free, and appointments that still wait get their slot back. What was handed to
 * a replacement stays there.
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
    const { rows } = await sql<{ id: string }>`
      UPDATE advisor_presence x SET state = 'planned', absence_id = NULL, version = x.version + 1
      FROM advisor v, advisor_round r
      WHERE x.absence_id = ${id}::uuid AND x.state = 'cancelled' AND x.starts_at > ${ctx.now}
        AND v.id = x.advisor_id AND r.id = x.round_id
        AND x.held_on <= least(coalesce(v.active_until, 'infinity'), coalesce(r.valid_until, 'infinity'))
        AND NOT EXISTS (SELECT 1 FROM advisor_presence o WHERE o.advisor_id = x.advisor_id
          AND o.state = 'planned' AND o.starts_at < x.ends_at AND o.ends_at > x.starts_at)
      RETURNING x.id`.execute(trx);
    const ids = rows.map((row) => row.id);
    if (ids.length > 0)
      await sql`UPDATE advisor_appointment a SET state = 'booked', changed_at = ${ctx.now}
        WHERE a.presence_id = ANY(${ids}::uuid[]) AND a.state = 'displaced'
          AND NOT EXISTS (SELECT 1 FROM advisor_appointment o WHERE o.advisor_id = a.advisor_id
            AND o.starts_at = a.starts_at AND o.state IN ('booked', 'came', 'absent'))`.execute(
        trx,
      );
    return ok({ restored: ids.length });
  });
}
