import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { DeviceRow } from '../queries.ts';

/** Devices by their numbers. */
export function DeviceTable({ rows, caption }: { rows: readonly DeviceRow[]; caption: string }) {
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
          key: 'number',
          label: t.number,
          room: 'short',
          cell: (row) => <Link to={`/equipements/${row.id}`}>{row.number}</Link>,
        },
        { key: 'kind', label: t.kind, cell: (row) => t.kinds[row.kind] },
        { key: 'model', label: t.model, cell: (row) => `${row.maker} ${row.model}` },
        { key: 'state', label: t.state, cell: (row) => t.states[row.state] },
        {
          key: 'place',
          label: t.place,
          cell: (row) => `${row.place.name}, ${row.place.communeName}`,
        },
      ]}
    />
  );
}
