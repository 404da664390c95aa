import { Link } from 'react-router';
import { formatDuration } from '../../../platform/i18n/messages.ts';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { newServices } from '../hosting/domain.ts';
import { en } from '../hosting/messages.en.ts';
import { fr } from '../hosting/messages.fr.ts';
import type { Hosting } from '../hosting/queries.ts';
import { sayGained } from './hosting-hours.tsx';

/** Hosted businesses as a table, the same wherever they are listed. */
export function HostingTable({ rows }: { rows: readonly Hosting[] }) {
  const t = useText({ fr, en });
  return (
    <DataTable
      caption={t.caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          label: t.business,
          cell: (row) => (
            <>
              <Link to={`/hebergements/${row.id}`}>{row.name}</Link>
              <span className="hint block font-normal">{row.partner.name}</span>
            </>
          ),
        },
        {
          key: 'place',
          label: t.place,
          cell: (row) => (
            <>
              <Link to={`/lieux/${row.place.id}`}>{row.place.name}</Link>
              <span className="hint block">
                {row.communeName} ({row.departmentCode})
              </span>
            </>
          ),
        },
        {
          key: 'services',
          label: t.newServices,
          cell: (row) => newServices(row.servicesBefore, row.servicesAfter).join(', ') || '—',
        },
        {
          key: 'before',
          label: t.before,
          numeric: true,
          cell: (row) => formatDuration(row.minutesBefore),
        },
        {
          key: 'after',
          label: t.after,
          numeric: true,
          cell: (row) => formatDuration(row.minutesAfter),
        },
        { key: 'gained', label: t.gained, numeric: true, cell: (row) => sayGained(row.gained) },
      ]}
    />
  );
}
