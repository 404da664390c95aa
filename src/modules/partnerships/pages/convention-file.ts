import { authorize } from '../../../platform/access/access.ts';
import { sendDocument, sendPdf } from '../../../platform/files/documents.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { mayReadConvention } from '../convention/policy.ts';
import { ownerOfConvention, readConvention } from '../convention/queries.ts';
import { renderConvention } from '../convention/sealing/commands.ts';
import { conventionFile } from '../convention/sealing/queries.ts';
import { getPartnership } from '../queries.ts';

/** A convention on paper: what it says now, the sealed document, or the scanned copy. */
export const loader = guard('conventions.read', async ({ ctx, actor, scope, services, params }) => {
  const read = authorize(actor, 'partnerships.read');
  const found = read ? await getPartnership(ctx.db, read, params.id ?? '') : null;
  const convention = await readConvention(ctx.db, params.convention ?? '');
  const owner = convention ? await ownerOfConvention(ctx.db, { convention: convention.id }) : null;
  if (!found || convention?.partnershipId !== found.id || !owner) throw notFound();
  if (!mayReadConvention(scope, owner)) throw notFound();
  if (params.which === 'texte') {
    const file = await renderConvention(ctx.db, services.pdf, convention.id, ctx.now);
    if (!file) throw notFound();
    const name = `convention-${found.reference}-${convention.number}.pdf`;
    return sendPdf(file, name);
  }
  const which = { scellee: 'sealed', copie: 'scan' }[params.which ?? ''] as
    | 'sealed'
    | 'scan'
    | undefined;
  const kept = which ? await conventionFile(ctx.db, convention.id, which) : null;
  if (!kept) throw notFound();
  return sendDocument(services.files, kept);
});
