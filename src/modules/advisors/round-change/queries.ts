import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../appointments/tables.ts';
import '../rounds/tables.ts';

/** What of a round lies ahead, to be seen before anything is changed. */
export interface RoundAhead {
  readonly presences: number;
  readonly appointments: number;
}

/** Counts the planned presences of a round that have not begun, and the appointments given there. */
export async function countAhead(
  db: Db,
  _scope: Scope<'advisors.write'>,
  roundId: string,
  now: Date,
): Promise<RoundAhead> {
  const row = await db
    .selectFrom('advisor_presence as s')
    .leftJoin('advisor_appointment as x', (join) =>
      join.onRef('x.presence_id', '=', 's.id').on('x.state', '=', 'booked'),
    )
    .select((eb) => [
      eb.fn.count<number>('s.id').distinct().as('presences'),
      eb.fn.count<number>('x.id').as('appointments'),
    ])
    .where('s.round_id', '=', roundId)
    .where('s.state', '=', 'planned')
    .where('s.starts_at', '>', now)
    .executeTakeFirstOrThrow();
  return { presences: Number(row.presences), appointments: Number(row.appointments) };
}
