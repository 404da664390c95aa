import type { Db } from '../../../../../platform/db/schema.ts';
import { SIGNING } from '../../domain.ts';
import { noteEvent } from '../../history/commands.ts';
import { issueLink } from '../commands.ts';
import { REMIND_AFTER_DAYS, REMINDERS } from '../domain.ts';
import '../../tables.ts';

/**
 * Reminds those who have neither signed nor refused for a week, three times at most. Runs every
 * morning.
 * @returns reminders sent
 */
export async function remindSignatories(db: Db, now: Date, secret: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const silent = await trx
      .selectFrom('convention_signatory as s')
      .innerJoin('convention as c', 'c.id', 's.convention_id')
      .select(['s.id', 'c.id as convention_id', 'c.revision'])
      .where('c.status', 'in', [...SIGNING])
      .where('s.removed_at', 'is', null)
      .where('s.refused_at', 'is', null)
      .where('s.reminders', '<', REMINDERS)
      .where('s.told_at', '<', new Date(now.getTime() - REMIND_AFTER_DAYS * 86_400_000))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('convention_signature as g')
              .select('g.id')
              .whereRef('g.signatory_id', '=', 's.id')
              .where('g.voided_at', 'is', null),
          ),
        ),
      )
      .orderBy('s.id')
      .execute();
    for (const person of silent) {
      await issueLink(trx, now, secret, person.id, person.revision, 'reminder');
      await noteEvent(trx, person.convention_id, 'reminded', { signatory: person.id });
    }
    return silent.length;
  });
}
