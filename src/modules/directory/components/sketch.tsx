import { useText } from '../../../ui/locale.tsx';
import { SKETCH, type Spot } from '../domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

export interface SketchOf {
  readonly km: number;
  readonly places: readonly (Spot & { readonly number: number })[];
  readonly towns: readonly (Spot & { readonly name: string })[];
}

const MIDDLE = SKETCH / 2;
const ROUND = MIDDLE - 14;

/**
 * A sketch of the surroundings, as one would draw it on paper: circles of distance, the largest
 * towns, the places under their numbers. No picture is fetched from elsewhere. Hidden from screen
 * readers: the list holds the same places, with their distance.
 */
export function Sketch({ sketch }: { sketch: SketchOf }) {
  const t = useText({ fr, en });
  return (
    <figure className="card break-inside-avoid">
      <svg
        viewBox={`0 0 ${SKETCH} ${SKETCH}`}
        className="mx-auto h-auto w-full max-w-lg"
        aria-hidden="true"
        focusable="false"
      >
        {[1, 0.5].map((part) => (
          <g key={part}>
            <circle
              cx={MIDDLE}
              cy={MIDDLE}
              r={ROUND * part}
              fill={part === 1 ? 'var(--brand-soft)' : 'none'}
              stroke="var(--brand)"
              strokeDasharray="3 4"
            />
            <text
              x={MIDDLE}
              y={MIDDLE - ROUND * part + 12}
              textAnchor="middle"
              fontSize="9"
              fill="var(--muted)"
            >
              {t.kmOf(sketch.km * part)}
            </text>
          </g>
        ))}
        {sketch.towns.map((town) => (
          <g key={`${town.name} ${town.x}`}>
            <circle cx={town.x} cy={town.y} r="1.6" fill="var(--muted)" />
            <text x={town.x} y={town.y - 4} textAnchor="middle" fontSize="9" fill="var(--muted)">
              {town.name}
            </text>
          </g>
        ))}
        <path
          d={`M${MIDDLE - 6} ${MIDDLE}h12M${MIDDLE} ${MIDDLE - 6}v12`}
          stroke="var(--ink)"
          strokeWidth="2.5"
        />
        {sketch.places.map((place) => (
          <g key={place.number}>
            <circle
              cx={place.x}
              cy={place.y}
              r="7.5"
              fill="var(--brand)"
              stroke="var(--surface)"
              strokeWidth="1.5"
            />
            <text
              x={place.x}
              y={place.y + 3}
              textAnchor="middle"
              fontSize="8.5"
              fontWeight="700"
              fill="var(--surface)"
            >
              {place.number}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="hint mt-2">{t.mapNote}</figcaption>
    </figure>
  );
}
