/** @jsxImportSource preact */
import { encode } from 'uqr';
import { kilometresBetween } from '../../../../platform/geometry/earth.ts';
import { windTo } from '../domain.ts';
import { type Locale, sayKm, type Words } from './words.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const SIZE = 240;
const EDGE = 46;

/**
 * Where to go, as one would draw it on the back of an envelope: both places, north on top, how far.
 * It promises no street.
 */
export function Sketch({
  from,
  to,
  name,
  words,
  locale,
}: {
  from: Point;
  to: Point;
  name: string;
  words: Words;
  locale: Locale;
}) {
  const km = kilometresBetween(from, to);
  if (km < 0.05) return null;
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  const east = (to.longitude - from.longitude) * shrink;
  const north = to.latitude - from.latitude;
  const long = Math.hypot(east, north) || 1;
  const reach = SIZE / 2 - EDGE;
  const at = (side: 1 | -1) => ({
    x: SIZE / 2 + (side * reach * east) / long,
    y: SIZE / 2 - (side * reach * north) / long,
  });
  const [here, there] = [at(-1), at(1)];
  const above = there.y < here.y;
  const text = words.sketch(sayKm(locale, km), words.winds[windTo(from, to)]);
  return (
    <svg class="sketch" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={text}>
      <rect x="1" y="1" width={SIZE - 2} height={SIZE - 2} class="sheet" />
      <path d={`M${here.x} ${here.y}L${there.x} ${there.y}`} class="way" />
      <circle cx={here.x} cy={here.y} r="7" class="here" />
      <circle cx={there.x} cy={there.y} r="10" class="there" />
      <text x={here.x} y={above ? here.y + 24 : here.y - 14} text-anchor="middle">
        {words.youAreHere}
      </text>
      <text x={there.x} y={above ? there.y - 16 : there.y + 28} text-anchor="middle" class="name">
        {name}
      </text>
      <path d="M222 34V12M222 12l-6 9M222 12l6 9" class="north" />
      <text x="222" y="48" text-anchor="middle">
        N
      </text>
      <text x="8" y={SIZE - 8}>
        {words.crow(sayKm(locale, km))}
      </text>
    </svg>
  );
}

/** The slip's page as a QR code (ISO/IEC 18004), with the room around it that readers need. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  let path = '';
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
