import { z } from 'zod';
import { authorize, type Ctx, type Scope } from '../../platform/access/access.ts';
import { type OperationFailure, operation } from '../../platform/http/operation.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import {
  created,
  createdOutput,
  idOutput,
  idParams,
  pageOutput,
  pageQuery,
  uuid,
  version,
} from '../alliance/public.ts';
import { contactsOfPartnership } from '../partners/public.ts';
import {
  addPartnershipNote,
  createPartnership,
  movePartnership,
  updatePartnership,
} from './commands.ts';
import {
  moveInput,
  noteInput,
  type PartnershipOutput,
  partnershipInput,
  partnershipOutput,
  partnershipRow,
} from './contract.ts';
import { STAGES } from './domain.ts';
import { partnershipQuery } from './listing/contract.ts';
import { tieTo } from './models/commands.ts';
import { unknownOrigin } from './models/queries.ts';
import { getPartnership, listMoves, listPartnershipNotes, listPartnerships } from './queries.ts';

const tag = 'Partnerships';

/** Does something with a partnership that the caller may read, as its pages do; 404 for any other. */
export async function withPartnership<T>(
  ctx: Ctx,
  id: string,
  work: (
    partnership: PartnershipOutput,
    read: Scope<'partnerships.read'>,
  ) => Promise<Result<T, OperationFailure>>,
): Promise<Result<T, OperationFailure>> {
  const read = authorize(ctx.actor, 'partnerships.read');
  if (!read) return fail({ code: 'forbidden' });
  const found = await getPartnership(ctx.db, read, id);
  return found ? work(found, read) : fail({ code: 'not-found' });
}

/** What of a partnership decides who may do something with it. */
export function ownedOf({ id, departmentCode, partner }: PartnershipOutput) {
  return { id, departmentCode, partnerId: partner.id };
}

export const partnershipOperations = [
  operation({
    id: 'listPartnerships',
    method: 'get',
    path: '/partnerships',
    tag,
    summary: 'Partnerships by title',
    permission: 'partnerships.read',
    query: pageQuery.extend(partnershipQuery.shape),
    output: pageOutput(partnershipRow),
    handle: async ({ ctx, scope, query: { cursor, limit, ...filters } }) =>
      ok({ body: await listPartnerships(ctx.db, scope, filters, cursor ?? null, limit) }),
  }),
  operation({
    id: 'getPartnership',
    method: 'get',
    path: '/partnerships/{id}',
    tag,
    summary: 'One partnership',
    permission: 'partnerships.read',
    params: idParams,
    output: partnershipOutput,
    handle: async ({ ctx, scope, params }) => {
      const found = await getPartnership(ctx.db, scope, params.id);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'createPartnership',
    method: 'post',
    path: '/partnerships',
    tag,
    summary: 'Create a partnership as an idea, for an action of a plan or after a model',
    permission: 'partnerships.write',
    body: partnershipInput.safeExtend({
      id: uuid.optional(),
      actionId: uuid.optional().describe('The action of a plan that it is made for'),
      modelId: uuid.optional().describe('The model that it takes over'),
    }),
    output: createdOutput,
    handle: async ({ ctx, scope, body: { id, actionId, modelId, ...input } }) => {
      const from = { actionId: actionId ?? null, modelId: modelId ?? null };
      const unknown = await unknownOrigin(ctx, from);
      if (unknown) return fail(unknown);
      const made = await createPartnership(ctx, scope, input, id, tieTo(ctx, from));
      return made.ok ? ok({ body: made.value, created: made.value.created }) : made;
    },
  }),
  operation({
    id: 'updatePartnership',
    method: 'put',
    path: '/partnerships/{id}',
    tag,
    summary: 'Replace a partnership',
    permission: 'partnerships.write',
    params: idParams,
    body: partnershipInput.safeExtend({ version }),
    output: z.object({ id: uuid }),
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) => {
      const done = await updatePartnership(ctx, scope, params.id, seen, input);
      return done.ok ? ok({ body: done.value }) : done;
    },
  }),
  operation({
    id: 'movePartnership',
    method: 'post',
    path: '/partnerships/{id}/moves',
    tag,
    summary: 'Move a partnership along its lifecycle',
    permission: 'partnerships.move',
    params: idParams,
    body: moveInput,
    output: z.object({ from: z.enum(STAGES), to: z.enum(STAGES) }),
    handle: async ({ ctx, scope, params, body }) => {
      const moved = await movePartnership(ctx, scope, params.id, body);
      return moved.ok ? ok({ body: moved.value, created: true }) : moved;
    },
  }),
  operation({
    id: 'withdrawPartnership',
    method: 'post',
    path: '/partnerships/{id}/withdrawal',
    tag,
    summary: 'A partner withdraws before anything is agreed',
    permission: 'partnerships.withdraw',
    params: idParams,
    body: z.object({ reason: moveInput.shape.reason }),
    output: z.object({ from: z.enum(STAGES), to: z.enum(STAGES) }),
    handle: async ({ ctx, scope, params, body }) => {
      const moved = await movePartnership(ctx, scope, params.id, { to: 'abandoned', ...body });
      return moved.ok ? ok({ body: moved.value, created: true }) : moved;
    },
  }),
  operation({
    id: 'listPartnershipMoves',
    method: 'get',
    path: '/partnerships/{id}/moves',
    tag,
    summary: 'Every move of a partnership with who, when and why, oldest first',
    permission: 'partnerships.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          from: z.enum(STAGES).nullable(),
          to: z.enum(STAGES),
          reason: z.string(),
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
    handle: ({ ctx, params }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        ok({ body: { items: await listMoves(ctx.db, id) } }),
      ),
  }),
  operation({
    id: 'listPartnershipContacts',
    method: 'get',
    path: '/partnerships/{id}/contacts',
    tag,
    summary: 'Contacts of the partner that have a role in a partnership',
    permission: 'partner-contacts.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          name: z.string(),
          role: z.string(),
          email: z.string().nullable(),
          phone: z.string().nullable(),
        }),
      ),
    }),
    handle: ({ ctx, scope, params }) =>
      withPartnership(ctx, params.id, async (found) =>
        ok({ body: { items: await contactsOfPartnership(ctx.db, scope, found.id) } }),
      ),
  }),
  operation({
    id: 'listPartnershipNotes',
    method: 'get',
    path: '/partnerships/{id}/notes',
    tag,
    summary: 'Private notes on a partnership, for the operator’s people of its department',
    permission: 'notes.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({ id: uuid, body: z.string(), author: z.string(), createdAt: z.string() }),
      ),
    }),
    handle: ({ ctx, scope, params }) =>
      withPartnership(ctx, params.id, async (found) => {
        const items = await listPartnershipNotes(ctx.db, scope, ownedOf(found));
        return items ? ok({ body: { items } }) : fail({ code: 'out-of-scope' });
      }),
  }),
  operation({
    id: 'addPartnershipNote',
    method: 'post',
    path: '/partnerships/{id}/notes',
    tag,
    summary: 'Add a private note on a partnership',
    permission: 'notes.write',
    params: idParams,
    body: noteInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        created(await addPartnershipNote(ctx, scope, id, body.body)),
      ),
  }),
];
