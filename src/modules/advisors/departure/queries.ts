import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { countFilesOf } from '../../follow-up/public.ts';
import '../appointments/tables.ts';
import '../rounds/tables.ts';

/** What somebody who leaves on a day leaves behind. */
export interface Legacy {
  readonly rounds: number;
  readonly presences: number;
  readonly appointments: number;
}

/**
 * How many files somebody is in charge of, as far as the actor may hand them over; their persons
 * are nobody else's business, and so is that there are any.
 */
export async function filesOf(ctx: Ctx, accountId: string | null): Promise<number> {
  const scope = accountId ? authorize(ctx.actor, 'follow-up.hand-over') : null;
  return scope && accountId ? countFilesOf(ctx, scope, accountId) : 0;
}

/** Counts what comes after a last day, to be seen before anything is changed. */
export async function countLegacy(
  db: Db,
  _scope: Scope<'advisors.write'>,
  advisorId: string,
  lastDay: string,
  now: Date,
): Promise<Legacy> {
  const next = daysLater(lastDay, 1);
  const rounds = await db
    .selectFrom('advisor_round')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('advisor_id', '=', advisorId)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', next)]))
    .executeTakeFirstOrThrow();
  const presences = await db
    .selectFrom('advisor_presence as s')
    .leftJoin('advisor_appointment as x', (join) =>
      join.onRef('x.presence_id', '=', 's.id').on('x.state', '=', 'booked'),
    )
    .select((eb) => [
      eb.fn.count<number>('s.id').distinct().as('presences'),
      eb.fn.count<number>('x.id').as('appointments'),
    ])
    .where('s.advisor_id', '=', advisorId)
    .where('s.state', '=', 'planned')
    .where('s.ends_at', '>', now)
    .where('s.held_on', '>=', next)
    .executeTakeFirstOrThrow();
  return {
    rounds: Number(rounds.n),
    presences: Number(presences.presences),
    appointments: Number(presences.appointments),
  };
}
