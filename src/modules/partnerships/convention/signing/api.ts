import { z } from 'zod';
import type { Ctx } from '../../../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../../../platform/result.ts';
import { done, idOutput, idParams, uuid } from '../../../alliance/public.ts';
import { withConvention } from '../api.ts';
import { correctAddress, remindSignatory } from '../commands.ts';
import { signatoryInput } from '../contract.ts';
import type { Signatory } from '../queries.ts';

const tag = 'Conventions';
const signatoryParams = idParams.extend({ signatory: uuid });

/** Does something with somebody who signs a convention that the caller may read. */
function withSignatory<T>(
  ctx: Ctx,
  params: z.output<typeof signatoryParams>,
  work: (signatory: Signatory) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  return withConvention(ctx, params.id, async ({ signatories }) => {
    const found = signatories.find(({ id }) => id === params.signatory);
    return found ? work(found) : fail({ code: 'not-found' });
  });
}

/** What an editor does for the signing; signing itself is for who has the personal link. */
export const signingOperations = [
  operation({
    id: 'remindSignatory',
    method: 'post',
    path: '/conventions/{id}/signatories/{signatory}/reminders',
    tag,
    summary: 'Send a signatory a new link; the one that they have goes on working',
    permission: 'conventions.write',
    params: signatoryParams,
    output: idOutput,
    handle: ({ ctx, scope, params, services }) =>
      withSignatory(ctx, params, async ({ id }) => {
        const reminded = await remindSignatory(ctx, scope, services.secret, id);
        return reminded.ok ? ok({ body: { id }, created: true }) : reminded;
      }),
  }),
  operation({
    id: 'correctSignatoryAddress',
    method: 'put',
    path: '/conventions/{id}/signatories/{signatory}/address',
    tag,
    summary: 'Correct a signatory’s address: old links stop working, signatures stand',
    permission: 'conventions.write',
    params: signatoryParams,
    body: z.object({ email: signatoryInput.shape.email }),
    output: idOutput,
    handle: ({ ctx, scope, params, body, services }) =>
      withSignatory(ctx, params, async ({ id }) =>
        done(await correctAddress(ctx, scope, services.secret, id, body.email), id),
      ),
  }),
];
