import { z } from 'zod';
import { authorize, coversDepartment } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { idParams, uuid } from '../../alliance/public.ts';
import { getModel } from '../models/queries.ts';
import { likelyHosts, likeTerritories } from './queries.ts';

export const likenessOperations = [
  operation({
    id: 'listLikeTerritories',
    method: 'get',
    path: '/models/{id}/territories',
    tag: 'Models',
    summary: 'Departments by likeness to the one where a model works, with what speaks for each',
    permission: 'models.read',
    params: idParams,
    query: z.object({ limit: z.coerce.number().int().min(1).max(110).default(10) }),
    output: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          score: z.number().describe('0 to 100'),
          needs: z.number().int().describe('Open needs of the model’s commitment'),
          places: z.number().int(),
          partners: z.number().int().describe('Of the same nature as the model’s'),
          hosts: z.array(z.object({ id: uuid, name: z.string() })).describe('Some of them'),
          taken: z.number().int().describe('Partnerships there that took the model over already'),
          nearest: z.array(
            z.object({
              code: z.string().describe('Of the indicator'),
              here: z.number().describe('In the model’s department'),
              there: z.number(),
            }),
          ),
          mayStart: z.boolean().describe('The caller may create a partnership there'),
        }),
      ),
    }),
    handle: async ({ ctx, scope, params, query }) => {
      const model = await getModel(ctx.db, scope, params.id);
      if (!model) return fail({ code: 'not-found' });
      const first = (await likeTerritories(ctx.db, model)).ranked.slice(0, query.limit);
      const partners = authorize(ctx.actor, 'partners.read');
      const write = authorize(ctx.actor, 'partnerships.write');
      const codes = first.map(({ code }) => code);
      const hosts = partners ? await likelyHosts(ctx.db, partners, model, codes) : [];
      const items = first.map((one) => ({
        ...one,
        hosts: hosts.filter(({ departmentCode }) => departmentCode === one.code),
        mayStart: write !== null && coversDepartment(write, one.code),
      }));
      return ok({ body: { items } });
    },
  }),
];
