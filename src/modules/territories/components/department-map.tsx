import { useText } from '../../../ui/locale.tsx';
import type { MapShape } from '../map/domain.ts';
import { en } from '../messages.en.ts';
import { fr } from '../messages.fr.ts';

/** Points of one kind as a path of dots: « M12.3 45.6h0 » a point. */
export interface Dots {
  readonly kind: string;
  readonly path: string;
}

/** A map ready to draw: an outline, dots by kind, and the position that matters, if any. */
export interface PointMap {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly MapShape[];
  readonly dots: readonly Dots[];
  readonly here: readonly [x: number, y: number] | null;
}

/**
 * One department with its places as points. Hidden from screen readers: the same places stand in
 * a list on the page, which the words under the map say.
 */
export function DepartmentMap({ map, caption }: { map: PointMap; caption?: string }) {
  const t = useText({ fr, en });
  return (
    <figure className="card">
      <svg
        viewBox={`0 0 ${map.width} ${map.height}`}
        className="mx-auto h-auto max-h-96 w-full"
        aria-hidden="true"
        focusable="false"
      >
        {map.shapes.map((shape) => (
          <path
            key={shape.code}
            d={shape.path}
            fill="var(--brand-soft)"
            stroke="var(--brand)"
            strokeWidth="1.2"
            strokeLinejoin="round"
          />
        ))}
        {map.dots.map((dots) => (
          <path
            key={dots.kind}
            d={dots.path}
            stroke="var(--brand)"
            strokeWidth="5"
            strokeLinecap="round"
            strokeOpacity=".75"
            fill="none"
          />
        ))}
        {map.here ? (
          <circle
            cx={map.here[0]}
            cy={map.here[1]}
            r="9"
            fill="var(--social-inclusion)"
            stroke="var(--surface)"
            strokeWidth="3"
          />
        ) : null}
      </svg>
      <figcaption className="hint mt-2">
        {caption ?? (map.here ? t.map.here : t.map.points)}
      </figcaption>
    </figure>
  );
}
