import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { PlaceKind } from '../domain.ts';
import type { WeekHours } from '../tables.ts';

/** An open place of one kind, near a point. */
export interface NearPlace {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly phone: string | null;
  readonly hours: WeekHours | null;
}

/** The nearest open places of a kind inside a box of degrees, nearest first. */
export async function placesNear(
  db: Db,
  kind: PlaceKind,
  from: { readonly latitude: number; readonly longitude: number },
  box: {
    readonly south: number;
    readonly north: number;
    readonly west: number;
    readonly east: number;
  },
  limit: number,
): Promise<NearPlace[]> {
  // Within a box of half a degree a flat Earth orders places as the round one does.
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  const { rows } = await sql<NearPlace>`
    SELECT l.id, l.name, l.address, l.postal_code AS "postalCode", c.name AS "communeName",
      l.latitude, l.longitude, l.phone, l.hours
    FROM place l JOIN commune c ON c.code = l.commune_code
    WHERE l.status = 'open' AND l.kind = ${kind}
      AND l.latitude BETWEEN ${box.south} AND ${box.north}
      AND l.longitude BETWEEN ${box.west} AND ${box.east}
    ORDER BY (l.latitude - ${from.latitude}) ^ 2
      + ((l.longitude - ${from.longitude}) * ${shrink}) ^ 2, l.id
    LIMIT ${limit}`.execute(db);
  return rows;
}
