import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { PresenceRow } from '../presences/queries.ts';
import { Moment } from './when.tsx';

/** What can be had at a presence: free slots, no appointment needed, or why not. */
export function Slots({ row, now }: { row: PresenceRow; now: string }) {
  const t = useText({ fr, en });
  if (row.state === 'cancelled')
    return (
      <>
        <span className="tag">{row.absent ? t.presence.absent : t.presence.cancelled}</span>
        {row.displaced > 0 ? (
          <strong className="block">{t.presence.toAct(row.displaced)}</strong>
        ) : null}
      </>
    );
  if (row.endsAt <= now) return <span className="hint">{t.presence.over}</span>;
  if (!row.byAppointment) return t.presence.walkIn;
  return t.presence.free(Math.max(0, row.slots - row.booked));
}

/** Presences: when, who, where; the time leads to the presence. */
export function PresenceTable({
  rows,
  caption,
  now,
  brief = false,
}: {
  rows: readonly PresenceRow[];
  caption: string;
  /** The instant of the page, ISO. */
  now: string;
  /** On the advisor's own sheet, where the name is said already. */
  brief?: boolean;
}) {
  const t = useText({ fr, en });
  return (
    <DataTable
      stacked
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'when',
          label: t.presence.when,
          cell: (row) => (
            <Link to={`/conseillers/presences/${row.id}`}>
              <Moment startsAt={row.startsAt} endsAt={row.endsAt} />
            </Link>
          ),
        },
        ...(brief
          ? []
          : [
              {
                key: 'who',
                label: t.presence.who,
                cell: (row: PresenceRow) => (
                  <>
                    <Link to={`/conseillers/${row.advisor.id}`}>{row.advisor.name}</Link>
                    <span className="hint block">{t.kinds[row.advisor.kind]}</span>
                    {row.replaces ? (
                      <span className="hint block">{t.presence.replaces(row.replaces.name)}</span>
                    ) : null}
                  </>
                ),
              },
            ]),
        {
          key: 'where',
          label: t.presence.where,
          cell: (row) => (
            <>
              {row.place.name}, {row.place.communeName} ({row.place.departmentCode}){' '}
              {row.place.qpvCode ? <span className="tag">{t.presence.inQpv}</span> : null}
            </>
          ),
        },
        {
          key: 'slots',
          label: t.presence.slots,
          room: 'short',
          cell: (row) => <Slots row={row} now={now} />,
        },
      ]}
    />
  );
}
