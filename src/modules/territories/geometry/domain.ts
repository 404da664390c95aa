import type { AreaGeometry, Ring } from '../tables.ts';

/** Smallest rectangle around an area, in degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Bounding box of an area; null when it has no point. Areas here never cross the 180th meridian. */
export function boundingBox(geometry: AreaGeometry): Box | null {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const polygon of polygonsOf(geometry)) {
    for (const [lon = NaN, lat = NaN] of polygon[0] ?? []) {
      if (!Number.isFinite(lon) || !Number.isFinite(lat)) continue;
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  return west === Infinity ? null : { west, south, east, north };
}

/** True when the position is in the box or on its edge. */
export function inBox(box: Box, lon: number, lat: number): boolean {
  return lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
}

/**
 * True when the position is in the area, or exactly on a border of it: a building on the boundary
 * street of a neighbourhood belongs to it. Holes are outside; the edge of a hole is inside.
 */
export function inArea(geometry: AreaGeometry, lon: number, lat: number): boolean {
  return polygonsOf(geometry).some((polygon) => inPolygon(polygon, lon, lat));
}

function polygonsOf(geometry: AreaGeometry): readonly (readonly Ring[])[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

function inPolygon(rings: readonly Ring[], lon: number, lat: number): boolean {
  const [outline, ...holes] = rings;
  if (!outline) return false;
  const place = locate(outline, lon, lat);
  if (place !== 'inside') return place === 'edge';
  return !holes.some((hole) => locate(hole, lon, lat) === 'inside');
}

/** Even-odd rule: counts the sides that a ray towards the east crosses. */
function locate(ring: Ring, lon: number, lat: number): 'inside' | 'outside' | 'edge' {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1 = NaN, y1 = NaN] = ring[i] ?? [];
    const [x2 = NaN, y2 = NaN] = ring[j] ?? [];
    if (onSegment(lon, lat, x1, y1, x2, y2)) return 'edge';
    // Half-open in latitude, so that a vertex on the ray is counted for one of its two sides.
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside ? 'inside' : 'outside';
}

function onSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): boolean {
  if (x < Math.min(x1, x2) || x > Math.max(x1, x2)) return false;
  if (y < Math.min(y1, y2) || y > Math.max(y1, y2)) return false;
  return (x2 - x1) * (y - y1) === (y2 - y1) * (x - x1);
}
