import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import '../places/public.ts';
import '../partners/public.ts';
import '../partnerships/public.ts';
import '../rooms/public.ts';
import type { sessionOutput } from './contract.ts';
import { mayRun, ownedBy } from './policy.ts';
import './registrations/tables.ts';
import './tables.ts';

export interface SessionRow extends z.output<typeof sessionOutput> {
  readonly description: string;
  readonly changeReason: string;
  readonly movedFrom: string | null;
  /** Where it was to be before it moved to another place. */
  readonly movedFromPlace: string | null;
  /** The room that it held was closed or given to others, and nobody has said yet where it takes place. */
  readonly roomLost: boolean;
  readonly ledBy: string | null;
  readonly version: number;
}

export interface SessionFilters {
  /** Only sessions that end after this instant, soonest first; else latest first. */
  readonly after?: Date | undefined;
  readonly before?: Date | undefined;
  readonly workshop?: string | undefined;
  readonly place?: string | undefined;
  readonly partner?: string | undefined;
  readonly commune?: string | undefined;
  readonly department?: string | undefined;
  readonly theme?: string | undefined;
  readonly access?: string | undefined;
  /** Only sessions that anybody may ask for. */
  readonly open?: boolean | undefined;
  readonly ledBy?: string | undefined;
  /** Only sessions with a seat left. */
  readonly free?: boolean | undefined;
  /** Only planned sessions that lost their room. */
  readonly roomLost?: boolean | undefined;
}

/** Seats that are held, or were. */
const taken = sql<number>`(SELECT count(*)::int FROM workshop_registration r
  WHERE r.session_id = s.id AND r.state IN ('registered', 'came', 'absent'))`;
const waiting = sql<number>`(SELECT count(*)::int FROM workshop_registration r
  WHERE r.session_id = s.id AND r.state = 'waiting')`;

/** What became of the booking that a session made last. */
const roomLost = sql<boolean>`s.state = 'planned' AND coalesce((
  SELECT b.status IN ('refused', 'cancelled') FROM room_booking b
  WHERE b.workshop_session_id = s.id ORDER BY b.created_at DESC, b.id DESC LIMIT 1), false)`;

