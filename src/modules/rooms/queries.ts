import { type SqlBool, sql } from 'kysely';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { matches, prefixQuery } from '../../platform/db/search.ts';
import type { WeekHours } from '../places/public.ts';
import '../territories/public.ts';
import type { Facility } from '../alliance/public.ts';
import { HOLDING } from './bookings/domain.ts';
import type { Span } from './calendar/domain.ts';
import type { RoomOutput } from './contract.ts';
import type { Equipment } from './domain.ts';
import './tables.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const MOST = 200;

export interface RoomFilters {
  /** Name of the commune, the place or the street, or a postal code, from its start. */
  readonly q?: string | undefined;
  readonly department?: string | undefined;
  readonly commune?: string | undefined;
  readonly place?: string | undefined;
  readonly id?: string | undefined;
  /** At least so many. */
  readonly seats?: number | undefined;
  /** All of these. */
  readonly equipment?: readonly string[] | undefined;
  readonly access?: readonly string[] | undefined;
  /** Rooms that are closed for good too; default not. */
  readonly closed?: boolean | undefined;
}

/** A room with its place. */
export interface Room extends Omit<RoomOutput, 'hours'> {
  readonly hours: WeekHours;
}

/** Rooms by department, commune and name; what anybody with an account of the alliance may know. */
export async function listRooms(db: Db, filters: RoomFilters): Promise<Room[]> {
  const { department, commune, place, id, seats, equipment = [], access = [] } = filters;
  const typed = filters.q ? prefixQuery(filters.q) : null;
  const rows = await db
    .selectFrom('room as r')
    .innerJoin('place as p', 'p.id', 'r.place_id')
    .innerJoin('commune as c', 'c.code', 'p.commune_code')
    .select([
      'r.id',
      'r.place_id',
      'r.name',
      'r.seats',
      'r.equipment',
      'r.access',
      'r.note',
      'r.hours',
      'r.buffer_minutes',
      'r.confirmation',
      'r.open_to',
      'r.status',
      'r.version',
      'p.name as place_name',
      'p.address',
      'p.postal_code',
      'p.commune_code',
      'p.department_code',
      'c.name as commune_name',
    ])
    .$if(!filters.closed && id === undefined, (q) => q.where('r.status', '=', 'open'))
    .$if(typed !== null, (q) => q.where(matches('p', typed ?? '')))
    .$if(department !== undefined, (q) => q.where('p.department_code', '=', department ?? ''))
    .$if(commune !== undefined, (q) => q.where('p.commune_code', '=', commune ?? ''))
    .$if(place !== undefined, (q) => q.where('p.id', '=', place ?? NOBODY))
    .$if(id !== undefined, (q) => q.where('r.id', '=', id ?? NOBODY))
    .$if(seats !== undefined, (q) => q.where('r.seats', '>=', seats ?? 0))
    .$if(equipment.length > 0, (q) =>
      q.where(sql<SqlBool>`r.equipment @> ${[...equipment]}::text[]`),
    )
    .$if(access.length > 0, (q) => q.where(sql<SqlBool>`r.access @> ${[...access]}::text[]`))
    .orderBy('p.department_code')
    .orderBy('c.name')
    .orderBy('r.name')
    .orderBy('r.id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    place: {
      id: row.place_id,
      name: row.place_name,
      address: [row.address, row.postal_code, row.commune_name].filter(Boolean).join(', '),
    },
    communeCode: row.commune_code,
    communeName: row.commune_name,
    departmentCode: row.department_code,
    name: row.name,
    seats: row.seats,
    equipment: row.equipment as Equipment[],
    access: row.access as Facility[],
    note: row.note,
    hours: row.hours,
    bufferMinutes: row.buffer_minutes,
    confirmation: row.confirmation,
    openTo: row.open_to,
    status: row.status,
    version: row.version,
  }));
}

/** One room; null when there is none. */
export async function getRoom(db: Db, id: string): Promise<Room | null> {
  if (!isUuid(id)) return null;
  const [found] = await listRooms(db, { id });
  return found ?? null;
}

/** The rooms of a place, those closed for good left out. */
export function roomsOf(db: Db, placeId: string): Promise<Room[]> {
  return isUuid(placeId) ? listRooms(db, { place: placeId }) : Promise.resolve([]);
}

/** What takes a room's time between two instants. */
export interface Taken {
  readonly closures: readonly Span[];
  readonly blocked: readonly Span[];
}

const NOTHING: Taken = { closures: [], blocked: [] };

/** Closures and standing bookings of rooms that meet a stretch of time. */
export async function takenIn(
  db: Db,
  roomIds: readonly string[],
  during: Span,
): Promise<(roomId: string) => Taken> {
  if (roomIds.length === 0) return () => NOTHING;
  const [from, to] = [new Date(during.from), new Date(during.to)];
  const bookings = await db
    .selectFrom('room_booking')
    .select(['room_id', 'starts_at', 'blocked_until as ends_at'])
    .where('room_id', 'in', [...roomIds])
    .where('status', 'in', [...HOLDING])
    .where('starts_at', '<', to)
    .where('blocked_until', '>', from)
    .execute();
  const closures = await db
    .selectFrom('room_closure')
    .select(['room_id', 'starts_at', 'ends_at'])
    .where('room_id', 'in', [...roomIds])
    .where('starts_at', '<', to)
    .where('ends_at', '>', from)
    .execute();
  const of = (rows: typeof bookings, id: string): Span[] =>
    rows
      .filter((row) => row.room_id === id)
      .map((row) => ({ from: row.starts_at.getTime(), to: row.ends_at.getTime() }))
      .sort((a, b) => a.from - b.from);
  return (id) => ({ closures: of(closures, id), blocked: of(bookings, id) });
}
