import { z } from 'zod';
import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { DOCUMENT_BYTES, storeDocument } from '../../../platform/files/documents.ts';
import {
  inlineBytes,
  inlineFile,
  inlineFileOutput,
  readInline,
  withInlineFile,
} from '../../../platform/http/inline-file.ts';
import { operation } from '../../../platform/http/operation.ts';
import { fail, ok } from '../../../platform/result.ts';
import { created, done, idOutput, idParams, uuid } from '../../alliance/public.ts';
import { withPartner } from '../api.ts';
import { addDocument, removeDocument } from './commands.ts';
import { documentInput } from './contract.ts';
import { documentFile, listDocuments } from './queries.ts';

const tag = 'Documents';
const documentParams = idParams.extend({ document: uuid });

const reachOf = (ctx: Ctx, papers: Scope<'partner-documents.read'>) => ({
  papers,
  apart: authorize(ctx.actor, 'private-documents.read'),
});

export const documentOperations = [
  operation({
    id: 'listDocuments',
    method: 'get',
    path: '/partners/{id}/documents',
    tag,
    summary: 'Papers of a partner, latest first',
    permission: 'partner-documents.read',
    params: idParams,
    output: z.object({
      items: z.array(
        z.object({
          id: uuid,
          kind: z.string(),
          title: z.string(),
          fileName: z.string(),
          size: z.number().int(),
          expiresOn: z.string().nullable(),
          private: z.boolean(),
          partnershipId: uuid.nullable(),
          uploadedAt: z.string(),
          uploadedBy: z.string(),
        }),
      ),
    }),
    handle: ({ ctx, scope, params }) =>
      withPartner(ctx, params.id, async ({ id }) =>
        ok({ body: { items: await listDocuments(ctx.db, reachOf(ctx, scope), id) } }),
      ),
  }),
  operation({
    id: 'getDocument',
    method: 'get',
    path: '/partners/{id}/documents/{document}',
    tag,
    summary: 'One paper with its content in base64',
    permission: 'partner-documents.read',
    params: documentParams,
    output: inlineFileOutput,
    handle: async ({ ctx, scope, params, services }) => {
      const stored = await documentFile(ctx.db, reachOf(ctx, scope), params.id, params.document);
      const file = stored ? await readInline(services.files, stored) : null;
      return file ? ok({ body: file }) : fail({ code: 'not-found' });
    },
  }),
  operation({
    id: 'addDocument',
    method: 'post',
    path: '/partners/{id}/documents',
    tag,
    summary: 'Hand a paper in, up to 20 MB: PDF, PNG, JPEG or an office document',
    permission: 'partners.write',
    params: idParams,
    body: documentInput.extend({
      private: z.boolean().default(false).describe('For the operator’s eyes only'),
      file: inlineFile,
    }),
    bodyBytes: inlineBytes(DOCUMENT_BYTES),
    output: idOutput,
    handle: ({ ctx, scope, params, body: { file, ...input }, services }) =>
      withPartner(ctx, params.id, ({ id }) =>
        withInlineFile(file, services.temporaryFolder, async (uploaded) => {
          const stored = await storeDocument(services.files, uploaded, `documents/${newId()}`);
          if (!stored.ok) return fail({ code: stored.failure.code, field: 'file' });
          const added = await addDocument(ctx, scope, id, input, stored.value);
          if (!added.ok) await services.files.remove(stored.value.key);
          return created(added);
        }),
      ),
  }),
  operation({
    id: 'removeDocument',
    method: 'delete',
    path: '/partners/{id}/documents/{document}',
    tag,
    summary: 'Take a paper off the record',
    permission: 'partners.write',
    params: documentParams,
    output: idOutput,
    handle: ({ ctx, scope, params: { id, document } }) =>
      withPartner(ctx, id, async () =>
        done(await removeDocument(ctx, scope, id, document), document),
      ),
  }),
];
