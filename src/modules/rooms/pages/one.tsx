import { Link } from 'react-router';
import { authorize } from '../../../platform/access/access.ts';
import { guard, notFound } from '../../../platform/http/route.ts';
import { formatDay, formatDuration, formatShare, today } from '../../../platform/i18n/messages.ts';
import { daysLater } from '../../../platform/i18n/paris-time.ts';
import { Notice, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { day as calendarDay } from '../../alliance/public.ts';
import { listBookings } from '../bookings/queries.ts';
import { mondayOf } from '../calendar/domain.ts';
import { BookingTable } from '../components/booking-table.tsx';
import { RoomTags } from '../components/room-facts.tsx';
import { WeekTable } from '../components/week-table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { isHost, mayWriteRoom } from '../policy.ts';
import { getRoom } from '../queries.ts';
import { readOccupancy, readWeek } from '../week/queries.ts';

export const loader = guard('rooms.read', async ({ ctx, actor, params, url }) => {
  const room = await getRoom(ctx.db, params.id ?? '');
  if (!room) throw notFound();
  const owned = { departmentCode: room.departmentCode, placeId: room.place.id };
  const asked = calendarDay.safeParse(url.searchParams.get('semaine') ?? '');
  const monday = mondayOf(asked.success ? asked.data : today(ctx.now));
  const host = isHost(actor, owned);
  const write = authorize(actor, 'rooms.write');
  const waiting = host
    ? await listBookings(ctx.db, {
        room: room.id,
        statuses: ['pending'],
        during: { from: ctx.now.getTime(), to: ctx.now.getTime() + 500 * 86_400_000 },
      })
    : [];
  return {
    room,
    monday,
    before: daysLater(monday, -7),
    after: daysLater(monday, 7),
    week: await readWeek(ctx, room, monday),
    occupancy: host ? await readOccupancy(ctx.db, room, ctx.now) : null,
    waiting,
    host,
    mayWrite: write !== null && mayWriteRoom(write, owned),
    mayBook: actor.abilities.has('rooms.book') && room.status === 'open',
    saved: url.searchParams.get('fait') === '1',
  };
});

type Data = PageProps<typeof loader>['loaderData'];

export default function RoomPage({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const { room, monday, before, after, week, waiting, mayBook, saved } = loaderData;
  const here = `/salles/${room.id}`;
  const title = t.weekOf(formatDay(locale, monday));
  return (
    <>
      <title>{`${room.name} — Maillage`}</title>
      <PageHeader
        title={room.name}
        lead={`${room.place.name}, ${room.communeName}`}
        crumbs={[{ label: t.title, to: '/salles' }]}
        over={
          <>
            <span className="tag">{t.seatsAre(room.seats)}</span>
            <span className="tag">{t.freeOfCharge}</span>
          </>
        }
        actions={<Ways {...loaderData} />}
      />
      {saved ? (
        <Notice tone="ok" live>
          {t.saved}
        </Notice>
      ) : null}
      {room.status === 'closed' ? <Notice tone="warning" title={t.closedForGood} /> : null}
      {waiting.length > 0 ? (
        <Section title={t.waiting} id="attente">
          <BookingTable rows={waiting} caption={t.waiting} />
        </Section>
      ) : null}
      <Section
        title={title}
        id="semaine"
        aside={
          <nav aria-label={t.week} className="flex flex-wrap gap-3">
            <Link to={`${here}?semaine=${before}`}>← {t.previous}</Link>
            <Link to={here}>{t.thisWeek}</Link>
            <Link to={`${here}?semaine=${after}`}>{t.next} →</Link>
          </nav>
        }
      >
        <WeekTable days={week} caption={title} bookAt={mayBook ? `${here}/reserver` : null} />
      </Section>
      <div className="grid gap-x-8 lg:grid-cols-2">
        <Facts {...loaderData} />
        <Use {...loaderData} />
      </div>
    </>
  );
}

function Ways({ room, host, mayWrite, mayBook, monday }: Data) {
  const t = useText({ fr, en });
  const here = `/salles/${room.id}`;
  return (
    <>
      {mayBook ? (
        <Link className="btn" to={`${here}/reserver`}>
          {t.book}
        </Link>
      ) : null}
      {host ? (
        <Link className="btn btn-quiet" to={`${here}/affiche?semaine=${monday}`}>
          {t.poster}
        </Link>
      ) : null}
      {mayWrite ? (
        <>
          <Link className="btn btn-quiet" to={`${here}/fermetures`}>
            {t.closures}
          </Link>
          <Link className="btn btn-quiet" to={`${here}/modifier`}>
            {t.edit}
          </Link>
        </>
      ) : null}
    </>
  );
}

function Facts({ room }: Data) {
  const t = useText({ fr, en });
  return (
    <Section title={t.room} id="salle">
      <div className="card grid gap-3">
        <RoomTags room={room} />
        <p>
          <Link to={`/lieux/${room.place.id}`}>{room.place.name}</Link>
          <span className="block">{room.place.address}</span>
        </p>
        {room.note ? <p className="whitespace-pre-line">{room.note}</p> : null}
        <p className="hint">
          {t.confirmations[room.confirmation]}. {t.openTos[room.openTo]}.
        </p>
      </div>
    </Section>
  );
}

function Use({ occupancy }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  if (!occupancy) return null;
  const { openMinutes, bookedMinutes, bookings, noShows } = occupancy;
  return (
    <Section title={t.occupancy} id="occupation">
      <div className="card">
        <p className="big-number">
          {formatShare(locale, openMinutes > 0 ? bookedMinutes / openMinutes : 0)}
        </p>
        <p className="font-semibold">{t.occupancyShare}</p>
        <p>{t.occupancyHours(formatDuration(bookedMinutes), formatDuration(openMinutes))}</p>
        <p className="hint">{t.occupancyCounts(bookings, noShows)}</p>
      </div>
    </Section>
  );
}
