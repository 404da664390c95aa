import { z } from 'zod';
import { authorize, type Ctx, type Scope } from '../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import {
  created,
  createdOutput,
  done,
  idOutput,
  idParams,
  pageOutput,
  pageQuery,
  uuid,
  version,
} from '../alliance/public.ts';
import { addPartnerNote, createPartner, nearDuplicatesOf, updatePartner } from './commands.ts';
import { noteInput, type PartnerOutput, partnerInput, partnerOutput } from './contract.ts';
import { listPartnerEvents } from './dossier/queries.ts';
import { getPartner, listPartnerNotes, listPartners } from './queries.ts';

const tag = 'Partners';

/** Does something with a partner that the caller may read, as its pages do; 404 for any other. */
export async function withPartner<T>(
  ctx: Ctx,
  id: string,
  work: (
    partner: PartnerOutput,
    read: Scope<'partners.read'>,
  ) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  const read = authorize(ctx.actor, 'partners.read');
  if (!read) return fail({ code: 'forbidden' });
  const partner = await getPartner(ctx.db, read, id);
  return partner ? work(partner, read) : fail({ code: 'not-found' });
}

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
    id: 'listNearDuplicates',
    method: 'get',
    path: '/partners/near-duplicates',
    tag,
    summary: 'Partners that may be the one about to be created, and why',
    permission: 'partners.write',
    query: partnerInput
      .pick({
        name: true,
        siren: true,
        siret: true,
        rna: true,
        address: true,
        postalCode: true,
        communeCode: true,
      })
      .extend({ except: uuid.optional().describe('A partner that is compared with the others') }),
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          name: z.string(),
          communeName: z.string().nullable(),
          siret: z.string().nullable(),
          because: z.enum(['siret', 'siren', 'rna', 'address', 'name']),
        }),
      ),
    }),
    handle: async ({ ctx, scope, query: { except, ...candidate } }) => {
      const near = await nearDuplicatesOf(ctx, scope, candidate, except);
      return near.ok ? ok({ body: { items: near.value } }) : near;
    },
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
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const updated = await updatePartner(ctx, scope, params.id, seen, input);
      return done(updated, params.id);
    },
  }),
  operation({
    id: 'listPartnerEvents',
    method: 'get',
    path: '/partners/{id}/events',
    tag,
    summary: 'What happened to a partner’s record, latest first',
    permission: 'partners.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          kind: z.string(),
          detail: z.record(z.string(), z.string()),
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async () =>
        ok({
          body: {
            items: await listPartnerEvents(
              ctx.db,
              scope,
              authorize(ctx.actor, 'private-documents.read'),
              params.id,
            ),
          },
        }),
      ),
  }),
  operation({
    id: 'listPartnerNotes',
    method: 'get',
    path: '/partners/{id}/notes',
    tag,
    summary: 'Private notes on a partner, of the departments that the token covers',
    permission: 'notes.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          body: z.string(),
          departmentCode: z.string(),
          author: z.string(),
          createdAt: z.string(),
        }),
      ),
    }),
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async () =>
        ok({ body: { items: await listPartnerNotes(ctx.db, scope, params.id) } }),
      ),
  }),
  operation({
    id: 'addPartnerNote',
    method: 'post',
    path: '/partners/{id}/notes',
    tag,
    summary: 'Add a private note, kept for one department and the national team',
    permission: 'notes.write',
    params: idParams,
    body: noteInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartner(ctx, params.id, async () =>
        created(await addPartnerNote(ctx, scope, params.id, body)),
      ),
  }),
];
