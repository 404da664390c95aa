import { z } from 'zod';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { created, done, idOutput, idParams, uuid, version } from '../../alliance/public.ts';
import { withPartner } from '../api.ts';
import { addContact } from '../commands.ts';
import { contactInput } from '../contract.ts';
import { mayWritePartner } from '../policy.ts';
import { listContacts } from '../queries.ts';
import { removeContact, updateContact } from './commands.ts';
import { contactRecord, contactRoles } from './contract.ts';
import { getContact } from './queries.ts';

const tag = 'Contacts';
const contactParams = idParams.extend({ contact: uuid });

const contactSummary = z.object({
  id: uuid,
  name: z.string(),
  function: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

const contactOutput = contactSummary.extend({
  consentOn: z.string().nullable(),
  consentPurpose: z.string(),
  consentEndedOn: z.string().nullable(),
  version: z.number().int(),
  roles: z.array(z.object({ partnershipId: uuid, role: z.string() })),
});

async function readContact(ctx: Ctx, params: z.output<typeof contactParams>) {
  const read = authorize(ctx.actor, 'partner-contacts.read');
  const contact = await getContact(ctx.db, read, params.id, params.contact);
  return contact ? ok({ body: contact }) : fail({ code: 'not-found' });
}

export const contactOperations = [
  operation({
    id: 'listContacts',
    method: 'get',
    path: '/partners/{id}/contacts',
    tag,
    summary: 'Contacts of a partner, and whether each agreed to be written to',
    permission: 'partner-contacts.read',
    params: idParams,
    output: z.object({ items: z.array(contactSummary.extend({ agreed: z.boolean() })) }),
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async () =>
        ok({ body: { items: await listContacts(ctx.db, scope, params.id) } }),
      ),
  }),
  operation({
    id: 'getContact',
    method: 'get',
    path: '/partners/{id}/contacts/{contact}',
    tag,
    summary: 'One contact with its consent and what it is in each partnership',
    permission: 'partners.write',
    params: contactParams,
    output: contactOutput,
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async (partner) =>
        mayWritePartner(scope, partner) ? readContact(ctx, params) : fail({ code: 'out-of-scope' }),
      ),
  }),
  operation({
    id: 'addContact',
    method: 'post',
    path: '/partners/{id}/contacts',
    tag,
    summary: 'Add a contact; its consent and roles are set by replacing it',
    permission: 'partners.write',
    params: idParams,
    body: contactInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartner(ctx, params.id, async () =>
        created(await addContact(ctx, scope, params.id, body)),
      ),
  }),
  operation({
    id: 'updateContact',
    method: 'put',
    path: '/partners/{id}/contacts/{contact}',
    tag,
    summary: 'Replace a contact, its consent and its roles in this partner’s partnerships',
    permission: 'partners.write',
    params: contactParams,
    body: contactRecord.extend({ roles: contactRoles, version }),
    output: contactOutput,
    handle: ({ ctx, scope, params, body: { version: seen, roles, ...input } }) =>
      withPartner(ctx, params.id, async (partner) => {
        const { contact } = params;
        const saved = await updateContact(ctx, scope, partner.id, contact, seen, input, roles);
        return saved.ok ? readContact(ctx, params) : saved;
      }),
  }),
  operation({
    id: 'removeContact',
    method: 'delete',
    path: '/partners/{id}/contacts/{contact}',
    tag,
    summary: 'Remove a contact for good; the trace names nobody',
    permission: 'partners.write',
    params: contactParams,
    output: idOutput,
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async () =>
        done(await removeContact(ctx, scope, params.id, params.contact), params.contact),
      ),
  }),
];
