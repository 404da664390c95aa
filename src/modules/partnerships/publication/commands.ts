import type { Ctx, Scope } from '../../../platform/access/access.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { lock } from '../commands.ts';
import { AGREED, slugOf } from '../domain.ts';
import { PUBLICATION } from '../events.ts';
import { mayActOnPartnership, mayAgree } from '../policy.ts';
import '../tables.ts';

export interface PublicationFailure {
  readonly code:
    | 'not-found'
    | 'out-of-scope'
    | 'move-not-allowed'
    | 'required'
    | 'changed-meanwhile';
  readonly field: 'publicSummary' | 'form';
}

/** Which of the two speaks, with the proof that it may. */
export type Side =
  | { readonly kind: 'operator'; readonly scope: Scope<'partnerships.publish'> }
  | { readonly kind: 'partner'; readonly scope: Scope<'partnerships.agree'> };

/**
 * Agrees to publish the text that this side has read. The page exists when both agreed to the
 * same words: changing them (the operator's to do) takes the partner's agreement back.
 * @param seen the public text that the partner had before its eyes when it agreed
 */
export async function agreeToPublish(
  ctx: Ctx,
  side: Side,
  id: string,
  seen: string,
): Promise<Result<{ published: boolean }, PublicationFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lock(trx, id);
    if (!found) return fail({ code: 'not-found', field: 'form' });
    const allowed =
      side.kind === 'operator'
        ? mayActOnPartnership(side.scope, found)
        : mayAgree(side.scope, found);
    if (!allowed) return fail({ code: 'out-of-scope', field: 'form' });
    if (!AGREED.includes(found.stage)) return fail({ code: 'move-not-allowed', field: 'form' });
    const text = seen.trim();
    if (text === '') return fail({ code: 'required', field: 'publicSummary' });
    const changed = text !== found.public_summary;
    if (side.kind === 'partner' && changed)
      return fail({ code: 'changed-meanwhile', field: 'publicSummary' });
    const operatorAgreed = side.kind === 'operator' || found.operator_agreed_at !== null;
    const partnerAgreed = side.kind === 'partner' || (found.partner_agreed_at !== null && !changed);
    const published = operatorAgreed && partnerAgreed;
    await trx
      .updateTable('partnership')
      .set({
        public_summary: text,
        slug: published ? slugOf(found.title, found.reference) : null,
        version: found.version + 1,
        updated_at: ctx.now,
        ...(side.kind === 'operator'
          ? { operator_agreed_at: ctx.now, operator_agreed_by: side.scope.accountId }
          : { partner_agreed_at: ctx.now, partner_agreed_by: side.scope.accountId }),
        ...(partnerAgreed ? {} : { partner_agreed_at: null, partner_agreed_by: null }),
      })
      .where('id', '=', id)
      .execute();
    await emit(trx, {
      type: PUBLICATION,
      payload: { partnershipId: id, side: side.kind, published },
    });
    return ok({ published });
  });
}

/** Takes one side's agreement back; the public page is gone at once. */
export async function withdrawPublication(
  ctx: Ctx,
  side: Side,
  id: string,
): Promise<Result<null, PublicationFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await lock(trx, id);
    if (!found) return fail({ code: 'not-found', field: 'form' });
    const allowed =
      side.kind === 'operator'
        ? mayActOnPartnership(side.scope, found)
        : mayAgree(side.scope, found);
    if (!allowed) return fail({ code: 'out-of-scope', field: 'form' });
    await trx
      .updateTable('partnership')
      .set({
        slug: null,
        version: found.version + 1,
        updated_at: ctx.now,
        ...(side.kind === 'operator'
          ? { operator_agreed_at: null, operator_agreed_by: null }
          : { partner_agreed_at: null, partner_agreed_by: null }),
      })
      .where('id', '=', id)
      .execute();
    return ok(null);
  });
}
