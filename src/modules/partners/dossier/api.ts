import { z } from 'zod';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { created, done, idOutput, idParams, uuid } from '../../alliance/public.ts';
import { withPartner } from '../api.ts';
import {
  addEstablishment,
  addLabel,
  removeEstablishment,
  removeLabel,
  setFederation,
} from './commands.ts';
import { establishmentInput, labelInput } from './contract.ts';
import { readDossier, rolesFromPartnerships } from './queries.ts';

const tag = 'Partners';

const related = z.object({ id: uuid, name: z.string(), communeName: z.string().nullable() });

export const dossierOperations = [
  operation({
    id: 'getDossier',
    method: 'get',
    path: '/partners/{id}/dossier',
    tag,
    summary: 'What hangs on a partner’s record: labels and roles, establishments, federation',
    permission: 'partners.read',
    params: idParams,
    output: z.object({
      labels: z.array(
        z.object({
          id: uuid,
          kind: z.enum(['label', 'role']),
          code: z.string(),
          source: z.string(),
          validFrom: z.string().nullable(),
          validTo: z.string().nullable(),
        }),
      ),
      rolesFromPartnerships: z
        .array(z.string())
        .describe('What the partner is by the partnerships that run with it'),
      establishments: z.array(
        z.object({
          id: uuid,
          name: z.string(),
          siret: z.string().nullable(),
          address: z.string(),
          communeName: z.string().nullable(),
        }),
      ),
      federations: z.array(related).describe('From the nearest one up'),
      members: z.array(related),
    }),
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async ({ id }) => {
        const dossier = await readDossier(ctx.db, scope, id);
        if (!dossier) return fail({ code: 'not-found' });
        const roles = await rolesFromPartnerships(ctx.db, id);
        return ok({ body: { ...dossier, rolesFromPartnerships: roles } });
      }),
  }),
  operation({
    id: 'addLabel',
    method: 'post',
    path: '/partners/{id}/labels',
    tag,
    summary: 'Add a label, or a role to us, with its dates',
    permission: 'partners.write',
    params: idParams,
    body: labelInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartner(ctx, params.id, async ({ id }) => created(await addLabel(ctx, scope, id, body))),
  }),
  operation({
    id: 'removeLabel',
    method: 'delete',
    path: '/partners/{id}/labels/{label}',
    tag,
    summary: 'Take a label or role off the record',
    permission: 'partners.write',
    params: idParams.extend({ label: uuid }),
    output: idOutput,
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async ({ id }) =>
        done(await removeLabel(ctx, scope, id, params.label), params.label),
      ),
  }),
  operation({
    id: 'addEstablishment',
    method: 'post',
    path: '/partners/{id}/establishments',
    tag,
    summary: 'Add another site of the organisation',
    permission: 'partners.write',
    params: idParams,
    body: establishmentInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartner(ctx, params.id, async ({ id }) =>
        created(await addEstablishment(ctx, scope, id, body)),
      ),
  }),
  operation({
    id: 'removeEstablishment',
    method: 'delete',
    path: '/partners/{id}/establishments/{establishment}',
    tag,
    summary: 'Take a site off the record',
    permission: 'partners.write',
    params: idParams.extend({ establishment: uuid }),
    output: idOutput,
    handle: ({ ctx, scope, params: { id, establishment } }) =>
      withPartner(ctx, id, async () =>
        done(await removeEstablishment(ctx, scope, id, establishment), establishment),
      ),
  }),
  operation({
    id: 'setFederation',
    method: 'put',
    path: '/partners/{id}/federation',
    tag,
    summary: 'Put a partner under its federation, or take it out with null',
    permission: 'partners.write',
    params: idParams,
    body: z.object({ parentId: uuid.nullable() }),
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartner(ctx, params.id, async ({ id }) =>
        done(await setFederation(ctx, scope, id, body.parentId), id),
      ),
  }),
];
