import { sendDocument, sendPdf } from '../../../platform/files/documents.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { renderConvention } from '../convention/sealing/commands.ts';
import { conventionFile } from '../convention/sealing/queries.ts';
import { readLink } from '../convention/signing/queries.ts';

/** The convention behind a personal link: its text while it is signed, then the sealed document. */
export const loader = guard(
  { permission: 'NONE', limit: { name: 'pdf', calls: 60, seconds: 600 } },
  async ({ ctx, services, params }) => {
    const link = await readLink(ctx.db, params.secret ?? '', ctx.now);
    if (link.state === 'open') {
      const file = await renderConvention(ctx.db, services.pdf, link.conventionId, ctx.now);
      if (file) return sendPdf(file, 'convention.pdf');
    }
    const kept =
      link.state === 'over' && link.sealed
        ? await conventionFile(ctx.db, link.sealed, 'sealed')
        : null;
    if (!kept) throw notFound();
    return sendDocument(services.files, kept);
  },
);
