import { z } from 'zod';
import type { Ctx } from '../../../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../../../platform/result.ts';
import { uuid } from '../../../alliance/public.ts';
import { locate } from '../../needs/commands.ts';
import { NEED_TERRITORIES } from '../../needs/domain.ts';
import { organisation, rankedNeed } from '../contract.ts';
import { PRIORITIES } from '../domain.ts';
import { listVoices, rankedNeeds, type WorkshopArea } from '../queries.ts';
import { entersWorkshop, presentPartners } from './queries.ts';

const tag = 'Co-design';
const workshopParams = z.object({ kind: z.enum(NEED_TERRITORIES), code: z.string().max(12) });

/** Does something in the workshop of a territory that the caller may enter; 404 for any other. */
async function withWorkshop<T>(
  ctx: Ctx,
  { kind, code }: z.output<typeof workshopParams>,
  work: (area: WorkshopArea) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  const found = await locate(ctx.db, { territoryKind: kind, territoryCode: code });
  return found && (await entersWorkshop(ctx.db, ctx.actor, found.departmentCode))
    ? work({ kind, ...found })
    : fail({ code: 'not-found' });
}

export const workshopOperations = [
  operation({
    id: 'rankNeeds',
    method: 'get',
    path: '/workshops/{kind}/{code}/needs',
    tag,
    summary: 'Needs of a territory in the order of its actors',
    permission: 'codesign.read',
    params: workshopParams,
    output: z.object({ items: z.array(rankedNeed) }),
    handle: ({ ctx, scope, params }) =>
      withWorkshop(ctx, params, async (area) =>
        ok({ body: { items: await rankedNeeds(ctx.db, scope, area) } }),
      ),
  }),
  operation({
    id: 'listActors',
    method: 'get',
    path: '/workshops/{kind}/{code}/actors',
    tag,
    summary: 'Partners that take part in the workshop of a territory, beside the operator',
    permission: 'codesign.read',
    params: workshopParams,
    output: z.object({ items: z.array(organisation) }),
    handle: ({ ctx, params }) =>
      withWorkshop(ctx, params, async ({ departmentCode }) =>
        ok({ body: { items: await presentPartners(ctx.db, departmentCode) } }),
      ),
  }),
  operation({
    id: 'listVoices',
    method: 'get',
    path: '/workshops/{kind}/{code}/voices',
    tag,
    summary: 'Who said what of the needs of a territory: organisations, not persons',
    permission: 'codesign.read',
    params: workshopParams,
    output: z.object({
      items: z.array(
        z.object({
          needId: uuid,
          partner: organisation.nullable().describe('Null: the operator'),
          priority: z.enum(PRIORITIES),
        }),
      ),
    }),
    handle: ({ ctx, scope, params }) =>
      withWorkshop(ctx, params, async (area) => {
        const needs = await rankedNeeds(ctx.db, scope, area);
        const ids = needs.map(({ id }) => id);
        return ok({ body: { items: await listVoices(ctx.db, ids) } });
      }),
  }),
];
