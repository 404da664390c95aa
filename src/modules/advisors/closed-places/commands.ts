import type { Db } from '../../../platform/db/schema.ts';
import { inTransaction } from '../../../platform/db/transaction.ts';
import '../../places/public.ts';
import { letFall } from '../presences/commands.ts';
import '../rounds/tables.ts';

/** Read by people who had an appointment there. */
const REASON = 'Le lieu est fermé.';

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
    return letFall(trx, { now }, ids, { reason: REASON, absenceId: null });
  });
}
