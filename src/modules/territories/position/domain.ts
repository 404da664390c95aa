import type { RowReader } from '../../../platform/imports/values.ts';
import { parseDecimal } from '../../../platform/imports/values.ts';
import type { PositionCode } from './messages.fr.ts';

/** WGS 84, in degrees, rounded to 10 cm. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Rectangles that hold France: south, west, north, east. Margins of some kilometres. */
const FRANCE: readonly (readonly [number, number, number, number])[] = [
  // Metropolitan France and Corsica, with Andorra and Monaco, which the network serves.
  [41.2, -5.6, 51.3, 9.8],
  // Guadeloupe, Martinique, Saint-Martin, Saint-Barthélemy.
  [14.2, -63.3, 18.3, -60.7],
  // Guyane.
  [2, -54.8, 6, -51.4],
  // La Réunion, Mayotte.
  [-21.6, 55, -20.7, 56],
  [-13.2, 44.8, -12.4, 45.5],
  // Saint-Pierre-et-Miquelon.
  [46.6, -56.6, 47.3, -56],
  // Nouvelle-Calédonie, Polynésie, Wallis-et-Futuna.
  [-23.2, 158, -17.8, 172.3],
  [-28, -155, -7.5, -134],
  [-14.6, -178.6, -13, -175.9],
  // Saint-Paul and Amsterdam, Kerguelen, Crozet, the Scattered Islands, Adélie Land, Clipperton.
  [-39, 77, -37.5, 78],
  [-50.1, 68.2, -48.2, 70.8],
  [-47, 50, -45.8, 52.5],
  [-22.5, 39.5, -11.3, 54.7],
  [-76, 136, -66, 142],
  [10.2, -109.4, 10.4, -109.1],
];

/** True when the position lies in one of the rectangles that hold France. */
export function inFrance(latitude: number, longitude: number): boolean {
  return FRANCE.some(
    ([south, west, north, east]) =>
      latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  );
}

/**
 * Reads a position: 0,0 is « unknown » and dropped; latitude and longitude that lie in France only
 * the other way round are put right; a position elsewhere is dropped. Each with a warning.
 */
export function readPosition<C extends string>(
  reader: RowReader<C | PositionCode>,
  fields: { readonly latitude: string; readonly longitude: string },
  values: {
    readonly latitude: string | number | undefined;
    readonly longitude: string | number | undefined;
  },
): Position | null {
  const latText = String(values.latitude ?? '').trim();
  const lonText = String(values.longitude ?? '').trim();
  if (latText === '' && lonText === '') return null;
  if (latText === '' || lonText === '') {
    reader.warn(latText === '' ? fields.latitude : fields.longitude, 'position-half');
    return null;
  }
  const latitude = parseDecimal(latText);
  const longitude = parseDecimal(lonText);
  if (latitude === null || longitude === null) {
    const [field, value] =
      latitude === null ? [fields.latitude, latText] : [fields.longitude, lonText];
    reader.warn(field, 'number-invalid', { value: value.slice(0, 40) });
    return null;
  }
  if (Math.abs(latitude) < 0.001 && Math.abs(longitude) < 0.001) {
    reader.warn(fields.latitude, 'position-zero');
    return null;
  }
  if (inFrance(latitude, longitude)) return rounded(latitude, longitude);
  if (inFrance(longitude, latitude)) {
    reader.warn(fields.latitude, 'position-swapped');
    return rounded(longitude, latitude);
  }
  reader.warn(fields.latitude, 'position-outside', { latitude, longitude });
  return null;
}

function rounded(latitude: number, longitude: number): Position {
  return {
    latitude: Math.round(latitude * 1e6) / 1e6,
    longitude: Math.round(longitude * 1e6) / 1e6,
  };
}
