import type { MediationService } from '../alliance/public.ts';
import { WEEKDAYS, type WeekHours } from '../places/public.ts';

/** A point on the earth, WGS 84 degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_KM = 6371;
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

/** Themes of workshops that teach what a service of the standard is about. */
export const THEMES_OF: Readonly<Record<MediationService, readonly string[]>> = {
  procedures: ['aide_aux_demarches_administratives', 'sante', 'banque_et_achats_en_ligne'],
  'everyday-tools': [
    'prendre_en_main_du_materiel',
    'navigation_sur_internet',
    'email',
    'gere_ses_contenus_numeriques',
    'bureautique',
    'diagnostic_numerique',
  ],
  work: ['insertion_professionnelle', 'entrepreneuriat'],
  safety: ['securite_numerique'],
  parenting: ['parentalite', 'scolarite_et_numerique'],
  leisure: ['creer_avec_le_numerique', 'reseaux_sociaux'],
  understanding: ['culture_numerique', 'intelligence_artificielle'],
  access: ['maintenance_de_materiel'],
  equipment: [],
};

/** A place on a sketch of the surroundings, in the sketch's units. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export const SKETCH = 320;

/** Where a point lies on a round sketch of so many kilometres around a centre, north up. */
export function spotOn(centre: Point, km: number, point: Point): Spot {
  const perKm = (SKETCH / 2 - 14) / km;
  const north = radians(point.latitude - centre.latitude) * EARTH_KM;
  const east =
    radians(point.longitude - centre.longitude) * EARTH_KM * Math.cos(radians(centre.latitude));
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { x: round(SKETCH / 2 + east * perKm), y: round(SKETCH / 2 - north * perKm) };
}
