import { isUuid } from '../../../platform/db/ids.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { calendarOf } from '../feed/domain.ts';
import { fr } from '../messages.fr.ts';
import { listSessions } from '../queries.ts';

const KINDS = { lieu: 'place', partenaire: 'partner' } as const;
const MONTH = 30 * 86_400_000;

/** Open workshops of a place or a partner, for calendars that people subscribe to. */
export const loader = guard(
  { permission: 'NONE', limit: { name: 'open-data', calls: 240, seconds: 600 } },
  async ({ ctx, services, params }) => {
    const kind = params.kind === 'lieu' || params.kind === 'partenaire' ? KINDS[params.kind] : null;
    const id = params.id ?? '';
    if (!kind || !isUuid(id)) throw notFound();
    const { items } = await listSessions(
      ctx.db,
      { [kind]: id, after: new Date(ctx.now.getTime() - MONTH) },
      null,
      200,
    );
    const sessions = items
      .filter(({ open }) => open)
      .map((row) => ({
        id: row.id,
        title: row.title,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        state: row.state,
        version: row.version,
        where: `${row.place.name}, ${row.place.postalCode} ${row.communeName}`,
        url: `${services.publicUrl}/ateliers-ouverts/${row.id}`,
      }));
    return new Response(calendarOf(fr.title, sessions, ctx.now), {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="ateliers.ics"',
        'cache-control': 'public, max-age=900',
      },
    });
  },
);
