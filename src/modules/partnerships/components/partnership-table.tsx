import { Link } from 'react-router';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { type Column, DataTable } from '../../../ui/table.tsx';
import { CommitmentTag } from '../../alliance/components/public.tsx';
import type { Stage } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';
import type { PartnershipRow } from '../queries.ts';

/** A stage's name in a tag; running stages are marked with a filled dot, final ones with a hollow. */
export function StageTag({ stage }: { stage: Stage }) {
  const t = useText({ fr, en });
  const mark = ['active', 'under-review', 'renewed'].includes(stage)
    ? '●'
    : ['ended', 'abandoned'].includes(stage)
      ? '○'
      : '◐';
  return (
    <span className="tag">
      <span aria-hidden="true">{mark}</span>
      {t.stages[stage]}
    </span>
  );
}

/** Partnerships as a table, the same wherever they are listed. */
export function PartnershipTable({
  rows,
  caption,
  withPartner = true,
  tick,
}: {
  rows: readonly PartnershipRow[];
  caption: string;
  withPartner?: boolean;
  /** A box a row, to act on several: its column's name and its name on each row. */
  tick?: { readonly column: string; readonly label: (title: string) => string };
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const columns: Column<PartnershipRow>[] = [
    {
      key: 'title',
      label: t.list.name,
      cell: (row) => (
        <>
          <Link to={`/partenariats/${row.id}`}>{row.title}</Link>
          <span className="hint block font-normal">{row.reference}</span>
        </>
      ),
    },
    ...(withPartner
      ? [
          {
            key: 'partner',
            label: t.list.partner,
            cell: (row: PartnershipRow) => (
              <Link to={`/partenaires/${row.partnerId}`}>{row.partnerName}</Link>
            ),
          },
        ]
      : []),
    { key: 'stage', label: t.list.stage, cell: (row) => <StageTag stage={row.stage} /> },
    {
      key: 'commitment',
      label: t.list.commitment,
      cell: (row) => <CommitmentTag commitment={row.commitment} />,
    },
    { key: 'type', label: t.list.type, cell: (row) => t.types[row.type] },
    {
      key: 'department',
      label: t.list.department,
      cell: (row) => `${row.departmentName} (${row.departmentCode})`,
    },
    {
      key: 'term',
      label: t.list.term,
      cell: (row) => (row.endsOn ? formatDay(locale, row.endsOn) : '—'),
    },
    ...(tick
      ? [
          {
            key: 'tick',
            label: tick.column,
            cell: (row: PartnershipRow) => (
              <label className="choice">
                <input type="checkbox" name="id" value={row.id} />
                <span className="sr-only">{tick.label(row.title)}</span>
              </label>
            ),
          },
        ]
      : []),
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
