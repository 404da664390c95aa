import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { allOrNothing, inTransaction } from '../../../platform/db/transaction.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { jsonRows } from '../../../platform/imports/upsert.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../../places/public.ts';
import '../absences/tables.ts';
import { type LockedAdvisor, lockAdvisor } from '../commands.ts';
import { mayRun, mayStandIn } from '../policy.ts';
import { handOver, letFall } from '../presences/commands.ts';
import { endRound } from '../round-end/commands.ts';
import type { RoundInput, RoundStop } from './contract.ts';
import { expandRound, type Recurrence, WEEKS_AHEAD } from './domain.ts';
import { meetsAnother } from './queries.ts';
import './tables.ts';

export interface RoundFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'place-unknown'
    | 'advisor-elsewhere'
    | 'advisor-gone'
    | 'replacement-unknown'
    | 'replacement-busy'
    | 'presence-over'
    | 'date-in-past'
    | 'ends-before-start'
    | 'changed-meanwhile';
  readonly field: string;
}

type Done<T> = Result<T, RoundFailure>;

/**
 * Plans a round and writes its presences of the next weeks. Refused when the advisor would be at
 * two places at once. The client may bring the id: twice makes one.
 */
export async function planRound(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  advisorId: string,
  input: RoundInput,
  id: string = newId(),
): Promise<Done<{ id: string; presences: number }>> {
  return allOrNothing<{ id: string; presences: number }, RoundFailure>(ctx.db, async (trx) => {
    const advisor = await lockAdvisor(trx, advisorId);
    if (!advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (advisor.active_until !== null && advisor.active_until < input.validFrom)
      return fail({ code: 'advisor-gone', field: 'validFrom' });
    const place = await trx
      .selectFrom('place')
      .select('id')
      .where('id', '=', input.placeId)
      .where('status', '=', 'open')
      .executeTakeFirst();
    if (!place) return fail({ code: 'place-unknown', field: 'placeId' });
    const made = await trx
      .insertInto('advisor_round')
      .values({
        id,
        advisor_id: advisorId,
        place_id: input.placeId,
        weekday: input.weekday,
        every_weeks: input.everyWeeks,
        from_time: input.from,
        to_time: input.to,
        valid_from: input.validFrom,
        valid_until: input.validUntil,
        by_appointment: input.byAppointment,
        slot_minutes: input.byAppointment ? input.slotMinutes : null,
        written_until: null,
        created_by: scope.accountId,
        created_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return ok({ id, presences: 0 });
    const written = await writePresences(trx, ctx.now, [id]);
    const elsewhere = await meetsAnother(trx, { ...input, id, advisorId }, today(ctx.now));
    if (elsewhere || written.missed > 0) return fail({ code: 'advisor-elsewhere', field: 'from' });
    return ok({ id, presences: written.written });
  });
}

/** Ends a round on a day; presences after it fall away, with a reason that people read. */
export async function stopRound(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  input: RoundStop,
): Promise<Done<{ cancelled: number; displaced: number }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const round = await trx
      .selectFrom('advisor_round')
      .select(['id', 'advisor_id', 'valid_from', 'valid_until'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    const advisor = round ? await lockAdvisor(trx, round.advisor_id) : null;
    if (!round || !advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    await endRound(trx, round, input.lastDay);
    const late = await trx
      .selectFrom('advisor_presence')
      .select('id')
      .where('round_id', '=', id)
      .where('state', '=', 'planned')
      .where('held_on', '>', input.lastDay)
      .where('starts_at', '>', ctx.now)
      .forUpdate()
      .execute();
    const ids = late.map((one) => one.id);
    return ok(await letFall(trx, ctx, ids, { reason: input.reason, absenceId: null }));
  });
}

/** Cancels one presence with a reason that people read. */
export async function cancelPresence(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  input: { readonly reason: string; readonly version: number },
): Promise<Done<{ displaced: number }>> {
  return onPresence(ctx, scope, id, input.version, async (trx) => {
    const { displaced } = await letFall(trx, ctx, [id], { reason: input.reason, absenceId: null });
    return ok({ displaced });
  });
}

/** Gives one presence to another advisor, appointments included. */
export async function replacePresence(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  input: { readonly replacementId: string; readonly version: number },
): Promise<Done<{ displaced: number }>> {
  return onPresence(ctx, scope, id, input.version, async (trx, advisor) => {
    const other = await lockAdvisor(trx, input.replacementId);
    if (!other || !mayStandIn(other, advisor, today(ctx.now)))
      return fail({ code: 'replacement-unknown', field: 'replacementId' });
    const done = await handOver(trx, [id], input.replacementId, null);
    return done.length === 1
      ? ok({ displaced: 0 })
      : fail({ code: 'replacement-busy', field: 'replacementId' });
  });
}

async function onPresence(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  version: number,
  work: (trx: Trx, advisor: LockedAdvisor) => Promise<Done<{ displaced: number }>>,
): Promise<Done<{ displaced: number }>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('advisor_presence')
      .select(['advisor_id', 'version', 'state', 'ends_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    const advisor = found ? await lockAdvisor(trx, found.advisor_id) : null;
    if (!found || !advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (found.version !== version) return fail({ code: 'changed-meanwhile', field: 'form' });
    if (found.state !== 'planned' || found.ends_at <= ctx.now)
      return fail({ code: 'presence-over', field: 'form' });
    return work(trx, advisor);
  });
}

/**
 * Writes the presences of rounds up to the horizon. A day on which the advisor is away is written
 * as such; one that would put somebody at two places is left out and counted.
 * @param ids rounds; null = every round that is still behind the horizon
 */
export async function writePresences(
  trx: Trx,
  now: Date,
  ids: readonly string[] | null,
): Promise<{ written: number; missed: number }> {
  const from = today(now);
  const to = daysLater(from, 7 * WEEKS_AHEAD);
  const rounds = await trx
    .selectFrom('advisor_round as r')
    .innerJoin('advisor as v', 'v.id', 'r.advisor_id')
    .innerJoin('place as l', 'l.id', 'r.place_id')
    .selectAll('r')
    .select(['v.active_from', 'v.active_until'])
    .where('l.status', '=', 'open')
    .$if(ids !== null, (q) => q.where('r.id', 'in', [...(ids ?? [])]))
    .where((eb) => eb.or([eb('r.written_until', 'is', null), eb('r.written_until', '<', to)]))
    .where((eb) => eb.or([eb('r.valid_until', 'is', null), eb('r.valid_until', '>=', from)]))
    .execute();
  const rows = rounds.flatMap((round) => {
    const lasts = [round.valid_until, round.active_until].filter((day) => day !== null).sort();
    const recurrence: Recurrence = {
      weekday: round.weekday,
      everyWeeks: round.every_weeks,
      from: round.from_time,
      to: round.to_time,
      validFrom: round.valid_from,
      validUntil: lasts[0] ?? null,
    };
    const start = [
      from,
      round.written_until ? daysLater(round.written_until, 1) : from,
      round.active_from,
    ]
      .sort()
      .at(-1);
    return expandRound(recurrence, start ?? from, to)
      .filter(({ endsAt }) => endsAt > now)
      .map(({ on, startsAt, endsAt }) => ({
        id: newId(),
        round_id: round.id,
        advisor_id: round.advisor_id,
        place_id: round.place_id,
        held_on: on,
        starts_at: startsAt.toISOString(),
        ends_at: endsAt.toISOString(),
        slot_minutes: round.slot_minutes,
      }));
  });
  let written = 0;
  for (let at = 0; at < rows.length; at += 2_000)
    written += await insertPresences(trx, rows.slice(at, at + 2_000));
  if (rounds.length > 0)
    await trx
      .updateTable('advisor_round')
      .set({ written_until: to })
      .where(
        'id',
        'in',
        rounds.map(({ id }) => id),
      )
      .execute();
  return { written, missed: rows.length - written };
}

async function insertPresences(trx: Trx, rows: readonly object[]): Promise<number> {
  const done = await sql`
    INSERT INTO advisor_presence (id, round_id, advisor_id, place_id, held_on, starts_at, ends_at,
      slot_minutes, state, absence_id)
    SELECT r.id, r.round_id, r.advisor_id, r.place_id, r.held_on, r.starts_at, r.ends_at,
      r.slot_minutes, CASE WHEN b.id IS NULL THEN 'planned' ELSE 'cancelled' END, b.id
    FROM jsonb_to_recordset(${jsonRows(rows)}) AS r(id uuid, round_id uuid, advisor_id uuid,
      place_id uuid, held_on date, starts_at timestamptz, ends_at timestamptz, slot_minutes smallint)
    LEFT JOIN LATERAL (SELECT id FROM advisor_absence b WHERE b.advisor_id = r.advisor_id
      AND b.withdrawn_at IS NULL AND r.held_on BETWEEN b.first_day AND b.last_day LIMIT 1) b ON true
    ON CONFLICT DO NOTHING`.execute(trx);
  return Number(done.numAffectedRows ?? 0);
}

/** Writes what the passing of time has brought within the horizon. @returns presences written */
export async function extendRounds(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => (await writePresences(trx, now, null)).written);
}
