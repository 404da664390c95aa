import { Link } from 'react-router';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { FileSummary } from '../queries.ts';

/** Files of one's own organisation. */
export function FileTable({ rows, caption }: { rows: readonly FileSummary[]; caption: string }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  return (
    <DataTable
      stacked
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'person',
          label: t.person,
          cell: (row) => (
            <>
              <Link to={`/suivis/${row.id}`}>
                {[row.firstName, row.lastName].filter(Boolean).join(' ')}
              </Link>
              {row.birthYear ? <span className="hint block">{t.born(row.birthYear)}</span> : null}
            </>
          ),
        },
        {
          key: 'next',
          label: t.nextOn,
          cell: (row) => (row.nextOn ? formatDay(locale, row.nextOn) : '—'),
        },
        {
          key: 'last',
          label: t.lastContact,
          cell: (row) => formatDay(locale, row.lastContactOn),
        },
        {
          key: 'referent',
          label: t.referent,
          cell: (row) => row.referent?.name ?? t.noReferent,
        },
        { key: 'end', label: t.endsOn, cell: (row) => formatDay(locale, row.expiresOn) },
      ]}
    />
  );
}
