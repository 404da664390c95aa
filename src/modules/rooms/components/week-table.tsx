import { Link } from 'react-router';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { placesEn, placesFr, sayTime } from '../../places/public.ts';
import { weekdayOf } from '../calendar/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { Stretch, WeekDay } from '../week/queries.ts';

/** A stretch of a day in words. */
export function useHours(): (stretch: Stretch) => string {
  const locale = useLocale();
  return ({ from, to }) => `${sayTime(from, locale)} – ${sayTime(to, locale)}`;
}

/** The name of a weekday and its date. */
export function useDayName(): (day: string) => string {
  const locale = useLocale();
  const days = useText({ fr: placesFr, en: placesEn }).days;
  return (day) => `${days[weekdayOf(day)]} ${formatDay(locale, day)}`;
}

/** A room's week, a line a day: when it is open, who has it, what is free. */
export function WeekTable({
  days,
  caption,
  bookAt,
}: {
  days: readonly WeekDay[];
  caption: string;
  /** Address of the booking page, where the reader may book. */
  bookAt: string | null;
}) {
  const t = useText({ fr, en });
  const hours = useHours();
  const dayName = useDayName();
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={days}
      rowKey={({ day }) => day}
      columns={[
        { key: 'day', label: t.day, room: 'short', cell: ({ day }) => dayName(day) },
        {
          key: 'open',
          label: t.opening,
          cell: ({ open, closed }) => (
            <>
              {open.length === 0 ? <span className="hint">{t.closedDay}</span> : null}
              {open.map((one) => (
                <span key={one.from} className="block whitespace-nowrap">
                  {hours(one)}
                </span>
              ))}
              {closed.map((reason) => (
                <strong key={reason} className="block">
                  {t.closure} : {reason}
                </strong>
              ))}
            </>
          ),
        },
        {
          key: 'taken',
          label: t.takenBy,
          room: 'long',
          cell: ({ entries }) => (
            <ul>
              {entries.map((entry) => (
                <li key={entry.from}>
                  <span className="whitespace-nowrap">{hours(entry)}</span>{' '}
                  {entry.id ? (
                    <Link to={`/reservations/${entry.id}`}>
                      {entry.who ?? t.operator}, {entry.purpose}
                    </Link>
                  ) : (
                    <span className="hint">{t.somebody}</span>
                  )}{' '}
                  {entry.pending ? <span className="tag">{t.booking.statuses.pending}</span> : null}
                </li>
              ))}
            </ul>
          ),
        },
        {
          key: 'free',
          label: t.free,
          cell: ({ day, free }) => (
            <ul>
              {free.map((one) => (
                <li key={one.from} className="whitespace-nowrap">
                  {bookAt ? (
                    <Link to={`${bookAt}?jour=${day}&de=${one.from}`}>
                      {hours(one)}
                      <span className="sr-only">, {t.bookOn(dayName(day))}</span>
                    </Link>
                  ) : (
                    hours(one)
                  )}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
