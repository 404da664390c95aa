import { sql } from 'kysely';
import type { Db } from '../../../../platform/db/schema.ts';
import { today } from '../../../../platform/i18n/messages.ts';
import { emit } from '../../../../platform/jobs/outbox.ts';
import { TERM_NEAR } from '../../convention/events.ts';
import { RUNNING } from '../../domain.ts';
import { daysUntil, noticeDue } from '../domain.ts';
import '../../tables.ts';
import '../tables.ts';

/**
 * Tells of terms that come near or have passed without a decision, each notice once. Runs every
 * morning; a morning that was missed is made up for by the next.
 * @returns notices given
 */
export async function watchTerms(db: Db, now: Date): Promise<number> {
  const day = today(now);
  const running = await db
    .selectFrom('partnership')
    .select(['id', 'ends_on'])
    .where('stage', 'in', [...RUNNING])
    .where('ends_on', 'is not', null)
    .where(sql<boolean>`ends_on <= ${day}::date + 180`)
    .orderBy('ends_on')
    .execute();
  let given = 0;
  for (const { id, ends_on } of running) {
    const days = ends_on ? noticeDue(daysUntil(ends_on, day)) : null;
    if (days === null || !ends_on) continue;
    given += await db.transaction().execute(async (trx) => {
      const noted = await trx
        .insertInto('partnership_term_notice')
        .values({ partnership_id: id, ends_on, days })
        .onConflict((conflict) => conflict.doNothing())
        .returning('days')
        .executeTakeFirst();
      if (!noted) return 0;
      await emit(trx, {
        type: TERM_NEAR,
        payload: { partnershipId: id, days: daysUntil(ends_on, day) },
      });
      return 1;
    });
  }
  return given;
}
