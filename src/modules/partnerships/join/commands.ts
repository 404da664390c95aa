import { createHash, randomBytes } from 'node:crypto';
import { type Ctx, coversDepartment, type Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { emit } from '../../../platform/jobs/outbox.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { findCommune } from '../../territories/public.ts';
import { JOIN_ANSWERED, JOIN_ASKED } from '../events.ts';
import '../tables.ts';
import type { JoinAnswer, JoinInput } from './contract.ts';

/** Digest under which a follow-up link's secret is stored. */
export function followDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export interface JoinFailure {
  readonly code:
    | 'commune-unknown'
    | 'commune-ambiguous'
    | 'not-found'
    | 'out-of-scope'
    | 'move-not-allowed';
  readonly field: string;
}

/**
 * Takes a request to join from the public: it goes to whoever looks after the commune's
 * department. Gives the secret of the follow-up link, which is not kept in clear.
 */
export async function askToJoin(
  ctx: Ctx,
  input: JoinInput,
): Promise<Result<{ id: string; secret: string; departmentCode: string }, JoinFailure>> {
  const commune = await findCommune(ctx.db, input.commune);
  if (commune.kind !== 'one') {
    return fail({
      code: commune.kind === 'none' ? 'commune-unknown' : 'commune-ambiguous',
      field: 'commune',
    });
  }
  const secret = randomBytes(18).toString('base64url');
  const id = newId();
  await ctx.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('join_request')
      .values({
        id,
        organisation: input.organisation,
        siret: input.siret,
        contact_name: input.contactName,
        contact_email: input.contactEmail.toLowerCase(),
        commune_code: commune.commune.code,
        department_code: commune.commune.departmentCode,
        commitment: input.commitment,
        message: input.message,
        locale: ctx.locale,
        partner_id: null,
        follow_hash: followDigest(secret),
        answered_by: null,
        answered_at: null,
      })
      .execute();
    await emit(trx, { type: JOIN_ASKED, payload: { joinRequestId: id } });
  });
  return ok({ id, secret, departmentCode: commune.commune.departmentCode });
}

/** Answers a request, once; the organisation is told by mail in its language. */
export async function answerJoin(
  ctx: Ctx,
  scope: Scope<'join.answer'>,
  id: string,
  input: JoinAnswer,
): Promise<Result<null, JoinFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('join_request')
      .select(['department_code', 'status'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!found || !coversDepartment(scope, found.department_code))
      return fail({ code: 'not-found', field: 'form' });
    if (found.status !== 'new') return fail({ code: 'move-not-allowed', field: 'decision' });
    await trx
      .updateTable('join_request')
      .set({
        status: input.decision,
        answer: input.answer,
        answered_by: scope.accountId,
        answered_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await emit(trx, { type: JOIN_ANSWERED, payload: { joinRequestId: id } });
    return ok(null);
  });
}
