import type { Db } from '../../../../platform/db/schema.ts';
import { today } from '../../../../platform/i18n/messages.ts';
import { emit } from '../../../../platform/jobs/outbox.ts';
import { workingDaysAfter } from '../../../alliance/public.ts';
import { JOIN_DUE, JOIN_LATE } from '../../events.ts';
import { REMIND_DAYS } from '../domain.ts';
import '../../tables.ts';

/**
 * Reminds delegates of requests to join whose deadline is near, and tells the national team of
 * those whose deadline has passed; each once.
 * @returns how many of each
 */
export async function watchJoins(db: Db, now: Date): Promise<{ due: number; late: number }> {
  const day = today(now);
  return db.transaction().execute(async (trx) => {
    const late = await trx
      .updateTable('join_request')
      .set({ escalated_at: now })
      .where('status', '=', 'new')
      .where('escalated_at', 'is', null)
      .where('due_on', '<', day)
      .returning('id')
      .execute();
    const due = await trx
      .updateTable('join_request')
      .set({ reminded_at: now })
      .where('status', '=', 'new')
      .where('reminded_at', 'is', null)
      .where('due_on', '>=', day)
      .where('due_on', '<=', workingDaysAfter(day, REMIND_DAYS))
      .returning('id')
      .execute();
    for (const { id } of late) await emit(trx, { type: JOIN_LATE, payload: { joinRequestId: id } });
    for (const { id } of due) await emit(trx, { type: JOIN_DUE, payload: { joinRequestId: id } });
    return { due: due.length, late: late.length };
  });
}
