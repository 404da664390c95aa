import { authorize } from '../../../platform/access/access.ts';
import { sendDocument } from '../../../platform/files/documents.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { documentFile } from '../documents/queries.ts';

/** A partner's paper, to be saved. */
export const loader = guard(
  'partner-documents.read',
  async ({ ctx, actor, scope, services, params }) => {
    const reach = { papers: scope, apart: authorize(actor, 'private-documents.read') };
    const file = await documentFile(ctx.db, reach, params.id ?? '', params.document ?? '');
    if (!file) throw notFound();
    return sendDocument(services.files, file);
  },
);
