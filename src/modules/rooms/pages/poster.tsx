import { Link } from 'react-router';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { day as calendarDay } from '../../alliance/public.ts';
import { mondayOf } from '../calendar/domain.ts';
import { useDayName, useHours } from '../components/week-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { isHost } from '../policy.ts';
import { getRoom } from '../queries.ts';
import { readWeek } from '../week/queries.ts';

/** The week of a room for its door: printed, large, without menus. */
export const loader = guard('rooms.decide', async ({ ctx, actor, params, url }) => {
  const room = await getRoom(ctx.db, params.id ?? '');
  if (!room) throw notFound();
  if (!isHost(actor, { departmentCode: room.departmentCode, placeId: room.place.id }))
    throw notFound();
  const asked = calendarDay.safeParse(url.searchParams.get('semaine') ?? '');
  const monday = mondayOf(asked.success ? asked.data : today(ctx.now));
  return { room, monday, week: await readWeek(ctx, room, monday) };
});

export default function Poster({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const hours = useHours();
  const dayName = useDayName();
  const { room, monday, week } = loaderData;
  return (
    <>
      <title>{`${t.poster} — Maillage`}</title>
      <div className="no-print mb-6">
        <p>
          <Link to={`/salles/${room.id}?semaine=${monday}`}>{t.posterPage.back}</Link>
        </p>
        <p className="hint">{t.posterPage.print}</p>
      </div>
      <h1>{room.name}</h1>
      <p className="mb-4 text-xl">
        {room.place.name} · {t.weekOf(formatDay(locale, monday))}
      </p>
      <dl className="grid gap-4 text-lg">
        {week
          .filter(({ open, entries }) => open.length + entries.length > 0)
          .map(({ day, open, entries, closed }) => {
            const held = entries.filter(({ pending }) => !pending);
            return (
              <div key={day} className="border-t-2 pt-2">
                <dt className="font-bold">
                  {dayName(day)} <span className="font-normal">{open.map(hours).join(', ')}</span>
                </dt>
                <dd>
                  {closed.map((reason) => (
                    <p key={reason} className="font-bold">
                      {t.closure} : {reason}
                    </p>
                  ))}
                  {held.length === 0 && closed.length === 0 ? <p>{t.posterPage.free}</p> : null}
                  <ul>
                    {held.map((entry) => (
                      <li key={entry.from}>
                        <strong className="whitespace-nowrap">{hours(entry)}</strong>{' '}
                        {entry.purpose}, {entry.who ?? t.operator}
                      </li>
                    ))}
                  </ul>
                </dd>
              </div>
            );
          })}
      </dl>
    </>
  );
}
