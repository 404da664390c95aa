import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { PlaceSummary } from '../queries.ts';

/** Places as a table: name, kind, address, commune. */
export function PlaceTable({ rows }: { rows: readonly PlaceSummary[] }) {
  const t = useText({ fr, en });
  return (
    <DataTable
      caption={t.list.caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          label: t.list.name,
          cell: (row) => <Link to={`/lieux/${row.id}`}>{row.name}</Link>,
        },
        { key: 'kind', label: t.list.kind, cell: (row) => t.kinds[row.kind] ?? row.kind },
        { key: 'address', label: t.list.address, cell: (row) => row.address || '—' },
        {
          key: 'commune',
          label: t.list.commune,
          cell: (row) => `${row.postalCode} ${row.communeName}`.trim(),
        },
      ]}
    />
  );
}

/** How many places of each kind, as a short list. */
export function PlaceKinds({
  counts,
}: {
  counts: readonly { readonly kind: string; readonly text: string }[];
}) {
  const t = useText({ fr, en });
  return (
    <ul className="mb-3 flex flex-wrap gap-2">
      {counts.map((count) => (
        <li key={count.kind} className="tag">
          {t.kinds[count.kind] ?? count.kind} : <strong>{count.text}</strong>
        </li>
      ))}
    </ul>
  );
}
