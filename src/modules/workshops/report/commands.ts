import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type ActivityFailure, advisorOfAccount, recordActivity } from '../../activity/public.ts';
import type { Theme } from '../../alliance/public.ts';
import { mayRun } from '../policy.ts';
import { lockSession } from '../sessions/commands.ts';
import type { ReportInput } from './contract.ts';
import './tables.ts';

export interface ReportFailure {
  readonly code:
    | ActivityFailure['code']
    | 'session-not-begun'
    | 'session-over'
    | 'session-cancelled';
  readonly field: string;
}

/**
 * Closes a session with what came of it, and records the activity under the session's own id: a
 * session counts once, however often the form is sent. People who held a seat and were not marked
 * are left as they are: nobody said.
 */
export async function closeSession(
  ctx: Ctx,
  scope: Scope<'workshops.write'>,
  record: Scope<'activity.record'>,
  id: string,
  input: ReportInput,
): Promise<Result<{ id: string }, ReportFailure>> {
  return allOrNothing(ctx.db, async (trx): Promise<Result<{ id: string }, ReportFailure>> => {
    const session = await lockSession(trx, id);
    if (!session) return fail({ code: 'not-found', field: 'form' });
    if (!mayRun(scope, session.owned)) return fail({ code: 'out-of-scope', field: 'form' });
    if (session.state === 'cancelled') return fail({ code: 'session-cancelled', field: 'form' });
    if (session.state === 'held') return fail({ code: 'session-over', field: 'form' });
    if (session.starts_at > ctx.now) return fail({ code: 'session-not-begun', field: 'form' });
    await trx
      .insertInto('workshop_report')
      .values({
        session_id: id,
        participations: input.participations,
        first_timers: input.firstTimers,
        genders: JSON.stringify(input.genders),
        ages: JSON.stringify(input.ages),
        statuses: JSON.stringify(input.statuses),
        outcomes: JSON.stringify(input.outcomes),
        skills_before: JSON.stringify(input.skillsBefore),
        skills_after: JSON.stringify(input.skillsAfter),
        comment: input.comment,
        reported_by: scope.accountId,
        reported_at: ctx.now,
      })
      .execute();
    await trx
      .updateTable('workshop_session')
      .set({ state: 'held', version: session.version + 1 })
      .where('id', '=', id)
      .execute();
    const recorded = await recordActivity({ ...ctx, db: trx }, record, {
      id,
      happenedOn: parisClock(session.starts_at).day,
      partnershipId: session.partnership_id,
      placeId: session.place_id,
      communeCode: null,
      commitment: 'digital-inclusion',
      kind: 'workshop',
      participations: input.participations,
      // Within one session nobody comes twice.
      personsDeclared: input.participations,
      minutes: Math.round((session.ends_at.getTime() - session.starts_at.getTime()) / 60_000),
      comment: input.comment,
      firstTimers: input.firstTimers,
      themes: session.themes as Theme[],
      advisorId: await advisorOfAccount(trx, session.led_by),
    });
    if (!recorded.ok) return fail({ code: recorded.failure.code, field: 'form' });
    return ok({ id });
  });
}
