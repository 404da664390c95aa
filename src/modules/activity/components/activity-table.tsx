import { Link } from 'react-router';
import { formatDay, formatDuration, formatNumber } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentIcon } from '../../alliance/components/public.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { ActivityRow } from '../queries.ts';

/** Records as a table; « not said » is never shown as zero. */
export function ActivityTable({
  rows,
  caption,
  withPartnership = true,
}: {
  rows: readonly ActivityRow[];
  caption: string;
  withPartnership?: boolean;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'date',
          label: t.list.date,
          cell: (row) => (
            <Link to={`/activite/${row.id}`} className="whitespace-nowrap">
              {formatDay(locale, row.happenedOn)}
            </Link>
          ),
        },
        {
          key: 'what',
          label: t.list.what,
          cell: (row) => (
            <>
              <CommitmentIcon commitment={row.commitment} /> {t.kinds[row.kind]}
            </>
          ),
        },
        {
          key: 'where',
          label: t.list.where,
          cell: (row) =>
            `${row.placeName ? `${row.placeName}, ` : ''}${row.communeName} (${row.departmentCode})`,
        },
        ...(withPartnership
          ? [
              {
                key: 'partnership',
                label: t.list.partnership,
                cell: (row: ActivityRow) => (
                  <Link to={`/partenariats/${row.partnershipId}`}>{row.partnershipTitle}</Link>
                ),
              },
            ]
          : []),
        {
          key: 'participations',
          label: t.list.participations,
          numeric: true,
          cell: (row) => formatNumber(locale, row.participations),
        },
        {
          key: 'persons',
          label: t.list.persons,
          numeric: true,
          cell: (row) =>
            row.personsDeclared === null ? (
              <span className="hint">{t.list.notSaid}</span>
            ) : (
              formatNumber(locale, row.personsDeclared)
            ),
        },
        {
          key: 'minutes',
          label: t.list.hours,
          numeric: true,
          cell: (row) => (row.minutes === null ? '—' : formatDuration(row.minutes)),
        },
      ]}
    />
  );
}
