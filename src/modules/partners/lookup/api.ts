import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { ok } from '../../../platform/result.ts';
import { PARTNER_KINDS } from '../domain.ts';
import { lookUp } from './queries.ts';

export const lookupOperations = [
  operation({
    id: 'lookUpPartners',
    method: 'get',
    path: '/partners/look-up',
    tag: 'Partners',
    summary: 'Organisations of the public directory by name, SIREN or SIRET',
    permission: 'partners.write',
    limit: { name: 'lookup', calls: 120, seconds: 600 },
    query: z.object({ q: z.string().trim().min(1, 'required').max(100, 'too-long') }),
    output: z.object({
      items: z.array(
        z.object({
          siren: z.string(),
          siret: z.string(),
          name: z.string(),
          acronym: z.string(),
          rna: z.string(),
          kind: z.enum(PARTNER_KINDS),
          address: z.string(),
          postalCode: z.string(),
          communeCode: z.string(),
          communeName: z.string(),
          closed: z.boolean(),
        }),
      ),
    }),
    handle: async ({ query, services }) => {
      const found = await lookUp(services.directoryUrl, query.q);
      return found.ok ? ok({ body: { items: found.value } }) : found;
    },
  }),
];
