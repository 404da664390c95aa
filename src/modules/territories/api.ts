import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import { TERRITORY_KINDS } from '../alliance/public.ts';
import { recomputeIndicatorAggregates } from './indicators/commands.ts';
import { sayIndicator } from './indicators/domain.ts';
import { territoryIndicators } from './indicators/queries.ts';
import { getTerritory } from './queries.ts';
import { searchCommunes, searchTerritories } from './search/queries.ts';

const tag = 'Territories';

const ref = z.object({ kind: z.enum(TERRITORY_KINDS), code: z.string(), name: z.string() });
const summary = ref.extend({ population: z.number().nullable() });
const params = z.object({ kind: z.enum(TERRITORY_KINDS), code: z.string().min(1).max(12) });

const indicator = z.object({
  code: z.string(),
  label: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  category: z.string().nullable(),
  departmentValue: z.number().nullable(),
  countryValue: z.number().nullable(),
  quartile: z.number().nullable(),
  comparison: z.string(),
  source: z.string(),
  vintage: z.string(),
});

export const territoryOperations = [
  operation({
    id: 'searchTerritories',
    method: 'get',
    path: '/territories',
    tag,
    summary: 'Regions, departments and communes whose name or code starts with what was typed',
    permission: 'territories.read',
    query: z.object({
      q: z.string().min(1).max(100),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    output: z.object({ items: z.array(summary) }),
    handle: async ({ ctx, query }) => {
      const areas = await searchTerritories(ctx.db, query.q, 5);
      const communes = await searchCommunes(ctx.db, query.q, query.limit);
      return ok({ body: { items: [...areas, ...communes] } });
    },
  }),
  operation({
    id: 'getTerritory',
    method: 'get',
    path: '/territories/{kind}/{code}',
    tag,
    summary: 'One territory',
    permission: 'territories.read',
    params,
    output: summary.extend({
      parents: z.array(ref),
      departmentCode: z.string().nullable(),
      communes: z.number(),
      postalCodes: z.array(z.string()),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
    }),
    handle: async ({ ctx, params: { kind, code } }) => {
      const found = await getTerritory(ctx.db, kind, code);
      return found
        ? ok({
            body: { ...found, parents: [...found.parents], postalCodes: [...found.postalCodes] },
          })
        : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'getTerritoryIndicators',
    method: 'get',
    path: '/territories/{kind}/{code}/indicators',
    tag,
    summary: 'A territory’s indicators beside its department and the country',
    permission: 'territories.read',
    params,
    output: z.object({ items: z.array(indicator) }),
    handle: async ({ ctx, params: { kind, code } }) => {
      const territory = await getTerritory(ctx.db, kind, code);
      if (!territory) return fail({ code: 'not-found' });
      const items = await territoryIndicators(ctx.db, territory);
      return ok({
        body: {
          items: items.map((item) => {
            const said = sayIndicator(item, ctx.locale);
            return { ...item, label: said.label, comparison: said.comparison };
          }),
        },
      });
    },
  }),
  operation({
    id: 'setIndicatorValue',
    method: 'put',
    path: '/territories/commune/{code}/indicators/{indicator}',
    tag,
    summary: 'Set the value of an indicator that exists, for a commune',
    permission: 'territories.write',
    params: z.object({ code: z.string().min(5).max(5), indicator: z.string().min(1).max(60) }),
    body: z.object({ value: z.number(), category: z.string().max(20).nullable().default(null) }),
    output: z.object({ code: z.string(), indicator: z.string(), value: z.number() }),
    handle: async ({ ctx, params: { code, indicator: name }, body }) => {
      const commune = await getTerritory(ctx.db, 'commune', code);
      const known = await ctx.db
        .selectFrom('indicator')
        .select('code')
        .where('code', '=', name)
        .executeTakeFirst();
      if (!commune || !known) return fail({ code: 'not-found' });
      await ctx.db.transaction().execute(async (trx) => {
        await trx
          .insertInto('indicator_value')
          .values({
            indicator_code: name,
            territory_kind: 'commune',
            territory_code: code,
            ...body,
          })
          .onConflict((oc) =>
            oc.columns(['indicator_code', 'territory_kind', 'territory_code']).doUpdateSet(body),
          )
          .execute();
        await recomputeIndicatorAggregates(trx, [name]);
      });
      return ok({ body: { code, indicator: name, value: body.value } });
    },
  }),
];
