import { z } from 'zod';
import { operation } from '../../platform/http/operation.ts';
import { fail, ok } from '../../platform/result.ts';
import {
  createdOutput,
  idParams,
  pageOutput,
  pageQuery,
  uuid,
  version,
} from '../alliance/public.ts';
import { createPartner, updatePartner } from './commands.ts';
import { partnerInput, partnerOutput } from './contract.ts';
import { getPartner, listPartners } from './queries.ts';

const tag = 'Partners';

export const partnerOperations = [
  operation({
    id: 'listPartners',
    method: 'get',
    path: '/partners',
    tag,
    summary: 'Partners by name',
    permission: 'partners.read',
    query: pageQuery.extend({
      q: z.string().max(100).optional().describe('Words or the start of an identifier'),
      kind: z.string().max(40).optional(),
      department: z.string().max(3).optional(),
      region: z.string().max(3).optional(),
      epci: z.string().max(9).optional(),
      commune: z.string().max(5).optional(),
    }),
    output: pageOutput(partnerOutput),
    handle: async ({ ctx, scope, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listPartners(ctx.db, scope, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getPartner',
    method: 'get',
    path: '/partners/{id}',
    tag,
    summary: 'One partner',
    permission: 'partners.read',
    params: idParams,
    output: partnerOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getPartner(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createPartner',
    method: 'post',
    path: '/partners',
    tag,
    summary: 'Create a partner; near-duplicates stop it unless `confirmed`',
    permission: 'partners.write',
    body: partnerInput.extend({ id: uuid.optional(), confirmed: z.boolean().default(false) }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, confirmed, ...input } }) => {
      const made = await createPartner(ctx, scope, input, { confirmed, ...(id ? { id } : {}) });
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updatePartner',
    method: 'put',
    path: '/partners/{id}',
    tag,
    summary: 'Replace a partner',
    permission: 'partners.write',
    params: idParams,
    body: partnerInput.extend({ version }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const done = await updatePartner(ctx, scope, params.id, seen, input);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
];
