import { z } from 'zod';
import type { Ctx } from '../../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import {
  answered,
  createdOutput,
  done,
  idOutput,
  idParams,
  uuid,
  version,
} from '../../alliance/public.ts';
import { withPartnership } from '../api.ts';
import { STAGES } from '../domain.ts';
import { decideReview, openReview, saveReview } from './commands.ts';
import { decisionInput, reviewInput } from './contract.ts';
import { DECISIONS, heldAgainst } from './domain.ts';
import { listReviews, type Review } from './queries.ts';

const tag = 'Reviews';
const reviewParams = idParams.extend({ review: uuid });

const reviewOutput = z.object({
  id: uuid,
  results: z.array(
    z.object({
      label: z.string(),
      unit: z.string(),
      target: z.number().nullable(),
      result: z.number().nullable(),
      comment: z.string(),
    }),
  ),
  summary: z.string(),
  decision: z.enum(DECISIONS).nullable().describe('Null while the review is open'),
  reason: z.string(),
  changes: z.string(),
  oldEndsOn: z.string().nullable(),
  newEndsOn: z.string().nullable(),
  version: z.number().int(),
  openedAt: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string(),
});

/** Does something with a review of a partnership that the caller may read; 404 for any other. */
function withReview<T>(
  ctx: Ctx,
  params: z.output<typeof reviewParams>,
  work: (review: Review) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  return withPartnership(ctx, params.id, async ({ id }) => {
    const found = (await listReviews(ctx.db, id)).find((one) => one.id === params.review);
    return found ? work(found) : fail({ code: 'not-found' });
  });
}

export const reviewOperations = [
  operation({
    id: 'listReviews',
    method: 'get',
    path: '/partnerships/{id}/reviews',
    tag,
    summary: 'The reviews of a partnership, latest first: results, and what was decided',
    permission: 'partnerships.read',
    params: idParams,
    output: z.object({ items: z.array(reviewOutput) }),
    handle: ({ ctx, params }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        ok({ body: { items: await listReviews(ctx.db, id) } }),
      ),
  }),
  operation({
    id: 'openReview',
    method: 'post',
    path: '/partnerships/{id}/reviews',
    tag,
    summary: 'Open the review of a running partnership; the open one when there is one',
    permission: 'partnerships.move',
    params: idParams,
    output: createdOutput,
    handle: ({ ctx, scope, params }) =>
      withPartnership(ctx, params.id, async ({ id }) => {
        const opened = await openReview(ctx, scope, id);
        return opened.ok ? ok({ body: opened.value, created: opened.value.created }) : opened;
      }),
  }),
  operation({
    id: 'saveReview',
    method: 'put',
    path: '/partnerships/{id}/reviews/{review}',
    tag,
    summary: 'Write the results and the account of an open review',
    permission: 'partnerships.move',
    params: reviewParams,
    body: z.object({
      version,
      summary: reviewInput.shape.summary,
      results: z
        .array(reviewInput.shape.results.element.pick({ result: true, comment: true }))
        .max(40, 'too-many-rows')
        .describe('One for each objective, in the order of the review'),
    }),
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withReview(ctx, params, async ({ id, results }) => {
        if (body.results.length !== results.length)
          return fail({ code: 'invalid', field: 'results' });
        const said = heldAgainst(results, (row) => body.results[row]);
        const input = reviewInput.parse({ summary: body.summary, results: said });
        return done(await saveReview(ctx, scope, id, body.version, input), id);
      }),
  }),
  operation({
    id: 'decideReview',
    method: 'post',
    path: '/partnerships/{id}/reviews/{review}/decision',
    tag,
    summary: 'Renew, extend or end, and why; a renewal or an extension drafts a convention',
    permission: 'partnerships.move',
    params: reviewParams,
    body: decisionInput.safeExtend({ version }),
    output: z.object({ stage: z.enum(STAGES) }),
    handle: ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      withReview(ctx, params, async ({ id }) =>
        answered(await decideReview(ctx, scope, id, seen, input)),
      ),
  }),
];
