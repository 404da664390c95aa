import { sql } from 'kysely';
import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { seal } from '../../../platform/access/seal.ts';
import { newId } from '../../../platform/db/ids.ts';
import type { Trx } from '../../../platform/db/schema.ts';
import { allOrNothing } from '../../../platform/db/transaction.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { type FollowUpFailure, lockFile, touchFile } from '../contact/commands.ts';
import { monthsLater } from '../domain.ts';
import type { ConsentInput } from './contract.ts';
import { TEXT_VERSION } from './domain.ts';
import './tables.ts';

/** Days back that an agreement on paper may be entered. */
const OLDEST_DAYS = 90;

/** Writes an agreement down and lets the file live as long as it says. */
export async function insertConsent(
  trx: Trx,
  ctx: Ctx,
  secret: string,
  personId: string,
  input: ConsentInput,
  by: string,
): Promise<Result<{ id: string }, FollowUpFailure>> {
  const now = today(ctx.now);
  if (input.givenOn > now) return fail({ code: 'date-in-future', field: 'givenOn' });
  if (Date.parse(now) - Date.parse(input.givenOn) > OLDEST_DAYS * 86_400_000)
    return fail({ code: 'date-too-old', field: 'givenOn' });
  const until = monthsLater(input.givenOn, input.months);
  const id = newId();
  await trx
    .insertInto('follow_up_consent')
    .values({
      id,
      person_id: personId,
      purpose: input.purpose,
      sealed_words: input.words ? seal(secret, input.words) : null,
      months: input.months,
      given_on: input.givenOn,
      until,
      way: input.way,
      sealed_witness: input.witness ? seal(secret, input.witness) : null,
      text_version: TEXT_VERSION,
      recorded_by: by,
      recorded_at: ctx.now,
    })
    .execute();
  await trx
    .updateTable('followed_person')
    .set({ consent_until: until, version: sql`version + 1` })
    .where('id', '=', personId)
    .execute();
  return ok({ id });
}

/** The person agrees anew, for another time or purpose. The latest agreement is the one in force. */
export async function renewConsent(
  ctx: Ctx,
  scope: Scope<'follow-up.write'>,
  secret: string,
  personId: string,
  input: ConsentInput,
): Promise<Result<{ id: string }, FollowUpFailure>> {
  return allOrNothing(ctx.db, async (trx) => {
    if (!(await lockFile(trx, scope, personId))) return fail({ code: 'not-found', field: 'form' });
    const made = await insertConsent(trx, ctx, secret, personId, input, scope.accountId);
    if (made.ok) await touchFile(trx, personId, input.givenOn, made.value.id);
    return made;
  });
}
