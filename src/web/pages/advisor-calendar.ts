import { advisorsFr, calendarAccountOf, listPresences } from '../../modules/advisors/public.ts';
import { calendarOf, listSessions } from '../../modules/workshops/public.ts';
import { isUuid } from '../../platform/db/ids.ts';
import { guard, notFound } from '../../platform/http/route.ts';

const MONTH = 30 * 86_400_000;

/**
 * The diary of an advisor for calendars that people subscribe to: presences and the sessions that
 * they lead. It names places and times, nobody who comes.
 */
export const loader = guard(
  { permission: 'NONE', limit: { name: 'open-data', calls: 240, seconds: 600 } },
  async ({ ctx, services, params }) => {
    const id = params.id ?? '';
    const advisor = isUuid(id) ? await calendarAccountOf(ctx.db, id) : null;
    if (!advisor) throw notFound();
    const after = new Date(ctx.now.getTime() - MONTH);
    const presences = await listPresences(ctx.db, { advisor: id, after }, null, 300);
    const sessions = advisor.accountId
      ? await listSessions(ctx.db, { ledBy: advisor.accountId, after }, null, 200)
      : { items: [] };
    const events = [
      ...presences.items.map((row) => ({
        id: row.id,
        title: `${advisorsFr.kinds[row.advisor.kind]}${row.byAppointment ? ` (${advisorsFr.rounds.byAppointment.toLowerCase()})` : ''}`,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        state: row.state,
        version: row.version,
        where: `${row.place.name}, ${row.place.communeName}`,
        url: `${services.publicUrl}/conseillers/presences/${row.id}`,
      })),
      ...sessions.items.map((row) => ({
        id: row.id,
        title: row.title,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        state: row.state,
        version: row.version,
        where: `${row.place.name}, ${row.place.postalCode} ${row.communeName}`,
        url: `${services.publicUrl}/ateliers-ouverts/${row.id}`,
      })),
    ];
    return new Response(calendarOf(advisorsFr.rounds.title, events, ctx.now), {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="presences.ics"',
        'cache-control': 'public, max-age=900',
      },
    });
  },
);
