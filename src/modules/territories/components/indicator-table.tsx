import { EmptyState } from '../../../ui/layout.tsx';
import { useText } from '../../../ui/locale.tsx';
import { DataTable } from '../../../ui/table.tsx';
import { WebLink } from '../../../ui/web-link.tsx';
import type { SaidIndicator } from '../indicators/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** Indicators of a territory beside the department and the country, each with its source. */
export function IndicatorTable({
  rows,
  withDepartment,
  withCountry,
}: {
  rows: readonly SaidIndicator[];
  withDepartment: boolean;
  withCountry: boolean;
}) {
  const t = useText({ fr, en });
  if (rows.length === 0) {
    return <EmptyState title={t.indicators.none}>{t.indicators.noneHint}</EmptyState>;
  }
  return (
    <DataTable
      caption={t.indicators.caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.code}
      columns={[
        { key: 'label', label: t.indicators.name, cell: (row) => row.label },
        {
          key: 'value',
          label: t.indicators.here,
          numeric: true,
          cell: (row) => <strong>{row.value}</strong>,
        },
        ...(withDepartment
          ? [
              {
                key: 'department',
                label: t.indicators.department,
                numeric: true,
                cell: (row: SaidIndicator) => row.department,
              },
            ]
          : []),
        ...(withCountry
          ? [
              {
                key: 'country',
                label: t.indicators.country,
                numeric: true,
                cell: (row: SaidIndicator) => row.country,
              },
            ]
          : []),
        { key: 'meaning', label: t.indicators.meaning, cell: (row) => <Meaning row={row} /> },
      ]}
    />
  );
}

/** Arrow, word and sentence, so that colour is never alone; then where the figure comes from. */
function Meaning({ row }: { row: SaidIndicator }) {
  const t = useText({ fr, en });
  const word = t.indicators.tone[row.tone];
  const source = t.indicators.source(row.source, row.vintage);
  return (
    <div className="min-w-60">
      {word ? (
        <span
          className={`tag mb-1 ${row.tone === 'difficult' ? 'border-danger text-danger' : 'border-ok text-ok'}`}
        >
          <span aria-hidden="true">{row.tone === 'difficult' ? '▼' : '▲'}</span> {word}
        </span>
      ) : null}
      {row.comparison ? <p>{row.comparison}</p> : null}
      <p className="hint">
        {[row.method, row.note].filter(Boolean).map((words) => `${words.replace(/\.$/, '')}. `)}
        {row.sourceUrl ? <WebLink to={row.sourceUrl}>{source}</WebLink> : source}
      </p>
    </div>
  );
}
