import type { Db } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import '../../places/public.ts';
import { letFall, planAgain } from '../presences/commands.ts';
import '../rounds/tables.ts';

/**
 * Lets presences to come fall away where the place was closed meanwhile, by hand or by an import;
 * whoever has an appointment and can be reached is told. Running it again changes nothing.
 * @returns presences that fell away, appointments that wait for somebody to act
 */
export async function leaveClosedPlaces(
  db: Db,
  now: Date,
): Promise<{ cancelled: number; displaced: number }> {
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('advisor_presence as s')
      .innerJoin('place as l', 'l.id', 's.place_id')
      .select('s.id')
      .where('l.status', '=', 'closed')
      .where('s.state', '=', 'planned')
      .where('s.starts_at', '>', now)
      .forUpdate('s')
      .execute();
    const ids = rows.map(({ id }) => id);
    return letFall(trx, { now }, ids, { reason: '', absenceId: null, code: 'place-closed' });
  });
}

/**
 * Gives presences back that fell away because their place was closed and that lie ahead, once it
 * is open again. Days beyond those that were written come with the nightly work.
 * @returns presences that are planned again
 */
export async function returnToOpenPlaces(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('advisor_presence as s')
      .innerJoin('place as l', 'l.id', 's.place_id')
      .select('s.id')
      .where('l.status', '=', 'open')
      .where('s.change_code', '=', 'place-closed')
      .where('s.state', '=', 'cancelled')
      .where('s.starts_at', '>', now)
      .orderBy('s.starts_at')
      .forUpdate('s')
      .execute();
    return planAgain(
      trx,
      { now },
      rows.map(({ id }) => id),
    );
  });
}
