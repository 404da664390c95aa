import { z } from 'zod';
import { DOCUMENT_BYTES } from '../../../platform/files/documents.ts';
import {
  inlineBytes,
  inlineFile,
  inlineFileOutput,
  readInline,
  withInlineFile,
} from '../../../platform/http/inline-file.ts';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import {
  commitment,
  created,
  done,
  idOutput,
  idParams,
  prose,
  uuid,
  version,
} from '../../alliance/public.ts';
import { withPartnership } from '../api.ts';
import { PARTNERSHIP_TYPES, STAGES } from '../domain.ts';
import { createModel, takeModelDocument, updateModel } from './commands.ts';
import { modelInput } from './contract.ts';
import { familyOf, getModel, listModelDocuments, listModels, modelsAround } from './queries.ts';

const tag = 'Models';
const documentParams = idParams.extend({ document: uuid });

const modelOutput = z.object({
  id: uuid,
  title: z.string(),
  problem: z.string(),
  moneyEuros: z.number().nullable(),
  days: z.number().nullable(),
  inKind: z.string(),
  results: z.string(),
  conditions: z.string(),
  contactName: z.string(),
  contactEmail: z.string(),
  commitment,
  type: z.enum(PARTNERSHIP_TYPES),
  departmentCode: z.string(),
  departmentName: z.string(),
  source: z.object({ id: uuid, title: z.string() }).describe('The partnership that it tells of'),
  partner: z.object({ id: uuid, name: z.string(), kind: z.string() }),
  replications: z.number().int().describe('Partnerships that took it over'),
  version: z.number().int(),
});

export const modelOperations = [
  operation({
    id: 'listModels',
    method: 'get',
    path: '/models',
    tag,
    summary: 'Partnerships that work, told for others; those most taken over first',
    permission: 'models.read',
    query: z.object({ commitment: commitment.optional() }),
    output: z.object({ items: z.array(modelOutput) }),
    handle: async ({ ctx, scope, query }) =>
      ok({ body: { items: await listModels(ctx.db, scope, query.commitment ?? null) } }),
  }),
  operation({
    id: 'getModel',
    method: 'get',
    path: '/models/{id}',
    tag,
    summary: 'One model with the documents beside it',
    permission: 'models.read',
    params: idParams,
    output: modelOutput.extend({
      documents: z.array(
        z.object({
          id: uuid,
          title: z.string(),
          fileName: z.string(),
          type: z.string(),
          size: z.number().int(),
        }),
      ),
    }),
    handle: async ({ ctx, scope, params }) => {
      const found = await getModel(ctx.db, scope, params.id);
      if (!found) return fail({ code: 'not-found' });
      const documents = await listModelDocuments(ctx.db, scope, found.id);
      return ok({ body: { ...found, documents } });
    },
  }),
  operation({
    id: 'createModel',
    method: 'post',
    path: '/partnerships/{id}/model',
    tag,
    summary: 'Make a model of a partnership that was agreed once; one model a partnership',
    permission: 'models.write',
    params: idParams,
    body: modelInput,
    output: idOutput,
    handle: ({ ctx, scope, params, body }) =>
      withPartnership(ctx, params.id, async ({ id }) =>
        created(await createModel(ctx, scope, id, body)),
      ),
  }),
  operation({
    id: 'updateModel',
    method: 'put',
    path: '/models/{id}',
    tag,
    summary: 'Replace what a model tells',
    permission: 'models.write',
    params: idParams,
    body: modelInput.safeExtend({ version }),
    output: idOutput,
    handle: async ({ ctx, scope, params, body: { version: seen, ...input } }) =>
      done(await updateModel(ctx, scope, params.id, seen, input), params.id),
  }),
  operation({
    id: 'addModelDocument',
    method: 'post',
    path: '/models/{id}/documents',
    tag,
    summary: 'Put a document beside a model, up to 20 MB: PDF, PNG, JPEG or an office document',
    permission: 'models.write',
    params: idParams,
    body: z.object({
      title: prose(160).default('').describe('The file’s name when it is left out'),
      file: inlineFile,
    }),
    bodyBytes: inlineBytes(DOCUMENT_BYTES),
    output: idOutput,
    handle: ({ ctx, scope, params, body: { title, file }, services }) =>
      withInlineFile(file, services.temporaryFolder, async (uploaded) =>
        created(await takeModelDocument(ctx, scope, services.files, params.id, title, uploaded)),
      ),
  }),
  operation({
    id: 'getModelDocument',
    method: 'get',
    path: '/models/{id}/documents/{document}',
    tag,
    summary: 'A document of a model with its content in base64',
    permission: 'models.read',
    params: documentParams,
    output: inlineFileOutput,
    handle: async ({ ctx, scope, params, services }) => {
      const all = await listModelDocuments(ctx.db, scope, params.id);
      const stored = all.find(({ id }) => id === params.document);
      const file = stored ? await readInline(services.files, stored) : null;
      return file ? ok({ body: file }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'getFamily',
    method: 'get',
    path: '/partnerships/{id}/family',
    tag,
    summary: 'The model of a partnership, the one it took over, and all that share its origin',
    permission: 'models.read',
    params: idParams,
    output: z.object({
      own: uuid.nullable().describe('The model that tells of it'),
      taken: z.object({ id: uuid, title: z.string() }).nullable(),
      rootId: uuid.describe('The first partnership of the family'),
      members: z.array(
        z.object({
          id: uuid,
          title: z.string(),
          departmentCode: z.string(),
          stage: z.enum(STAGES),
          from: uuid.nullable().describe('The partnership that it was taken over from'),
        }),
      ),
    }),
    handle: ({ ctx, params }) =>
      withPartnership(ctx, params.id, async ({ id }) => {
        const { rootId, family } = await familyOf(ctx.db, id);
        return ok({ body: { ...(await modelsAround(ctx.db, id)), rootId, members: family } });
      }),
  }),
];
