import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../../places/public.ts';
import '../appointments/tables.ts';
import { lockAdvisor } from '../commands.ts';
import { mayRun } from '../policy.ts';
import { displaceLost } from '../presences/commands.ts';
import { endRound } from '../round-end/commands.ts';
import { type RoundFailure, writePresences } from '../rounds/commands.ts';
import { expandRound, slotsOf, WRITTEN_FOR_EVER } from '../rounds/domain.ts';
import { meetsAnother } from '../rounds/queries.ts';
import '../rounds/tables.ts';
import type { RoundChange } from './contract.ts';

/** What a change of a round did. */
export interface RoundChanged {
  readonly id: string;
  readonly presences: number;
  /** Appointments that stay at their hour and place. */
  readonly kept: number;
  /** Appointments that now wait for somebody to act. */
  readonly displaced: number;
}

/** Nothing was changed: this many appointments stay and lose their hour, not what the writer knew. */
export interface Concerned {
  readonly code: 'appointments-concerned';
  readonly field: 'form';
  readonly kept: number;
  readonly displaced: number;
}

/**
 * Gives a round another place, day, rhythm or hours from a day on: the old one ends the day before,
 * another goes on, in the same cadence when day and rhythm stay. An appointment whose start is
 * still a slot at the same place keeps it; no other is moved: they lose their hour, are listed to
 * act on, and whoever can be reached is told. A presence of today that has begun stays: the change
 * begins with the next. Presences that somebody else took over stay as they
 * were agreed. Refused when the advisor would be at two places at once, and when other appointments
 * lose their hour than the writer was told of.
 */
