import { z } from 'zod';
import { DOCUMENT_BYTES } from '../../../../platform/files/documents.ts';
import {
  inlineBytes,
  inlineFile,
  inlineFileOutput,
  readInline,
  withInlineFile,
} from '../../../../platform/http/inline-file.ts';
import { operation } from '../../../../platform/http/operation.ts';
import { fail, ok } from '../../../../platform/result.ts';
import { day, idOutput, idParams } from '../../../alliance/public.ts';
import { withPartnership } from '../../api.ts';
import { withConvention } from '../api.ts';
import { CONVENTION_STATUSES } from '../domain.ts';
import { renderConvention, takeScan } from './commands.ts';
import { conventionFile, findSealed, waitToVerify } from './queries.ts';

const tag = 'Conventions';

export const sealingOperations = [
  operation({
    id: 'getConventionFile',
    method: 'get',
    path: '/conventions/{id}/files/{which}',
    tag,
    summary: 'A convention on paper in base64: what it says now, the sealed document, or the scan',
    permission: 'conventions.read',
    params: idParams.extend({ which: z.enum(['text', 'sealed', 'scan']) }),
    output: inlineFileOutput,
    handle: ({ ctx, params, services }) =>
      withConvention(ctx, params.id, async ({ id, number, partnershipId }) => {
        if (params.which === 'text')
          return withPartnership(ctx, partnershipId, async ({ reference }) => {
            const pdf = await renderConvention(ctx.db, services.pdf, id, ctx.now);
            if (!pdf) return fail({ code: 'not-found' });
            const name = `convention-${reference}-${number}.pdf`;
            const content = pdf.toString('base64');
            return ok({ body: { name, type: 'application/pdf', content } });
          });
        const kept = await conventionFile(ctx.db, id, params.which);
        const file = kept ? await readInline(services.files, kept) : null;
        return file ? ok({ body: file }) : fail({ code: 'not-found' });
      }),
  }),
  operation({
    id: 'attachScan',
    method: 'post',
    path: '/conventions/{id}/scan',
    tag,
    summary: 'Take a scanned copy that everybody signed by hand in place of signatures by link',
    permission: 'conventions.write',
    params: idParams,
    body: z.object({ file: inlineFile, signedOn: day.describe('Day of the last signature') }),
    bodyBytes: inlineBytes(DOCUMENT_BYTES),
    output: idOutput,
    handle: ({ ctx, scope, params, body: { file, signedOn }, services }) =>
      withConvention(ctx, params.id, ({ id }) =>
        withInlineFile(file, services.temporaryFolder, async (uploaded) => {
          const taken = await takeScan(ctx, scope, services.files, id, uploaded, signedOn);
          if (taken.ok) return ok({ body: { id }, created: true });
          const { code, field } = taken.failure;
          return fail({ code, field: field === 'scan' ? 'file' : field });
        }),
      ),
  }),
  operation({
    id: 'verifyConvention',
    method: 'get',
    path: '/conventions/verification',
    tag,
    summary: 'The sealed convention that a file is, for who has the file: thirty times an hour',
    permission: 'NONE',
    query: z.object({
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/i, 'invalid')
        .transform((text) => text.toLowerCase())
        .describe('Digest of the file, hexadecimal'),
    }),
    output: z.object({
      reference: z.string().describe('Of the partnership'),
      number: z.number().int(),
      sealedAt: z.string(),
      status: z.enum(CONVENTION_STATUSES),
    }),
    handle: async ({ ctx, query, clientAddress }) => {
      const wait = await waitToVerify(ctx.db, clientAddress);
      if (wait > 0) return fail({ code: 'too-many', retryAfter: wait });
      const found = await findSealed(ctx.db, query.sha256);
      return found ? ok({ body: found }) : fail({ code: 'not-found' });
    },
  }),
];
