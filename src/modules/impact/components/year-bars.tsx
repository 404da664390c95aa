import { formatNumber } from '../../../platform/i18n/messages.ts';
import { useLocale } from '../../../ui/locale.tsx';

/**
 * Bars a year with the year's target as a line across. The same numbers stand in the table beside
 * it, so the drawing has one name and no more for a screen reader.
 */
export function YearBars({
  title,
  rows,
  targets,
}: {
  title: string;
  rows: readonly { readonly year: number; readonly value: number }[];
  targets: readonly { readonly year: number; readonly value: number }[];
}) {
  const locale = useLocale();
  const targetOf = (year: number): number =>
    targets.find((target) => target.year === year)?.value ?? 0;
  const most = Math.max(1, ...rows.map((row) => Math.max(row.value, targetOf(row.year))));
  const step = 320 / Math.max(1, rows.length);
  const height = (value: number): number => (value / most) * 150;
  return (
    <svg viewBox="0 0 320 205" role="img" aria-label={title} className="w-full max-w-md">
      {rows.map((row, index) => {
        const x = index * step + step * 0.18;
        const width = step * 0.64;
        const target = targetOf(row.year);
        return (
          <g key={row.year}>
            <rect
              x={x}
              y={180 - height(row.value)}
              width={width}
              height={Math.max(1, height(row.value))}
              rx="3"
              fill="var(--brand)"
            />
            {target > 0 ? (
              <path
                d={`M${x - 6} ${180 - height(target)}h${width + 12}`}
                stroke="var(--ink)"
                strokeWidth="2"
                strokeDasharray="5 4"
              />
            ) : null}
            <text
              x={x + width / 2}
              y={172 - height(row.value)}
              textAnchor="middle"
              fontSize="13"
              fill="var(--ink)"
            >
              {formatNumber(locale, row.value, 0)}
            </text>
            <text x={x + width / 2} y="198" textAnchor="middle" fontSize="13" fill="var(--muted)">
              {row.year}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
