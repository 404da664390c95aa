import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { type Column, DataTable } from '../../../ui/table.tsx';
import { seatsLeft } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { SessionRow } from '../queries.ts';
import { When } from './when.tsx';

/** Sessions with their seats; the title leads to the session. */
export function SessionTable({
  rows,
  caption,
  brief = false,
}: {
  rows: readonly SessionRow[];
  caption: string;
  /** Inside one series, where its title and partner are said already. */
  brief?: boolean;
}) {
  const t = useText({ fr, en });
  const when: Column<SessionRow> = {
    key: 'when',
    label: t.when,
    cell: (row) => <When startsAt={row.startsAt} endsAt={row.endsAt} />,
  };
  const linked = (row: SessionRow, text: React.ReactNode) => (
    <Link to={`/ateliers/seances/${row.id}`}>{text}</Link>
  );
  const columns: Column<SessionRow>[] = [
    ...(brief
      ? [{ ...when, cell: (row: SessionRow) => linked(row, when.cell(row)) }]
      : [{ key: 'what', label: t.what, cell: (row: SessionRow) => linked(row, row.title) }, when]),
    {
      key: 'where',
      label: t.where,
      cell: (row) => (
        <>
          {row.place.name}, {row.communeName}
          {row.roomLost ? <span className="tag ml-2">{t.roomless}</span> : null}
        </>
      ),
    },
    ...(brief
      ? []
      : [{ key: 'partner', label: t.partner, cell: (row: SessionRow) => row.partner.name }]),
    {
      key: 'seats',
      label: t.seats,
      room: 'short',
      cell: (row) =>
        row.state === 'planned' ? (
          <>
            {t.seatsLeft(seatsLeft(row))}
            {row.waiting > 0 ? (
              <span className="hint block">{t.waitingCount(row.waiting)}</span>
            ) : null}
          </>
        ) : (
          <span className="tag">{t.states[row.state]}</span>
        ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={columns}
    />
  );
}