export async function changeRound(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  roundId: string,
  input: RoundChange,
): Promise<Result<RoundChanged, RoundFailure | Concerned>> {
  return allOrNothing<RoundChanged, RoundFailure | Concerned>(ctx.db, async (trx) => {
    const round = await trx
      .selectFrom('advisor_round')
      .selectAll()
      .where('id', '=', roundId)
      .forUpdate()
      .executeTakeFirst();
    const advisor = round ? await lockAdvisor(trx, round.advisor_id) : null;
    if (!round || !advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (input.firstDay < today(ctx.now)) return fail({ code: 'date-in-past', field: 'firstDay' });
    const before = await trx
      .selectFrom('advisor_round')
      .select('id')
      .where('id', '=', input.id)
      .executeTakeFirst();
    if (before) return ok({ id: input.id, presences: 0, kept: 0, displaced: 0 });
    const firstDay = await firstFree(trx, ctx.now, roundId, input.firstDay);
    // A round that is over, or never began, does not go on.
    if (
      (round.valid_until !== null && firstDay > round.valid_until) ||
      round.written_until === WRITTEN_FOR_EVER
    )
      return fail({ code: 'ends-before-start', field: 'firstDay' });
    const placeId = input.placeId ?? round.place_id;
    if (!(await isOpen(trx, placeId))) return fail({ code: 'place-unknown', field: 'placeId' });
    const weekday = input.weekday ?? round.weekday;
    const everyWeeks = input.everyWeeks ?? round.every_weeks;
    const sameCadence = weekday === round.weekday && everyWeeks === round.every_weeks;
    const rule = {
      weekday,
      everyWeeks,
      from: input.from,
      to: input.to,
      validFrom: sameCadence ? round.valid_from : firstDay,
      validUntil: input.validUntil,
    };
    const [first] = expandRound(rule, firstDay, daysLater(firstDay, 15));
    if (!first) return fail({ code: 'ends-before-start', field: 'validUntil' });
    const made = await trx
      .insertInto('advisor_round')
      .values({
        id: input.id,
        advisor_id: round.advisor_id,
        place_id: placeId,
        weekday,
        every_weeks: everyWeeks,
        from_time: input.from,
        to_time: input.to,
        valid_from: first.on,
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
    if (!made) return ok({ id: input.id, presences: 0, kept: 0, displaced: 0 });
    await endRound(trx, round, daysLater(firstDay, -1));
    const old = await trx
      .selectFrom('advisor_presence')
      .select(['id', 'held_on', 'replaces_id'])
      .where('round_id', '=', roundId)
      .where('state', '=', 'planned')
      .where('held_on', '>=', firstDay)
      .where('starts_at', '>', ctx.now)
      .forUpdate()
      .execute();
    const gone = old.filter((one) => one.replaces_id === null).map(({ id }) => id);
    const taken = old.filter((one) => one.replaces_id !== null).map((one) => one.held_on);
    if (gone.length > 0)
      await trx
        .updateTable('advisor_presence')
        .set((eb) => ({
          state: 'cancelled',
          change_reason: input.reason,
          version: eb('version', '+', 1),
        }))
        .where('id', 'in', gone)
        .execute();
    const { written, missed } = await writePresences(trx, ctx.now, [input.id]);
    const next = { ...rule, id: input.id, advisorId: round.advisor_id, validFrom: first.on };
    if (missed > 0 || (await meetsAnother(trx, next, firstDay)))
      return fail({ code: 'advisor-elsewhere', field: 'from' });
    if (taken.length > 0)
      await trx
        .updateTable('advisor_presence')
        .set({ state: 'cancelled', change_reason: input.reason })
        .where('round_id', '=', input.id)
        .where('held_on', 'in', taken)
        .execute();
    const kept = await keepFitting(trx, gone, input.id);
    const displaced = await displaceLost(trx, ctx, gone);
    if (input.displaces !== null && input.displaces !== displaced)
      return fail({ code: 'appointments-concerned', field: 'form', kept, displaced });
    return ok({ id: input.id, presences: written - taken.length, kept, displaced });
  });
}

/** The day that a change begins with: a day whose presence has begun stays as it is. */
async function firstFree(trx: Trx, now: Date, roundId: string, wanted: string): Promise<string> {
  const begun = await trx
    .selectFrom('advisor_presence')
    .select('held_on')
    .where('round_id', '=', roundId)
    .where('state', '=', 'planned')
    .where('held_on', '>=', wanted)
    .where('starts_at', '<=', now)
    .executeTakeFirst();
  return begun ? daysLater(begun.held_on, 1) : wanted;
}

async function isOpen(trx: Trx, placeId: string): Promise<boolean> {
  const place = await trx
    .selectFrom('place')
    .select('id')
    .where('id', '=', placeId)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return place !== undefined;
}

/** Puts appointments on the presences that stand in for theirs, where their start is still a slot. */
async function keepFitting(trx: Trx, gone: readonly string[], roundId: string): Promise<number> {
  if (gone.length === 0) return 0;
  const rows = await trx
    .selectFrom('advisor_appointment as x')
    .innerJoin('advisor_presence as o', 'o.id', 'x.presence_id')
    .innerJoin('advisor_presence as n', (join) =>
      join
        .onRef('n.held_on', '=', 'o.held_on')
        .onRef('n.advisor_id', '=', 'x.advisor_id')
        .onRef('n.place_id', '=', 'o.place_id')
        .on('n.round_id', '=', roundId)
        .on('n.state', '=', 'planned'),
    )
    .select(['x.id', 'x.starts_at', 'n.id as presence_id'])
    .select(['n.starts_at as from', 'n.ends_at as to', 'n.slot_minutes'])
    .where('x.presence_id', 'in', [...gone])
    .where('x.state', '=', 'booked')
    .execute();
  const fitting = rows.filter((row) =>
    slotsOf({ startsAt: row.from, endsAt: row.to, slotMinutes: row.slot_minutes }).some(
      (at) => at.getTime() === row.starts_at.getTime(),
    ),
  );
  for (const row of fitting)
    await trx
      .updateTable('advisor_appointment')
      .set({
        presence_id: row.presence_id,
        ends_at: sql`starts_at + make_interval(mins => ${row.slot_minutes ?? 0}::int)`,
      })
      .where('id', '=', row.id)
      .execute();
  return fitting.length;
}
