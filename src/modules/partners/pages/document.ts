import { sendDocument } from '../../../platform/files/documents.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { documentFile } from '../documents/queries.ts';

/** A partner's paper, to be saved. */
export const loader = guard('partners.read', async ({ ctx, scope, services, params }) => {
  const file = await documentFile(ctx.db, scope, params.id ?? '', params.document ?? '');
  if (!file) throw notFound();
  return sendDocument(services.files, file);
});
