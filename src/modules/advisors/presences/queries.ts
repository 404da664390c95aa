import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { type Page, pageOf, readCursor } from '../../../platform/db/cursor.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import '../../places/public.ts';
import '../appointments/tables.ts';
import type { AdvisorKind } from '../domain.ts';
import type { presenceOutput } from '../rounds/contract.ts';
import { type ChangeCode, slotsOf } from '../rounds/domain.ts';
import '../rounds/tables.ts';
import '../tables.ts';

export interface PresenceRow extends z.output<typeof presenceOutput> {
  readonly changeReason: string;
  /** Why, where the software knows it itself. */
  readonly changeCode: ChangeCode | null;
  readonly absent: boolean;
  /** Appointments that wait for somebody to act. */
  readonly displaced: number;
  readonly version: number;
}

export interface PresenceFilters {
  /** Presences that end after this instant and begin before the other, soonest first. */
  readonly after?: Date | undefined;
  readonly before?: Date | undefined;
  readonly advisor?: string | undefined;
  /** The account that is linked to who comes. */
  readonly account?: string | undefined;
  readonly place?: string | undefined;
  readonly department?: string | undefined;
  readonly kind?: AdvisorKind | undefined;
  /** Only places inside a priority neighbourhood. */
  readonly qpv?: boolean | undefined;
  readonly planned?: boolean | undefined;
}

const booked = sql<number>`(SELECT count(*)::int FROM advisor_appointment x
  WHERE x.presence_id = s.id AND x.state IN ('booked', 'came', 'absent'))`;
const displaced = sql<number>`(SELECT count(*)::int FROM advisor_appointment x
  WHERE x.presence_id = s.id AND x.state = 'displaced')`;

function joined(db: Db) {
  return db
    .selectFrom('advisor_presence as s')
    .innerJoin('advisor as v', 'v.id', 's.advisor_id')
    .leftJoin('advisor as o', 'o.id', 's.replaces_id')
    .innerJoin('place as l', 'l.id', 's.place_id')
    .innerJoin('commune as c', 'c.code', 'l.commune_code')
    .select([
      's.id',
      's.advisor_id',
      'v.name',
      'v.kind',
      's.replaces_id',
      'o.name as replaces_name',
      's.place_id',
      'l.name as place_name',
      'c.name as commune_name',
      'l.department_code',
      'l.qpv_code',
      's.starts_at',
      's.ends_at',
      's.state',
      's.slot_minutes',
      's.change_reason',
      's.change_code',
      's.absence_id',
      's.version',
      booked.as('booked'),
      displaced.as('displaced'),
    ]);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

const rowOf = (row: Found): PresenceRow => ({
  id: row.id,
  advisor: { id: row.advisor_id, name: row.name, kind: row.kind },
  replaces: row.replaces_id ? { id: row.replaces_id, name: row.replaces_name ?? '' } : null,
  place: {
    id: row.place_id,
    name: row.place_name,
    communeName: row.commune_name,
    departmentCode: row.department_code,
    qpvCode: row.qpv_code,
  },
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  state: row.state,
  byAppointment: row.slot_minutes !== null,
  slotMinutes: row.slot_minutes,
  booked: row.booked,
  slots: slotsOf({
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    slotMinutes: row.slot_minutes,
  }).length,
  displaced: row.displaced,
  changeReason: row.change_reason,
  changeCode: row.change_code,
  absent: row.absence_id !== null,
  version: row.version,
});

/** Who is where, when: presences by time, a page at a time. */
export async function listPresences(
  db: Db,
  filters: PresenceFilters,
  cursor: string | null = null,
  limit = 100,
): Promise<Page<PresenceRow>> {
  const after = readCursor(cursor, 2);
  const { advisor, account, place, department, kind } = filters;
  const rows = await joined(db)
    .$if(filters.after !== undefined, (q) => q.where('s.ends_at', '>', filters.after as Date))
    .$if(filters.before !== undefined, (q) => q.where('s.starts_at', '<', filters.before as Date))
    .$if(advisor !== undefined, (q) => q.where('s.advisor_id', '=', advisor ?? ''))
    .$if(account !== undefined, (q) => q.where('v.account_id', '=', account ?? ''))
    .$if(place !== undefined, (q) => q.where('s.place_id', '=', place ?? ''))
    .$if(department !== undefined, (q) => q.where('l.department_code', '=', department ?? ''))
    .$if(kind !== undefined, (q) => q.where('v.kind', '=', kind ?? 'advisor'))
    .$if(filters.qpv === true, (q) => q.where('l.qpv_code', 'is not', null))
    .$if(filters.planned === true, (q) => q.where('s.state', '=', 'planned'))
    .$if(after !== null, (q) =>
      q.where(
        sql<SqlBool>`(s.starts_at, s.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(rowOf), limit, (row) => [row.startsAt, row.id]);
}

/** One presence; null when there is none. */
export async function getPresence(db: Db, id: string): Promise<PresenceRow | null> {
  if (!isUuid(id)) return null;
  const row = await joined(db).where('s.id', '=', id).executeTakeFirst();
  return row ? rowOf(row) : null;
}
