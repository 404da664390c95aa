import { Link } from 'react-router';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../ui/locale.tsx';
import { useMay } from '../../../ui/may.ts';
import { DataTable } from '../../../ui/table.tsx';
import { en } from '../hand-outs/messages.en.ts';
import { fr } from '../hand-outs/messages.fr.ts';
import type { DeviceOfFile } from '../hand-outs/queries.ts';

/** Devices that somebody who is followed was given or lent. */
export function DevicesOfFile({ rows }: { rows: readonly DeviceOfFile[] }) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const may = useMay();
  const day = (on: string): string => formatDay(locale, on);
  return (
    <DataTable
      stacked
      caption={t.title}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'what',
          label: t.model,
          cell: (row) => (
            <>
              {may('devices.hand-out') ? (
                <Link to={`/equipements/remises/${row.id}`}>{row.model}</Link>
              ) : (
                row.model
              )}{' '}
              <span className="hint">{row.number}</span>
            </>
          ),
        },
        { key: 'when', label: t.when, cell: (row) => day(row.handedOn) },
        { key: 'where', label: t.place, cell: (row) => row.placeName },
        {
          key: 'how',
          label: t.how,
          cell: (row) => {
            if (row.endedOn) return t.back(day(row.endedOn));
            return row.dueOn ? t.lent(day(row.dueOn)) : t.given;
          },
        },
      ]}
    />
  );
}
