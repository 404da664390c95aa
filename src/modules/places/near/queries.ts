import { sql } from 'kysely';
import type { Db } from '../../../platform/db/schema.ts';
import type { Point } from '../../../platform/geometry/earth.ts';
import '../mediation/tables.ts';

/** An open place near a point, with what its sheet says when it has one. */
export interface NearPlace {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly phone: string | null;
  /** Services of its sheet of digital mediation; null without a sheet. */
  readonly services: readonly string[] | null;
  readonly specialCare: readonly string[] | null;
  readonly fees: readonly string[] | null;
}

/** Degrees around a point. */
export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** The open places inside a box of degrees, nearest first, so many at most. */
export async function placesNear(
  db: Db,
  from: Point,
  box: Box,
  limit: number,
): Promise<NearPlace[]> {
  // Within a box of half a degree a flat Earth orders places as the round one does.
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  const { rows } = await sql<NearPlace>`
    SELECT l.id, l.kind, l.name, l.address, l.postal_code AS "postalCode",
      c.name AS "communeName", l.latitude, l.longitude, l.phone, m.services,
      m.special_care AS "specialCare", m.fees
    FROM place l JOIN commune c ON c.code = l.commune_code
    LEFT JOIN place_mediation m ON m.place_id = l.id
    WHERE l.status = 'open' AND l.same_as IS NULL
      AND l.latitude BETWEEN ${box.south} AND ${box.north}
      AND l.longitude BETWEEN ${box.west} AND ${box.east}
    ORDER BY (l.latitude - ${from.latitude}) ^ 2
      + ((l.longitude - ${from.longitude}) * ${shrink}) ^ 2, l.id
    LIMIT ${limit}`.execute(db);
  return rows;
}
