import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { today } from '../../../platform/i18n/messages.ts';
import { fail, ok } from '../../../platform/result.ts';
import { answered, commitment, done, idOutput, idParams, prose } from '../../alliance/public.ts';
import { weekHours } from '../../places/public.ts';
import { withPartnership } from '../api.ts';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { listPublicHostings } from '../hosting/queries.ts';
import { agreeToPublish, withdrawPublication } from './commands.ts';
import { getPublicPartnership, listPublicPartnerships, publicationState } from './queries.ts';

const tag = 'Publication';

const words = prose(4000).pipe(z.string().min(1, 'required'));
const publishedOutput = z.object({ published: z.boolean() });

const publicRow = z.object({
  slug: z.string(),
  title: z.string(),
  type: z.enum(PARTNERSHIP_TYPES),
  commitment,
  partnerName: z.string(),
  partnerWebsite: z.string().nullable(),
  departmentCode: z.string(),
  departmentName: z.string(),
  text: z.string(),
  since: z.string().nullable(),
});

/** The operator and the partner each have a permission of their own, so each has operations. */
export const publicationOperations = [
  operation({
    id: 'getPublication',
    method: 'get',
    path: '/partnerships/{id}/publication',
    tag,
    summary: 'The public text of a partnership, and who has agreed to it',
    permission: 'partnerships.read',
    params: idParams,
    output: z.object({
      publicSummary: z.string(),
      slug: z.string().nullable().describe('Last part of the public address; null: not published'),
      operatorAgreedAt: z.string().nullable(),
      partnerAgreedAt: z.string().nullable(),
    }),
    handle: ({ ctx, params }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        ok({ body: await publicationState(ctx.db, id) }),
      ),
  }),
  operation({
    id: 'proposePublication',
    method: 'put',
    path: '/partnerships/{id}/publication',
    tag,
    summary: 'The operator writes the public text and agrees; new words ask the partner again',
    permission: 'partnerships.publish',
    params: idParams,
    body: z.object({ publicSummary: words }),
    output: publishedOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        answered(await agreeToPublish(ctx, { kind: 'operator', scope }, id, body.publicSummary)),
      ),
  }),
  operation({
    id: 'withdrawPublication',
    method: 'delete',
    path: '/partnerships/{id}/publication',
    tag,
    summary: 'The operator takes its agreement back; the public page is gone at once',
    permission: 'partnerships.publish',
    params: idParams,
    output: idOutput,
    handle: ({ ctx, scope, params }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        done(await withdrawPublication(ctx, { kind: 'operator', scope }, id), id),
      ),
  }),
  operation({
    id: 'agreeToPublication',
    method: 'put',
    path: '/partnerships/{id}/publication/agreement',
    tag,
    summary: 'The partner agrees to the public text that it has read',
    permission: 'partnerships.agree',
    params: idParams,
    body: z.object({ publicSummary: words.describe('The words as they were read') }),
    output: publishedOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        answered(await agreeToPublish(ctx, { kind: 'partner', scope }, id, body.publicSummary)),
      ),
  }),
  operation({
    id: 'withdrawPublicationAgreement',
    method: 'delete',
    path: '/partnerships/{id}/publication/agreement',
    tag,
    summary: 'The partner takes its agreement back; the public page is gone at once',
    permission: 'partnerships.agree',
    params: idParams,
    output: idOutput,
    handle: ({ ctx, scope, params }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        done(await withdrawPublication(ctx, { kind: 'partner', scope }, id), id),
      ),
  }),
  operation({
    id: 'listPublishedPartnerships',
    method: 'get',
    path: '/published-partnerships',
    tag,
    summary: 'Partnerships that both sides agreed to publish, for everybody, latest first',
    permission: 'NONE',
    limit: { name: 'published', calls: 300, seconds: 600 },
    query: z.object({
      commitment: commitment.optional(),
      department: z.string().max(3).optional(),
      limit: z.coerce.number().int().min(1).max(120).default(120),
    }),
    output: z.object({ items: z.array(publicRow) }),
    handle: async ({ ctx, query: { limit, ...filters } }) =>
      ok({ body: { items: await listPublicPartnerships(ctx.db, filters, limit) } }),
  }),
  operation({
    id: 'getPublishedPartnership',
    method: 'get',
    path: '/published-partnerships/{slug}',
    tag,
    summary: 'One published partnership with its places and what it hosts, for everybody',
    permission: 'NONE',
    limit: { name: 'published', calls: 300, seconds: 600 },
    params: z.object({ slug: z.string().max(200) }),
    output: publicRow.extend({
      furtherCommitments: z.array(commitment),
      places: z.array(z.object({ name: z.string(), communeName: z.string() })),
      hosted: z.array(
        z.object({
          name: z.string(),
          placeName: z.string(),
          communeName: z.string(),
          servicesAfter: z.array(z.string()),
          hoursAfter: weekHours,
          gained: z.number().int().describe('Minutes a week'),
        }),
      ),
    }),
    handle: async ({ ctx, params }) => {
      const found = await getPublicPartnership(ctx.db, params.slug);
      if (!found) return fail({ code: 'not-found' });
      const of = { publishedPartnership: found.id };
      const hosted = await listPublicHostings(ctx.db, of, today(ctx.now));
      return ok({ body: { ...found, hosted } });
    },
  }),
];
