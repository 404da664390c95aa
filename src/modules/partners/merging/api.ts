import { z } from 'zod';
import { type Ctx, coversDepartment, type Scope } from '../../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { created, idOutput, idParams, uuid, version } from '../../alliance/public.ts';
import { withPartner } from '../api.ts';
import type { PartnerOutput } from '../contract.ts';
import { mergePartners, undoMerge } from './commands.ts';
import { CHOICES } from './domain.ts';
import { compareRecords, listMerges } from './queries.ts';

const tag = 'Merges';

const record = z.object({ id: uuid, name: z.string(), version: z.number().int() });
const side = z.enum(['kept', 'merged']);

/** Like `withPartner`, for a record that the caller may merge others into. */
function withMergeable<T>(
  ctx: Ctx,
  scope: Scope<'partners.merge'>,
  id: string,
  work: (
    partner: PartnerOutput,
    read: Scope<'partners.read'>,
  ) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  return withPartner(ctx, id, async (partner, read) =>
    coversDepartment(scope, partner.departmentCode)
      ? work(partner, read)
      : fail({ code: 'out-of-scope' }),
  );
}

export const mergeOperations = [
  operation({
    id: 'compareRecords',
    method: 'get',
    path: '/partners/{id}/comparison',
    tag,
    summary: 'A partner beside the record that would be merged into it, field by field',
    permission: 'partners.merge',
    params: idParams,
    query: z.object({ other: uuid.describe('The record that would go') }),
    output: z.object({
      kept: record,
      merged: record,
      rows: z.array(
        z.object({
          field: z.enum(CHOICES),
          kept: z.string(),
          merged: z.string(),
          proposed: side.describe('The one that says something, else the kept one’s'),
        }),
      ),
    }),
    handle: ({ ctx, scope, params, query }) =>
      withMergeable(ctx, scope, params.id, async (partner, read) => {
        if (query.other === partner.id) return fail({ code: 'same-partner', field: 'other' });
        const compared = await compareRecords(ctx.db, read, partner, query.other);
        return compared
          ? ok({ body: compared })
          : fail({ code: 'partner-unknown', field: 'other' });
      }),
  }),
  operation({
    id: 'listMerges',
    method: 'get',
    path: '/partners/{id}/merges',
    tag,
    summary: 'Records that were merged into a partner, latest first',
    permission: 'partners.merge',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          name: z.string(),
          at: z.string(),
          by: z.string(),
          undoUntil: z.string().nullable().describe('Null when it cannot be undone any more'),
        }),
      ),
    }),
    handle: ({ ctx, scope, params }) =>
      withMergeable(ctx, scope, params.id, async ({ id }) =>
        ok({ body: { items: await listMerges(ctx.db, id, ctx.now) } }),
      ),
  }),
  operation({
    id: 'mergePartners',
    method: 'post',
    path: '/partners/{id}/merges',
    tag,
    summary: 'Merge another record into this partner; it can be undone for thirty days',
    permission: 'partners.merge',
    params: idParams,
    body: z.object({
      other: uuid.describe('The record that goes'),
      version,
      otherVersion: version,
      take: z
        .array(z.enum(CHOICES))
        .default([])
        .describe('Fields whose value comes from the record that goes'),
    }),
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withMergeable(ctx, scope, params.id, async ({ id }) => {
        const versions = { kept: body.version, merged: body.otherVersion };
        const take = new Set(body.take);
        return created(await mergePartners(ctx, scope, id, body.other, versions, take));
      }),
  }),
  operation({
    id: 'undoMerge',
    method: 'post',
    path: '/merges/{id}/undo',
    tag,
    summary: 'Undo a merge: the record that went comes back with all that it had',
    permission: 'partners.merge',
    params: idParams,
    output: z.object({ restored: uuid }),
    handle: async ({ ctx, scope, params }) => {
      const undone = await undoMerge(ctx, scope, params.id);
      return undone.ok ? ok({ body: undone.value }) : undone;
    },
  }),
];
