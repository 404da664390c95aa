import { Link } from 'react-router';
import { formatDay, formatDuration } from '../../../platform/i18n/messages.ts';
import { EmptyState } from '../../../ui/layout.tsx';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { DataTable } from '../../../ui/table.tsx';
import { digitalEn, digitalFr, type Theme } from '../../alliance/public.ts';
import { en } from '../accompaniments/messages.en.ts';
import { fr } from '../accompaniments/messages.fr.ts';
import type { HelpOfFile } from '../accompaniments/queries.ts';

/** Help given to the person of a file: when, about what, with whom. */
export function HelpOfFileTable({ rows }: { rows: readonly HelpOfFile[] }) {
  const t = useText({ fr, en });
  const d = useText({ fr: digitalFr, en: digitalEn });
  const locale = useLocale();
  const may = useMay();
  if (rows.length === 0) return <EmptyState title={t.onFile.none} />;
  return (
    <DataTable
      stacked
      caption={t.onFile.caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'day',
          label: t.columns.day,
          cell: (row) =>
            may('accompaniments.read') ? (
              <Link to={`/accompagnements/${row.id}`}>{formatDay(locale, row.happenedOn)}</Link>
            ) : (
              formatDay(locale, row.happenedOn)
            ),
        },
        {
          key: 'what',
          label: t.columns.what,
          room: 'long',
          cell: (row) => row.themes.map((one) => d.themes[one as Theme]).join(', '),
        },
        { key: 'who', label: t.columns.who, cell: (row) => row.advisor ?? '—' },
        { key: 'where', label: t.columns.where, cell: (row) => row.placeName ?? '—' },
        {
          key: 'length',
          label: t.columns.length,
          room: 'short',
          cell: (row) => (row.minutes ? formatDuration(row.minutes) : '—'),
        },
      ]}
    />
  );
}
