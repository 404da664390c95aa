import type { Db } from '../../../platform/db/schema.ts';
import type { AreaGeometry } from '../tables.ts';
import { type Box, inArea, inBox } from './domain.ts';

export interface QpvRef {
  readonly code: string;
  readonly name: string;
}

/** All priority neighbourhoods in memory, for positions by the thousand. */
export interface QpvIndex {
  readonly size: number;
  /** Code of the neighbourhood that holds a WGS 84 position, else null. */
  at(lon: number, lat: number): QpvRef | null;
}

/** The priority neighbourhood (QPV) that holds a WGS 84 position, else null. */
export async function qpvAt(db: Db, lon: number, lat: number): Promise<QpvRef | null> {
  const candidates = await db
    .selectFrom('qpv')
    .select(['code', 'name', 'geometry'])
    .where('west', '<=', lon)
    .where('east', '>=', lon)
    .where('south', '<=', lat)
    .where('north', '>=', lat)
    .orderBy('code')
    .execute();
  const found = candidates.find((qpv) => inArea(qpv.geometry, lon, lat));
  return found ? { code: found.code, name: found.name } : null;
}

/** Side of an index cell in degrees: a town's width, so that a cell holds few neighbourhoods. */
const CELL = 0.1;

interface Entry extends QpvRef, Box {
  readonly geometry: AreaGeometry;
}

/** Loads every priority neighbourhood; answers are those of `qpvAt`. */
export async function loadQpvIndex(db: Db): Promise<QpvIndex> {
  const all = await db
    .selectFrom('qpv')
    .select(['code', 'name', 'west', 'south', 'east', 'north', 'geometry'])
    .orderBy('code')
    .execute();
  const cells = new Map<string, Entry[]>();
  for (const qpv of all) {
    for (const key of cellsOf(qpv)) {
      const cell = cells.get(key);
      if (cell) cell.push(qpv);
      else cells.set(key, [qpv]);
    }
  }
  return {
    size: all.length,
    at(lon, lat) {
      const cell = cells.get(`${Math.floor(lon / CELL)},${Math.floor(lat / CELL)}`) ?? [];
      const found = cell.find((qpv) => inBox(qpv, lon, lat) && inArea(qpv.geometry, lon, lat));
      return found ? { code: found.code, name: found.name } : null;
    },
  };
}

function* cellsOf(box: Box): Generator<string> {
  for (let x = Math.floor(box.west / CELL); x <= Math.floor(box.east / CELL); x++) {
    for (let y = Math.floor(box.south / CELL); y <= Math.floor(box.north / CELL); y++) {
      yield `${x},${y}`;
    }
  }
}
