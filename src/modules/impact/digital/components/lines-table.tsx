import { Link } from 'react-router';
import { formatNumber } from '../../../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../../../ui/locale.tsx';
import { DataTable } from '../../../../ui/table.tsx';
import { digitalEn, digitalFr, type Theme } from '../../../alliance/public.ts';
import type { Axis, Breakdown, BrokenDown } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** What a line of an axis is called in the reader's language. */
export function useLineName(): (by: Axis, line: { key: string; name: string }) => string {
  const t = useText({ fr, en });
  const words = useText({ fr: digitalFr, en: digitalEn });
  return (by, { key, name }) => {
    if (key === '') return t.unnamed[by];
    if (by === 'theme') return words.themes[key as Theme] ?? key;
    if (by === 'month') return t.months[Number(key) - 1] ?? key;
    return name || key;
  };
}

/** One breakdown; a figure that an axis does not know has no column. */
export function LinesTable({
  breakdown: { by, lines },
  to,
}: {
  breakdown: Breakdown;
  /** Where a line leads to; null for nowhere. */
  to: (by: Axis, key: string) => string | null;
}) {
  const t = useText({ fr, en });
  const locale = useLocale();
  const nameOf = useLineName();
  const n = (value: number): string => formatNumber(locale, value, 0);
  const [first] = lines;
  const number = (key: string, label: string, of: (line: BrokenDown) => number) => ({
    key,
    label,
    numeric: true,
    cell: (line: BrokenDown) => n(of(line)),
  });
  return (
    <DataTable
      caption={t.by[by]}
      captionHidden
      rows={lines}
      rowKey={(line) => line.key || 'none'}
      columns={[
        {
          key: 'name',
          label: t.axis[by],
          cell: (line) => {
            const target = line.key ? to(by, line.key) : null;
            const name = nameOf(by, line);
            return target ? <Link to={target}>{name}</Link> : name;
          },
        },
        ...(first?.orientations === null
          ? []
          : [number('orientations', t.figures.orientations, (line) => line.orientations ?? 0)]),
        number('participations', t.figures.participations, (line) => line.participations),
        {
          key: 'first',
          label: t.figures.firstTimers,
          numeric: true,
          // Nobody said is not nobody came.
          cell: (line) => (line.firstTimers.recordsSaying ? n(line.firstTimers.sum) : t.notHere),
        },
        ...(first?.followed === null
          ? []
          : [number('followed', t.figures.followed, (line) => line.followed ?? 0)]),
      ]}
    />
  );
}
