import { sql } from 'kysely';
import type { Ctx } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import '../absences/tables.ts';
import '../appointments/tables.ts';
import { APPOINTMENT_CHANGED } from '../events.ts';
import type { ChangeCode } from '../rounds/domain.ts';
import '../rounds/tables.ts';
import '../tables.ts';

/** Why presences fall away: in words that people read, or as a code that the software says itself. */
export interface Why {
  readonly reason: string;
  readonly absenceId: string | null;
  readonly code?: ChangeCode | undefined;
}

/** What became of presences that somebody could not keep. */
export interface Handed {
  readonly handed: number;
  readonly cancelled: number;
  /** Appointments that now wait for somebody to act. */
  readonly displaced: number;
}

/**
 * Hands presences to a replacement where that person works, is not away and is nowhere else at the
 * time; their appointments follow, and whoever can be reached is told.
 * @returns ids of the presences that were handed over
 */
export async function handOver(
  trx: Trx,
  ids: readonly string[],
  replacementId: string,
  absenceId: string | null,
): Promise<string[]> {
  if (ids.length === 0) return [];
  // One writer a person at a time: two hand-overs to one person do not both find the hour free.
  await trx
    .selectFrom('advisor')
    .select('id')
    .where('id', '=', replacementId)
    .forUpdate()
    .execute();
  const { rows } = await sql<{ id: string }>`
    UPDATE advisor_presence x SET
      replaces_id = coalesce(x.replaces_id, x.advisor_id), advisor_id = ${replacementId}::uuid,
      absence_id = ${absenceId}::uuid, version = x.version + 1
    FROM advisor v
    WHERE x.id = ANY(${[...ids]}::uuid[]) AND x.state = 'planned' AND v.id = ${replacementId}::uuid
      AND x.advisor_id <> v.id
      AND x.held_on BETWEEN v.active_from AND coalesce(v.active_until, 'infinity')
      AND NOT EXISTS (SELECT 1 FROM advisor_presence o WHERE o.advisor_id = v.id
        AND o.state = 'planned' AND o.starts_at < x.ends_at AND o.ends_at > x.starts_at)
      AND NOT EXISTS (SELECT 1 FROM advisor_absence b WHERE b.advisor_id = v.id
        AND b.withdrawn_at IS NULL AND x.held_on BETWEEN b.first_day AND b.last_day)
    RETURNING x.id`.execute(trx);
  const done = rows.map(({ id }) => id);
  if (done.length === 0) return done;
  const moved = await trx
    .updateTable('advisor_appointment')
    .set({ advisor_id: replacementId })
    .where('presence_id', 'in', done)
    .where('state', 'in', ['booked', 'came', 'absent'])
    .returning(['id', 'state', 'sealed_contact'])
    .execute();
  for (const { id, state, sealed_contact } of moved)
    if (state === 'booked' && sealed_contact)
      await emit(trx, { type: APPOINTMENT_CHANGED, payload: { appointmentId: id } });
  return done;
}

/**
 * Lets presences fall away. Appointments to come lose their slot and wait for somebody to act;
 * whoever can be reached is told at once.
 * @returns presences that fell away, appointments that wait
 */
