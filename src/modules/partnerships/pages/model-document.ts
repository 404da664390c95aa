import { sendDocument } from '../../../platform/files/documents.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { listModelDocuments } from '../models/queries.ts';

/** A document of a model, to be saved. */
export const loader = guard('models.read', async ({ ctx, scope, services, params }) => {
  const all = await listModelDocuments(ctx.db, scope, params.id ?? '');
  const file = all.find(({ id }) => id === params.document);
  if (!file) throw notFound();
  return sendDocument(services.files, file);
});
