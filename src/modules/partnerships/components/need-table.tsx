import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { NeedRow } from '../needs/queries.ts';

/** Needs as a table, the same wherever they are listed. */
export function NeedTable({ rows, caption }: { rows: readonly NeedRow[]; caption: string }) {
  const t = useText({ fr, en });
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'title',
          label: t.need.title,
          cell: (row) => <Link to={`/besoins/${row.id}`}>{row.title}</Link>,
        },
        {
          key: 'territory',
          label: t.need.territory,
          cell: (row) => `${row.territoryName} (${row.departmentCode})`,
        },
        {
          key: 'commitment',
          label: t.need.commitment,
          cell: (row) => <CommitmentTag commitment={row.commitment} />,
        },
        { key: 'status', label: t.need.status, cell: (row) => t.needStatuses[row.status] },
        { key: 'answers', label: t.need.answersCount, numeric: true, cell: (row) => row.answers },
      ]}
    />
  );
}
