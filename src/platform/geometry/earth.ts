/** A point on the earth, WGS 84 degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the Earth in kilometres (IUGG). */
const EARTH_KM = 6371.0088;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres. */
export function kilometresBetween(a: Point, b: Point): number {
  const half = (degrees: number): number => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** A rectangle that holds everything within so many kilometres of a point. */
export function boxAround(centre: Point, km: number) {
  const north = (km / EARTH_KM) * (180 / Math.PI);
  const east = north / Math.max(0.01, Math.cos(radians(centre.latitude)));
  return {
    south: centre.latitude - north,
    north: centre.latitude + north,
    west: centre.longitude - east,
    east: centre.longitude + east,
  };
}

/** Where a point lies from another, in kilometres to the east and to the north. */
export function offsetKm(
  from: Point,
  to: Point,
): { readonly east: number; readonly north: number } {
  return {
    east: radians(to.longitude - from.longitude) * EARTH_KM * Math.cos(radians(from.latitude)),
    north: radians(to.latitude - from.latitude) * EARTH_KM,
  };
}
