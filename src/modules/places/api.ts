import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import { idParams, pageOutput, pageQuery, uuid, version } from '../alliance/public.ts';
import { updatePlace } from './commands.ts';
import { placeInput, placeOutput, placeRow } from './contract.ts';
import { getPlace, listPlaces } from './queries.ts';

const tag = 'Places';

export const placeOperations = [
  operation({
    id: 'listPlaces',
    method: 'get',
    path: '/places',
    tag,
    summary: 'Places by name',
    permission: 'places.read',
    query: pageQuery.extend({
      q: z.string().max(100).optional(),
      kind: z.string().max(40).optional(),
      commune: z.string().max(5).optional(),
      department: z.string().max(3).optional(),
      region: z.string().max(3).optional(),
      qpv: z.string().max(12).optional(),
    }),
    output: pageOutput(placeRow),
    handle: async ({ ctx, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listPlaces(ctx.db, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getPlace',
    method: 'get',
    path: '/places/{id}',
    tag,
    summary: 'One place',
    permission: 'places.read',
    params: idParams,
    output: placeOutput,
    handle: async ({ ctx, params }) => {
      const found = await getPlace(ctx.db, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'updatePlace',
    method: 'put',
    path: '/places/{id}',
    tag,
    summary: 'Replace a place’s phone, site, hours, services and state',
    permission: 'places.write',
    params: idParams,
    body: placeInput.extend({ version }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const done = await updatePlace(ctx, scope, params.id, seen, input);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
