import { offsetKm, type Point } from '../../platform/geometry/earth.ts';
import { WEEKDAYS, type WeekHours } from '../places/public.ts';

/** How far around one may look, in kilometres. */
export const RADII = [5, 10, 30, 60] as const;

/**
 * Where somebody is, to about a kilometre and no closer: an address in the address bar is read by
 * whoever looks over a shoulder. Null when it is no position.
 */
export function roundedPoint(latitude: string | null, longitude: string | null): Point | null {
  const read = (text: string | null, most: number): number | null => {
    const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) && Math.abs(value) <= most ? Math.round(value * 100) / 100 : null;
  };
  const lat = read(latitude, 90);
  const lon = read(longitude, 180);
  return lat === null || lon === null ? null : { latitude: lat, longitude: lon };
}

/** Whether a place is open at a time of the clock in Paris; null when its hours are not known. */
export function isOpenAt(
  hours: WeekHours | null,
  clock: { readonly day: string; readonly time: string },
): boolean | null {
  if (!hours) return null;
  const weekday = WEEKDAYS[(new Date(`${clock.day}T12:00:00Z`).getUTCDay() + 6) % 7];
  return (hours[weekday ?? 'monday'] ?? []).some(
    ([from, to]) => from <= clock.time && clock.time < to,
  );
}

/** A place on a sketch of the surroundings, in the sketch's units. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export const SKETCH = 320;

/** Where a point lies on a round sketch of so many kilometres around a centre, north up. */
export function spotOn(centre: Point, km: number, point: Point): Spot {
  const perKm = (SKETCH / 2 - 14) / km;
  const { east, north } = offsetKm(centre, point);
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { x: round(SKETCH / 2 + east * perKm), y: round(SKETCH / 2 - north * perKm) };
}
