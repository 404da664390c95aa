import { Readable } from 'node:stream';
import { guard, notFound } from '../../../platform/http/route.ts';
import { getImport } from '../queries.ts';

/** The rejected rows of an import, with the reason of each. */
export const loader = guard(
  { permission: 'imports.run', limit: { name: 'export', calls: 60, seconds: 600 } },
  async ({ ctx, scope, services, params }) => {
    const run = await getImport(ctx.db, scope, params.id ?? '');
    const content = run?.rejectedFile ? await services.files.get(run.rejectedFile) : null;
    if (!content) throw notFound();
    return new Response(Readable.toWeb(content as Readable) as ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="rejected.csv"',
      },
    });
  },
);
