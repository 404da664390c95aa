import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type FollowUpFailure, lockFile, touchFile } from '../contact/commands.ts';
import type { NoteInput } from './contract.ts';
import './tables.ts';

/**
 * Notes what happened. A meeting, a call or a message is a contact, from which the file's time
 * begins anew; a note is none. The id is the client's: sending twice notes once.
 */
export async function addNote(
  ctx: Ctx,
  scope: Scope<'follow-up.write'>,
  secret: string,
  personId: string,
  input: NoteInput,
): Promise<Result<{ id: string; created: boolean }, FollowUpFailure>> {
  return allOrNothing<{ id: string; created: boolean }, FollowUpFailure>(ctx.db, async (trx) => {
    if (!(await lockFile(trx, scope, personId))) return fail({ code: 'not-found', field: 'form' });
    const now = today(ctx.now);
    if (input.happenedOn > now) return fail({ code: 'date-in-future', field: 'happenedOn' });
    if (input.nextOn !== null && input.nextOn < now)
      return fail({ code: 'date-in-past', field: 'nextOn' });
    const made = await trx
      .insertInto('follow_up_note')
      .values({
        id: input.id,
        person_id: personId,
        happened_on: input.happenedOn,
        kind: input.kind,
        sealed_text: seal(secret, input.text),
        written_by: scope.accountId,
        written_at: ctx.now,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return ok({ id: input.id, created: false });
    if (input.kind !== 'note') await touchFile(trx, personId, input.happenedOn, input.id);
    if (input.nextOn !== null) {
      // After the contact, which puts the end off.
      const file = await trx
        .updateTable('followed_person')
        .set({ next_on: input.nextOn, updated_at: ctx.now })
        .where('id', '=', personId)
        .returning('expires_on')
        .executeTakeFirstOrThrow();
      if (input.nextOn >= file.expires_on) return fail({ code: 'after-file-end', field: 'nextOn' });
    }
    return ok({ id: input.id, created: true });
  });
}
