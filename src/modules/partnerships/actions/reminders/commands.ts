import type { Db } from '../../../../platform/db/schema.ts';
import { today } from '../../../../platform/i18n/messages.ts';
import { emit } from '../../../../platform/jobs/outbox.ts';
import { MILESTONE_PENDING, REMIND_EVERY_DAYS } from '../domain.ts';
import { MILESTONE_OVERDUE } from '../events.ts';
import '../tables.ts';

/**
 * Tells of milestones that should have been reached, at once and then every week until somebody
 * moves them. Runs every morning; a morning that was missed is made up for by the next.
 * @returns notices given
 */
export async function remindOverdue(db: Db, now: Date): Promise<number> {
  const day = today(now);
  const before = today(new Date(now.getTime() - REMIND_EVERY_DAYS * 86_400_000));
  return db.transaction().execute(async (trx) => {
    const late = await trx
      .updateTable('plan_milestone')
      .set({ reminded_on: day })
      .where('state', 'in', [...MILESTONE_PENDING])
      .where('due_on', '<', day)
      .where((eb) => eb.or([eb('reminded_on', 'is', null), eb('reminded_on', '<=', before)]))
      .returning('id')
      .execute();
    for (const { id } of late)
      await emit(trx, { type: MILESTONE_OVERDUE, payload: { milestoneId: id } });
    return late.length;
  });
}
