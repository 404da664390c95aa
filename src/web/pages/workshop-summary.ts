import { sendPdf } from '../../platform/files/documents.ts';
import { guard, notFound } from '../../platform/http/route.ts';
import { readWorkshop } from '../workshop/queries.ts';
import { summaryOf } from '../workshop/summary.ts';

/** One page on paper for a meeting: the territory's figures, needs, decisions and plan. */
export const loader = guard(
  { permission: 'codesign.read', limit: { name: 'pdf', calls: 60, seconds: 600 } },
  async ({ ctx, scope, services, params }) => {
    const code = (params.code ?? '').toUpperCase();
    const workshop = await readWorkshop(ctx, scope, params.kind, code);
    if (!workshop) throw notFound();
    const file = services.pdf(
      'modules/partnerships/co-design/summary.typ',
      summaryOf(workshop, ctx.locale, ctx.now),
      ctx.now,
    );
    return sendPdf(file, `atelier-${workshop.area.kind}-${code}.pdf`);
  },
);
