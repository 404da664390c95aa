import { Link } from 'react-router';
import { guard } from '../../../platform/http/route.ts';
import { formatDay, today } from '../../../platform/i18n/messages.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { ChoiceField, SelectField, TextField } from '../../../ui/form.tsx';
import { EmptyState, PageHeader, Section } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import type { PageProps } from '../../../ui/page.ts';
import { SearchForm } from '../../../ui/search-form.tsx';
import { DataTable } from '../../../ui/table.tsx';
import {
  day as calendarDay,
  digitalEn,
  digitalFr,
  FACILITIES,
  FACILITIES_FOR,
  NEEDS_OF_ROOM,
} from '../../alliance/public.ts';
import { sayTime } from '../../places/public.ts';
import { bookingsOf, waitingFor } from '../bookings/queries.ts';
import { freeSpans, instantOf } from '../calendar/domain.ts';
import { BookingTable } from '../components/booking-table.tsx';
import { RoomTags } from '../components/room-facts.tsx';
import { EQUIPMENT } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import { listRooms, takenIn } from '../queries.ts';

/** Shortest stretch that is worth showing. */
const WORTHWHILE = 30;

export const loader = guard('rooms.read', async ({ ctx, actor, url }) => {
  const asked = url.searchParams;
  const pick = <T extends string>(name: string, known: readonly T[]): T[] =>
    known.filter((value) => asked.getAll(`${name}[]`).includes(value));
  const [equipment, access] = [pick('equipement', EQUIPMENT), pick('acces', FACILITIES)];
  const need = NEEDS_OF_ROOM.find((one) => one === asked.get('besoin'));
  const seats = Number(asked.get('places'));
  const day = calendarDay.safeParse(asked.get('jour') ?? today(ctx.now)).data ?? today(ctx.now);
  const rooms = await listRooms(ctx.db, {
    q: asked.get('q')?.trim() || undefined,
    department: asked.get('departement')?.trim().toUpperCase() || undefined,
    place: /^[0-9a-f-]{36}$/i.test(asked.get('lieu') ?? '')
      ? (asked.get('lieu') ?? undefined)
      : undefined,
    seats: Number.isInteger(seats) && seats > 0 ? seats : undefined,
    equipment,
    // What the person needs, and what was ticked one by one.
    access: [...new Set([...access, ...(need ? FACILITIES_FOR[need] : [])])],
  });
  const span = { from: instantOf(day, '00:00') - 86_400_000, to: instantOf(day, '24:00') };
  const ids = rooms.map(({ id }) => id);
  const taken = await takenIn(ctx.db, ids, { ...span, to: span.to + 86_400_000 });
  const free = (room: (typeof rooms)[number]) =>
    freeSpans({ ...room, ...taken(room.id) }, day, WORTHWHILE, ctx.now.getTime()).map((one) => ({
      from: parisClock(one.from).time,
      to: parisClock(one.to).time,
    }));
  return {
    rooms: rooms.map((room) => ({ ...room, free: free(room) })),
    values: Object.fromEntries(asked),
    equipment,
    access,
    day,
    waiting: await waitingFor(ctx.db, actor, ctx.now),
    mine: await bookingsOf(ctx.db, actor, ctx.now),
    mayWrite: actor.abilities.has('rooms.write'),
    mayBook: actor.abilities.has('rooms.book'),
  };
});

type Data = PageProps<typeof loader>['loaderData'];

export default function Rooms({ loaderData }: PageProps<typeof loader>) {
  const t = useText({ fr, en });
  const { rooms, waiting, mine, mayWrite } = loaderData;
  return (
    <>
      <title>{`${t.title} — Maillage`}</title>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          mayWrite ? (
            <Link className="btn" to="/salles/nouvelle">
              {t.add}
            </Link>
          ) : null
        }
      />
      {waiting.length > 0 ? (
        <Section title={t.waiting} id="attente">
          <BookingTable rows={waiting} caption={t.waiting} />
        </Section>
      ) : null}
      <Filters {...loaderData} />
      {rooms.length === 0 ? (
        <EmptyState title={t.none}>{t.noneHint}</EmptyState>
      ) : (
        <Section title={t.count(rooms.length)} id="salles">
          <Found {...loaderData} />
        </Section>
      )}
      {mine.length > 0 ? (
        <Section title={t.mine} id="miennes">
          <BookingTable rows={mine} caption={t.mine} />
        </Section>
      ) : null}
    </>
  );
}

function Filters({ values, equipment, access, day }: Data) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const field = (name: string) => ({ name, required: true, defaultValue: values[name] ?? '' });
  return (
    <SearchForm columns="sm:grid-cols-2 lg:grid-cols-4">
      <TextField {...field('q')} label={t.q} />
      <TextField {...field('departement')} label={t.department} />
      <TextField {...field('places')} label={t.seatsAtLeast} inputMode="numeric" />
      <TextField {...field('jour')} label={t.day} type="date" defaultValue={day} />
      <SelectField
        name="besoin"
        label={t.need}
        required
        placeholder={t.anyNeed}
        defaultValue={values.besoin ?? ''}
        options={NEEDS_OF_ROOM.map((value) => ({ value, label: d.access[value] }))}
      />
      <details className="sm:col-span-2 lg:col-span-2" open={equipment.length + access.length > 0}>
        <summary>
          {t.equipment}, {t.access.toLowerCase()}
        </summary>
        <div className="mt-3 grid gap-4 md:grid-cols-2">
          <ChoiceField
            name="equipement"
            label={t.equipment}
            required
            several
            chosen={equipment}
            options={EQUIPMENT.map((value) => ({ value, label: t.equipments[value] }))}
          />
          <ChoiceField
            name="acces"
            label={t.access}
            required
            several
            chosen={access}
            options={FACILITIES.map((value) => ({ value, label: d.facilities[value] }))}
          />
        </div>
      </details>
      <button type="submit" className="btn">
        {t.search}
      </button>
    </SearchForm>
  );
}

function Found({ rooms, day, mayBook }: Data) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const say = (time: string): string => sayTime(time, locale);
  return (
    <DataTable
      caption={t.caption}
      captionHidden
      rows={rooms}
      rowKey={(room) => room.id}
      columns={[
        {
          key: 'room',
          label: t.room,
          room: 'short',
          cell: (room) => (
            <>
              <Link to={`/salles/${room.id}`}>{room.name}</Link>
              <span className="hint block font-normal">
                {room.place.name}, {room.communeName} ({room.departmentCode})
              </span>
            </>
          ),
        },
        { key: 'seats', label: t.seats, numeric: true, cell: (room) => room.seats },
        {
          key: 'free',
          label: t.freeOn(formatDay(locale, day)),
          cell: (room) =>
            room.free.length === 0 ? (
              <span className="hint">{t.noFree}</span>
            ) : (
              <ul>
                {room.free.map(({ from, to }) => (
                  <li key={from} className="whitespace-nowrap">
                    {mayBook ? (
                      <Link to={`/salles/${room.id}/reserver?jour=${day}&de=${from}`}>
                        {say(from)} – {say(to)}
                        <span className="sr-only"> {room.name}</span>
                      </Link>
                    ) : (
                      `${say(from)} – ${say(to)}`
                    )}
                  </li>
                ))}
              </ul>
            ),
        },
        {
          key: 'tags',
          label: t.equipment,
          room: 'long',
          cell: (room) => <RoomTags room={room} />,
        },
      ]}
    />
  );
}