export async function letFall(
  trx: Trx,
  ctx: Pick<Ctx, 'now'>,
  ids: readonly string[],
  why: Why,
): Promise<{ cancelled: number; displaced: number }> {
  if (ids.length === 0) return { cancelled: 0, displaced: 0 };
  const gone = await trx
    .updateTable('advisor_presence')
    .set((eb) => ({
      state: 'cancelled',
      change_reason: why.reason,
      change_code: why.code ?? null,
      absence_id: why.absenceId,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', [...ids])
    .where('state', '=', 'planned')
    .returning('id')
    .execute();
  const displaced = await displaceLost(
    trx,
    ctx,
    gone.map(({ id }) => id),
  );
  return { cancelled: gone.length, displaced };
}

/**
 * Takes the slots from the appointments to come of presences that fell away, and tells whoever can
 * be reached. @returns how many wait for somebody to act
 */
export async function displaceLost(
  trx: Trx,
  ctx: Pick<Ctx, 'now'>,
  presences: readonly string[],
): Promise<number> {
  if (presences.length === 0) return 0;
  const lost = await trx
    .updateTable('advisor_appointment')
    .set({ state: 'displaced', changed_at: ctx.now })
    .where('presence_id', 'in', [...presences])
    .where('state', '=', 'booked')
    .where('starts_at', '>', ctx.now)
    .returning(['id', 'sealed_contact'])
    .execute();
  for (const { id, sealed_contact } of lost)
    if (sealed_contact)
      await emit(trx, { type: APPOINTMENT_CHANGED, payload: { appointmentId: id } });
  return lost.length;
}

/**
 * Plans presences again that fell away: those to come whose place is open, whose round still runs
 * and whose advisor works, is not away and is nowhere else then. Their appointments that still wait
 * get the slot back unless somebody else has it, and whoever can be reached is told.
 * @returns presences that are planned again
 */
export async function planAgain(
  trx: Trx,
  ctx: Pick<Ctx, 'now'>,
  ids: readonly string[],
): Promise<number> {
  let restored = 0;
  // One after the other: the second of two that overlap finds the hour taken.
  for (const id of ids) {
    const { rows } = await sql`
      UPDATE advisor_presence x SET state = 'planned', absence_id = NULL, change_code = NULL,
        change_reason = '', version = x.version + 1
      FROM advisor v, advisor_round r, place l
      WHERE x.id = ${id}::uuid AND x.state = 'cancelled' AND x.starts_at > ${ctx.now}
        AND v.id = x.advisor_id AND r.id = x.round_id AND l.id = x.place_id AND l.status = 'open'
        AND x.held_on <= least(coalesce(v.active_until, 'infinity'), coalesce(r.valid_until, 'infinity'))
        AND NOT EXISTS (SELECT 1 FROM advisor_absence b WHERE b.advisor_id = x.advisor_id
          AND b.withdrawn_at IS NULL AND x.held_on BETWEEN b.first_day AND b.last_day)
        AND NOT EXISTS (SELECT 1 FROM advisor_presence o WHERE o.advisor_id = x.advisor_id
          AND o.state = 'planned' AND o.starts_at < x.ends_at AND o.ends_at > x.starts_at)
      RETURNING x.id`.execute(trx);
    if (rows.length === 0) continue;
    restored += 1;
    const back = await sql<{ id: string; told: boolean }>`
      UPDATE advisor_appointment a SET state = 'booked', changed_at = ${ctx.now}
      WHERE a.presence_id = ${id}::uuid AND a.state = 'displaced' AND a.starts_at > ${ctx.now}
        AND NOT EXISTS (SELECT 1 FROM advisor_appointment o WHERE o.advisor_id = a.advisor_id
          AND o.starts_at = a.starts_at AND o.state IN ('booked', 'came', 'absent'))
      RETURNING a.id, a.sealed_contact IS NOT NULL AS told`.execute(trx);
    for (const appointment of back.rows)
      if (appointment.told)
        await emit(trx, {
          type: APPOINTMENT_CHANGED,
          payload: { appointmentId: appointment.id },
        });
  }
  return restored;
}

/** Hands presences to somebody where that is possible and lets the others fall away. */
export async function handOrLetFall(
  trx: Trx,
  ctx: Pick<Ctx, 'now'>,
  ids: readonly string[],
  replacementId: string | null,
  why: Why,
): Promise<Handed> {
  const handed = replacementId ? await handOver(trx, ids, replacementId, why.absenceId) : [];
  const rest = ids.filter((id) => !handed.includes(id));
  const { cancelled, displaced } = await letFall(trx, ctx, rest, why);
  return { handed: handed.length, cancelled, displaced };
}

/** Ids of planned presences of somebody that begin after an instant and lie within days. */
export async function presencesWithin(
  trx: Trx,
  advisorId: string,
  now: Date,
  from: string,
  to: string | null,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('advisor_presence')
    .select('id')
    .where('advisor_id', '=', advisorId)
    .where('state', '=', 'planned')
    .where('ends_at', '>', now)
    .where('held_on', '>=', from)
    .$if(to !== null, (q) => q.where('held_on', '<=', to ?? ''))
    .orderBy('starts_at')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}
