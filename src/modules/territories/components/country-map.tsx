import { Link } from 'react-router';
import { useText } from '../../../ui/locale.tsx';
import { saidClasses, territoryPath } from '../domain.ts';
import type { MapInset, MapShape } from '../map/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** How one department is drawn: its class 0–3 (null without a value) and the words of its bubble. */
export interface Shade {
  readonly level: number | null;
  readonly words: string;
}

/** Strength of the brand colour in each class: four steps that stay apart in greyscale. */
const STRENGTH = [14, 36, 62, 92];

function fill(level: number | null): string {
  if (level === null) return 'url(#no-value)';
  return `color-mix(in oklab, var(--brand) ${STRENGTH[level] ?? 0}%, var(--surface))`;
}

/**
 * The country by department, shaded. It is for the eye and the mouse: the table beside it says the
 * same to the keyboard and to screen readers, so the drawing is hidden from them.
 */
export function CountryMap({
  map,
  shades,
}: {
  map: {
    readonly width: number;
    readonly height: number;
    readonly shapes: readonly MapShape[];
    readonly insets: readonly MapInset[];
  };
  shades: Readonly<Record<string, Shade>>;
}) {
  return (
    <svg
      viewBox={`0 0 ${map.width} ${map.height}`}
      className="h-auto w-full"
      aria-hidden="true"
      focusable="false"
    >
      <NoValuePattern />
      {map.insets.map((inset) => (
        <rect
          key={inset.code}
          x={inset.x}
          y={inset.y}
          width={inset.width}
          height={inset.height}
          rx="6"
          fill="none"
          stroke="var(--line)"
        />
      ))}
      <g stroke="var(--surface)" strokeWidth="1" strokeLinejoin="round">
        {map.shapes.map((shape) => (
          <Link key={shape.code} to={territoryPath('department', shape.code)} tabIndex={-1}>
            <path
              d={shape.path}
              fill={fill(shades[shape.code]?.level ?? null)}
              className="map-area"
            >
              <title>{shades[shape.code]?.words ?? shape.code}</title>
            </path>
          </Link>
        ))}
      </g>
    </svg>
  );
}

/** What the shades mean, in words. `bounds` are written values, lowest first. */
export function MapLegend({
  title,
  bounds,
  missing,
}: {
  title: string;
  bounds: readonly [string, string, string] | null;
  missing: boolean;
}) {
  const t = useText({ fr, en });
  const steps = bounds
    ? [
        ...saidClasses(bounds).map(({ level, bound }) => ({ level, words: t.map.upTo(bound) })),
        { level: bounds.length, words: t.map.above(bounds[2]) },
      ]
    : [];
  return (
    <div className="text-[0.94rem]">
      <p className="font-semibold">{title}</p>
      <ul aria-label={t.map.legend} className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {steps.map(({ level, words }) => (
          <li key={words} className="flex items-center gap-2">
            <Swatch level={level} />
            {words}
          </li>
        ))}
        {missing ? (
          <li className="flex items-center gap-2">
            <Swatch level={null} />
            {t.map.noValue}
          </li>
        ) : null}
      </ul>
      <p className="hint mt-1">{t.map.same}</p>
    </div>
  );
}

function Swatch({ level }: { level: number | null }) {
  return (
    <svg viewBox="0 0 20 14" width="20" height="14" aria-hidden="true" focusable="false">
      <rect width="19" height="13" x=".5" y=".5" fill={fill(level)} stroke="var(--field)" />
    </svg>
  );
}

function NoValuePattern() {
  return (
    <defs>
      <pattern
        id="no-value"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" fill="var(--sunken)" />
        <path d="M0 0v6" stroke="var(--field)" strokeWidth="1" />
      </pattern>
    </defs>
  );
}
