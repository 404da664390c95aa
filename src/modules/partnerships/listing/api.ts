import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { ok } from '../../../platform/result.ts';
import { uuid } from '../../alliance/public.ts';
import { STAGES } from '../domain.ts';
import { countByStage } from '../queries.ts';
import { partnershipQuery } from './contract.ts';
import { countByDepartment, listPoints } from './queries.ts';

const tag = 'Partnerships';

/** The board and the map of partnerships, over the same filters as the list. */
export const listingOperations = [
  operation({
    id: 'countPartnershipsByStage',
    method: 'get',
    path: '/partnerships/by-stage',
    tag,
    summary: 'How many partnerships a filter holds at each stage',
    permission: 'partnerships.read',
    query: partnershipQuery,
    output: z.object({
      items: z.array(z.object({ stage: z.enum(STAGES), count: z.int() })),
    }),
    handle: async ({ ctx, scope, query }) => {
      const counts = await countByStage(ctx.db, scope, query);
      const items = STAGES.map((stage) => ({ stage, count: counts.get(stage) ?? 0 }));
      return ok({ body: { items } });
    },
  }),
  operation({
    id: 'countPartnershipsByDepartment',
    method: 'get',
    path: '/partnerships/by-department',
    tag,
    summary: 'How many partnerships a filter holds in each department that has any',
    permission: 'partnerships.read',
    query: partnershipQuery,
    output: z.object({
      items: z.array(z.object({ departmentCode: z.string(), count: z.int() })),
    }),
    handle: async ({ ctx, scope, query }) => {
      const counts = await countByDepartment(ctx.db, scope, query);
      const items = [...counts].map(([departmentCode, count]) => ({ departmentCode, count }));
      const inOrder = items.sort((a, b) => a.departmentCode.localeCompare(b.departmentCode));
      return ok({ body: { items: inOrder } });
    },
  }),
  operation({
    id: 'listPartnershipPoints',
    method: 'get',
    path: '/partnerships/points',
    tag,
    summary: 'The places where the partnerships of a department act, 500 at most',
    permission: 'partnerships.read',
    query: partnershipQuery.extend({ department: z.string().min(1).max(3) }),
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          title: z.string(),
          stage: z.enum(STAGES),
          placeId: uuid.nullable(),
          placeName: z.string().nullable(),
          longitude: z.number().nullable(),
          latitude: z.number().nullable(),
        }),
      ),
    }),
    handle: async ({ ctx, scope, query }) =>
      ok({ body: { items: await listPoints(ctx.db, scope, query) } }),
  }),
];