function joined(db: Db) {
  return db
    .selectFrom('workshop_session as s')
    .innerJoin('workshop as w', 'w.id', 's.workshop_id')
    .innerJoin('partnership as a', 'a.id', 'w.partnership_id')
    .innerJoin('partner as p', 'p.id', 'a.partner_id')
    .innerJoin('place as l', 'l.id', 's.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .leftJoin('place as m', 'm.id', 's.moved_from_place')
    .select([
      's.id',
      's.workshop_id',
      'w.title',
      'w.description',
      'w.themes',
      'w.level',
      'w.access',
      'w.open',
      'w.partnership_id',
      'p.id as partner_id',
      'p.name as partner_name',
      'l.id as place_id',
      'l.name as place_name',
      'l.address',
      'l.postal_code',
      'c.code as commune_code',
      'c.name as commune_name',
      'l.department_code',
      's.starts_at',
      's.ends_at',
      's.state',
      's.capacity',
      's.change_reason',
      's.moved_from',
      's.led_by',
      's.version',
      'm.name as moved_from_place_name',
      roomLost.as('room_lost'),
      taken.as('taken'),
      waiting.as('waiting'),
    ]);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

const rowOf = (row: Found): SessionRow => ({
  id: row.id,
  workshopId: row.workshop_id,
  title: row.title,
  description: row.description,
  themes: row.themes,
  level: row.level,
  access: row.access,
  open: row.open,
  partnershipId: row.partnership_id,
  partner: { id: row.partner_id, name: row.partner_name },
  place: {
    id: row.place_id,
    name: row.place_name,
    address: row.address,
    postalCode: row.postal_code,
  },
  communeCode: row.commune_code,
  communeName: row.commune_name,
  departmentCode: row.department_code,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  state: row.state,
  capacity: row.capacity,
  taken: row.taken,
  waiting: row.waiting,
  changeReason: row.change_reason,
  movedFrom: row.moved_from?.toISOString() ?? null,
  movedFromPlace: row.moved_from_place_name,
  roomLost: row.room_lost,
  ledBy: row.led_by,
  version: row.version,
});

/** Sessions by time, a page at a time. */
export async function listSessions(
  db: Db,
  filters: SessionFilters,
  cursor: string | null = null,
  limit = 50,
): Promise<Page<SessionRow>> {
  const after = readCursor(cursor, 2);
  const { place, partner, commune, department, theme, access, ledBy, workshop } = filters;
  const ahead = filters.after !== undefined || filters.workshop !== undefined;
  const compare = ahead ? sql.raw('>') : sql.raw('<');
  const rows = await joined(db)
    .$if(filters.after !== undefined, (q) => q.where('s.ends_at', '>', filters.after as Date))
    .$if(filters.before !== undefined, (q) => q.where('s.starts_at', '<', filters.before as Date))
    .$if(filters.open === true, (q) =>
      q.where('w.open', '=', true).where('s.state', '=', 'planned'),
    )
    .$if(filters.free === true, (q) => q.where(sql<SqlBool>`${taken} < s.capacity`))
    .$if(filters.roomLost === true, (q) => q.where(sql<SqlBool>`${roomLost}`))
    .$if(workshop !== undefined, (q) => q.where('s.workshop_id', '=', workshop ?? ''))
    .$if(place !== undefined, (q) => q.where('s.place_id', '=', place ?? ''))
    .$if(partner !== undefined, (q) => q.where('a.partner_id', '=', partner ?? ''))
    .$if(commune !== undefined, (q) => q.where('l.commune_code', '=', commune ?? ''))
    .$if(department !== undefined, (q) => q.where('l.department_code', '=', department ?? ''))
    .$if(theme !== undefined, (q) => q.where(sql<SqlBool>`${theme} = ANY(w.themes)`))
    .$if(access !== undefined, (q) => q.where(sql<SqlBool>`${access} = ANY(w.access)`))
    .$if(ledBy !== undefined, (q) => q.where('s.led_by', '=', ledBy ?? ''))
    .$if(after !== null, (q) =>
      q.where(
        sql<SqlBool>`(s.starts_at, s.id) ${compare} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('s.starts_at', ahead ? 'asc' : 'desc')
    .orderBy('s.id', ahead ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(rowOf), limit, (row) => [row.startsAt, row.id]);
}

/** One session; null when there is none. */
export async function getSession(db: Db, id: string): Promise<SessionRow | null> {
  if (!isUuid(id)) return null;
  const row = await joined(db).where('s.id', '=', id).executeTakeFirst();
  return row ? rowOf(row) : null;
}

export interface WorkshopRow {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly themes: readonly string[];
  readonly level: string;
  readonly access: readonly string[];
  readonly open: boolean;
  readonly partnership: { readonly id: string; readonly title: string };
  readonly partner: { readonly id: string; readonly name: string };
  readonly departmentCode: string | null;
  readonly version: number;
}

/** One series; null when there is none. */
export async function getWorkshop(db: Db, id: string): Promise<WorkshopRow | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('workshop as w')
    .innerJoin('partnership as a', 'a.id', 'w.partnership_id')
    .innerJoin('partner as p', 'p.id', 'a.partner_id')
    .select([
      'w.id',
      'w.title',
      'w.description',
      'w.themes',
      'w.level',
      'w.access',
      'w.open',
      'w.version',
      'a.id as partnership_id',
      'a.title as partnership_title',
      'a.department_code',
      'p.id as partner_id',
      'p.name as partner_name',
    ])
    .where('w.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { partnership_id, partnership_title, partner_id, partner_name, department_code, ...rest } =
    row;
  return {
    ...rest,
    partnership: { id: partnership_id, title: partnership_title },
    partner: { id: partner_id, name: partner_name },
    departmentCode: department_code,
  };
}

/** Sessions ahead that lost their room, among those that this actor runs. */
export async function countRoomless(
  db: Db,
  scope: Scope<'workshops.write'>,
  now: Date,
): Promise<number> {
  const { items } = await listSessions(db, { after: now, roomLost: true }, null, 200);
  return items.filter((session) => mayRun(scope, ownedBy(session))).length;
}
