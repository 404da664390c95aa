import { Link } from 'react-router';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { sayTime } from '../../places/public.ts';
import type { BookingOutput } from '../bookings/contract.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** A booking's day and hours in words. */
export function useWhen(): (booking: Pick<BookingOutput, 'startsAt' | 'endsAt'>) => string {
  const locale = useLocale();
  return ({ startsAt, endsAt }) =>
    `${formatInstant(locale, startsAt)} – ${sayTime(parisClock(new Date(endsAt)).time, locale)}`;
}

/** Bookings in the order of time, each a way to its page. */
export function BookingTable({
  rows,
  caption,
}: {
  rows: readonly BookingOutput[];
  caption: string;
}) {
  const t = useText({ fr, en });
  const when = useWhen();
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'when',
          label: t.booking.when,
          room: 'short',
          cell: (row) => <Link to={`/reservations/${row.id}`}>{when(row)}</Link>,
        },
        { key: 'room', label: t.room, cell: (row) => `${row.room.name}, ${row.place.name}` },
        { key: 'who', label: t.booking.who, cell: (row) => row.partner?.name ?? t.operator },
        { key: 'purpose', label: t.booking.purpose, room: 'long', cell: (row) => row.purpose },
        {
          key: 'status',
          label: t.booking.status,
          cell: (row) => <span className="tag">{t.booking.statuses[row.status]}</span>,
        },
      ]}
    />
  );
}
