import type { Trx } from '../../../platform/db/schema.ts';
import { WRITTEN_FOR_EVER } from '../rounds/domain.ts';
import '../rounds/tables.ts';

/**
 * Ends a round on a day, unless it ends earlier. One that has not begun by then never does: its
 * days stay in order, and nothing is written for it any more.
 * @param last the last day, included
 */
export async function endRound(
  trx: Trx,
  round: { readonly id: string; readonly valid_from: string; readonly valid_until: string | null },
  last: string,
): Promise<void> {
  if (round.valid_until !== null && round.valid_until <= last) return;
  await trx
    .updateTable('advisor_round')
    .set(
      round.valid_from <= last
        ? { valid_until: last }
        : { valid_until: round.valid_from, written_until: WRITTEN_FOR_EVER },
    )
    .where('id', '=', round.id)
    .execute();
}
