type Point = readonly number[];

/** Narrowing of a degree of longitude at the latitude of France (46.5°). */
const LONGITUDE_SCALE = 0.69;

/**
 * Douglas–Peucker: drops points nearer than `tolerance` (degrees of latitude) to the line through
 * those kept. Both ends stay. A closed line keeps at least a triangle.
 */
export function simplifyLine(line: readonly Point[], tolerance: number): number[][] {
  const keep = new Set([0, line.length - 1]);
  const spans: [number, number][] = [[0, line.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const { index, distance } = farthest(line, from, to);
    const closed = from === 0 && to === line.length - 1 && same(line[from], line[to]);
    if (index < 0 || (distance <= tolerance && !closed)) continue;
    keep.add(index);
    spans.push([from, index], [index, to]);
  }
  return [...keep].sort((a, b) => a - b).map((i) => [...(line[i] ?? [])]);
}

function same(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function farthest(
  line: readonly Point[],
  from: number,
  to: number,
): { index: number; distance: number } {
  let index = -1;
  let distance = -1;
  for (let i = from + 1; i < to; i++) {
    const away = distanceToSegment(line[i] ?? [], line[from] ?? [], line[to] ?? []);
    if (away > distance) {
      distance = away;
      index = i;
    }
  }
  return { index, distance };
}

function distanceToSegment(p: Point, a: Point, b: Point): number {
  const [px = 0, py = 0] = p;
  const [ax = 0, ay = 0] = a;
  const [bx = 0, by = 0] = b;
  const dx = (bx - ax) * LONGITUDE_SCALE;
  const dy = by - ay;
  const ex = (px - ax) * LONGITUDE_SCALE;
  const ey = py - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, (ex * dx + ey * dy) / length));
  return Math.hypot(ex - t * dx, ey - t * dy);
}

/**
 * SVG path data of closed rings, in tenths of a unit and relative moves. Rounding is done on
 * positions, not on moves, so that errors never add up and neighbours meet.
 */
export function svgPath(rings: readonly (readonly Point[])[]): string {
  let path = '';
  for (const ring of rings) {
    const points = ring
      .map(([x = NaN, y = NaN]) => [Math.round(x * 10), Math.round(y * 10)] as const)
      .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
      .filter(([x, y], i, all) => i === 0 || x !== all[i - 1]?.[0] || y !== all[i - 1]?.[1]);
    const [start, ...rest] = points;
    if (!start || rest.length < 2) continue;
    path += `M${tenths(start[0])}${separated(start[1])}l`;
    let [x, y] = start;
    for (const [i, [nextX, nextY]] of rest.entries()) {
      // The last point repeats the first: `z` draws that side.
      if (i === rest.length - 1 && nextX === start[0] && nextY === start[1]) break;
      path += (i === 0 ? tenths(nextX - x) : separated(nextX - x)) + separated(nextY - y);
      x = nextX;
      y = nextY;
    }
    path += 'z';
  }
  return path;
}

/** Tenths as text without a leading zero: 5 → `.5`, -12 → `-1.2`. */
function tenths(value: number): string {
  return String(value / 10).replace(/^(-?)0\./, '$1.');
}

function separated(value: number): string {
  const text = tenths(value);
  return text.startsWith('-') ? text : ` ${text}`;
}
