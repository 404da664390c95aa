import { formatNumber } from '../../../platform/i18n/messages.ts';
import { useLocale } from '../../../ui/locale.tsx';

const HEIGHT = 150;
const WIDTH = 640;

/**
 * Bars over time with one line across. The same numbers stand in the table beneath it, so the
 * drawing has one name and no more for a screen reader.
 */
export function RunningChart({
  title,
  rows,
  line,
}: {
  title: string;
  rows: readonly { readonly label: string; readonly value: number }[];
  line: { readonly label: string; readonly value: number } | null;
}) {
  const locale = useLocale();
  const most = Math.max(1, line?.value ?? 0, ...rows.map(({ value }) => value));
  const step = WIDTH / Math.max(1, rows.length);
  const height = (value: number): number => (value / most) * HEIGHT;
  const top = 30;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT + top + 26}`}
      role="img"
      aria-label={title}
      className="w-full max-w-3xl"
    >
      {rows.map(({ label, value }, index) => {
        const x = index * step + step * 0.14;
        const marked = index === 0 || index === rows.length - 1 || index % 4 === 0;
        return (
          <g key={label}>
            <rect
              x={x}
              y={top + HEIGHT - height(value)}
              width={step * 0.72}
              height={Math.max(1, height(value))}
              rx="3"
              fill="var(--brand)"
            />
            {marked ? (
              <>
                <text
                  x={x + step * 0.36}
                  y={top + HEIGHT - height(value) - 6}
                  textAnchor="middle"
                  fontSize="13"
                  fill="var(--ink)"
                >
                  {formatNumber(locale, value, 0)}
                </text>
                <text
                  x={x + step * 0.36}
                  y={top + HEIGHT + 18}
                  textAnchor="middle"
                  fontSize="12"
                  fill="var(--muted)"
                >
                  {label}
                </text>
              </>
            ) : null}
          </g>
        );
      })}
      {line ? (
        <>
          <path
            d={`M0 ${top + HEIGHT - height(line.value)}H${WIDTH}`}
            stroke="var(--ink)"
            strokeWidth="2"
            strokeDasharray="6 5"
          />
          <text
            x="4"
            y={top + HEIGHT - height(line.value) - 7}
            fontSize="13"
            fontWeight="600"
            fill="var(--ink)"
          >
            {line.label} : {formatNumber(locale, line.value, 0)}
          </text>
        </>
      ) : null}
    </svg>
  );
}
