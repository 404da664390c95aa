import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';

/** A place as it is about to be written. */
interface Row {
  readonly commune_code: string;
  readonly department_code: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  qpv_code: string | null;
}

/** Half a side of an invented neighbourhood, in degrees: about 400 metres of latitude. */
const HALF = 0.0036;
const MOST = 40;

/**
 * Invented priority neighbourhoods: a square around the second place of a town that has several.
 * Their names say that they are invented; the real outlines come with an import.
 */
export async function makeNeighbourhoods(
  trx: Db,
  rows: readonly Row[],
  nameOf: (communeCode: string) => string,
): Promise<void> {
  const byTown = Map.groupBy(rows, (row) => row.commune_code);
  const centres = [...byTown.values()]
    .flatMap((places) => (places[1]?.latitude && places[1].longitude ? [places[1]] : []))
    .slice(0, MOST);
  const made = centres.map((place, nth) => {
    const latitude = place.latitude ?? 0;
    const longitude = place.longitude ?? 0;
    const box = {
      west: longitude - HALF,
      south: latitude - HALF,
      east: longitude + HALF,
      north: latitude + HALF,
    };
    const { west, south, east, north } = box;
    return {
      code: `QNDEMO${String(nth + 1).padStart(2, '0')}`,
      commune: place.commune_code,
      department: place.department_code,
      box,
      outline: [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    };
  });
  await insertRows(
    trx,
    'qpv',
    made.map(({ code, commune, department, box, outline }) => ({
      code,
      name: `Quartier inventé de ${nameOf(commune)} (démo)`,
      department_code: department,
      geometry: { type: 'Polygon', coordinates: [outline] },
      ...box,
      vintage: 'démonstration',
    })),
  );
  await insertRows(
    trx,
    'qpv_commune',
    made.map(({ code, commune }) => ({ qpv_code: code, commune_code: commune })),
  );
  for (const { code, commune, box } of made)
    for (const row of byTown.get(commune) ?? [])
      if (
        row.latitude !== null &&
        row.longitude !== null &&
        Math.abs(row.latitude - (box.south + box.north) / 2) <= HALF &&
        Math.abs(row.longitude - (box.west + box.east) / 2) <= HALF
      )
        row.qpv_code = code;
}
