import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lockAdvisor } from '../commands.ts';
import { mayRun } from '../policy.ts';
import { type Handed, handOver, letFall, presencesWithin } from '../presences/commands.ts';
import { expandRound, WRITTEN_FOR_EVER } from '../rounds/domain.ts';
import '../rounds/tables.ts';
import type { DepartureInput } from './contract.ts';

export interface DepartureFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'replacement-unknown'
    | 'ends-before-start'
    | 'changed-meanwhile';
  readonly field: string;
}

/**
 * Ends somebody's work. Rounds go on under the replacement where there is one, from the first day
 * after; each presence already written is handed over where the replacement is free and falls away
 * otherwise, its appointments being listed to act on.
 */
export async function departAdvisor(
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  input: DepartureInput,
): Promise<Result<{ rounds: number } & Handed, DepartureFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const advisor = await lockAdvisor(trx, id);
    if (!advisor) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, advisor.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (advisor.version !== input.version)
      return fail({ code: 'changed-meanwhile', field: 'form' });
    if (input.lastDay < advisor.active_from)
      return fail({ code: 'ends-before-start', field: 'lastDay' });
    const { replacementId } = input;
    if (replacementId) {
      const other = replacementId === id ? null : await lockAdvisor(trx, replacementId);
      if (!other || (other.active_until !== null && other.active_until <= input.lastDay))
        return fail({ code: 'replacement-unknown', field: 'replacementId' });
    }
    await trx
      .updateTable('advisor')
      .set({ active_until: input.lastDay, version: advisor.version + 1, updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    const late = await presencesWithin(trx, id, ctx.now, daysLater(input.lastDay, 1), null);
    const handed = replacementId ? await handOver(trx, late, replacementId, null) : [];
    const rest = late.filter((one) => !handed.includes(one));
    const gone = await letFall(trx, ctx, rest, { reason: input.reason, absenceId: null });
    const rounds = await passRounds(trx, ctx, scope, id, input);
    return ok({ rounds, handed: handed.length, ...gone });
  });
}

/** Ends the rounds and begins those of the replacement. @returns rounds that go on */
async function passRounds(
  trx: Trx,
  ctx: Ctx,
  scope: Scope<'advisors.write'>,
  id: string,
  input: DepartureInput,
): Promise<number> {
  const next = daysLater(input.lastDay, 1);
  const rounds = await trx
    .selectFrom('advisor_round')
    .selectAll()
    .where('advisor_id', '=', id)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', next)]))
    .execute();
  let passed = 0;
  for (const round of rounds) {
    const recurrence = {
      weekday: round.weekday,
      everyWeeks: round.every_weeks,
      from: round.from_time,
      to: round.to_time,
      validFrom: round.valid_from,
      validUntil: round.valid_until,
    };
    // The replacement keeps the cadence: the first day is one of the round's own.
    const [first] = expandRound(recurrence, next, daysLater(next, 15));
    const goesOn = input.replacementId !== null && first !== undefined;
    await trx
      .updateTable('advisor_round')
      .set({
        valid_until: [round.valid_from, input.lastDay].sort().at(-1) ?? input.lastDay,
        // A round that never began is over before its first day.
        ...(round.valid_from > input.lastDay ? { written_until: WRITTEN_FOR_EVER } : {}),
      })
      .where('id', '=', round.id)
      .execute();
    if (!goesOn) continue;
    const other = newId();
    await trx
      .insertInto('advisor_round')
      .values({
        id: other,
        advisor_id: input.replacementId ?? '',
        place_id: round.place_id,
        weekday: round.weekday,
        every_weeks: round.every_weeks,
        from_time: round.from_time,
        to_time: round.to_time,
        valid_from: first.on,
        valid_until: round.valid_until,
        by_appointment: round.by_appointment,
        slot_minutes: round.slot_minutes,
        // What was written already was handed over, or fell away.
        written_until: round.written_until,
        created_by: scope.accountId,
        created_at: ctx.now,
      })
      .execute();
    passed += 1;
  }
  return passed;
}
