import { type SqlBool, sql } from 'kysely';
import type { Scope } from '../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { readCode } from '../alliance/public.ts';
import '../partners/public.ts';
import '../places/public.ts';
import '../workshops/public.ts';
import type { OrientationRow } from './contract.ts';
import type { OrientationState } from './domain.ts';
import { type Hosted, mayReceive } from './policy.ts';
import './tables.ts';

function joined(db: Db) {
  return db
    .selectFrom('orientation as o')
    .innerJoin('place as f', 'f.id', 'o.place_id')
    .innerJoin('commune as fc', 'fc.code', 'f.commune_code')
    .innerJoin('place as h', 'h.id', 'o.host_place_id')
    .innerJoin('commune as hc', 'hc.code', 'h.commune_code')
    .leftJoin('partner as p', 'p.id', 'o.host_partner_id')
    .leftJoin('workshop_session as s', 's.id', 'o.session_id')
    .leftJoin('workshop as w', 'w.id', 's.workshop_id')
    .select([
      'o.id',
      'o.code',
      'o.state',
      'o.refusal',
      'o.result',
      'o.difficulty',
      'o.wish',
      'o.access',
      'o.offer_kind',
      'o.given_at',
      'o.expected_at',
      'o.redeemed_at',
      'o.session_id',
      'o.wants_earlier',
      'o.sealed_contact',
      'f.id as from_id',
      'f.name as from_name',
      'fc.name as from_commune',
      'h.id as host_id',
      'h.name as host_name',
      'hc.name as host_commune',
      'h.department_code as host_department',
      'p.id as partner_id',
      'p.name as partner_name',
      'w.title',
    ]);
}

type Found = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

function rowOf(row: Found): OrientationRow {
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    refusal: row.refusal,
    result: row.result,
    difficulty: row.difficulty,
    wish: row.wish,
    access: row.access,
    offerKind: row.offer_kind,
    givenAt: row.given_at.toISOString(),
    expectedAt: row.expected_at?.toISOString() ?? null,
    redeemedAt: row.redeemed_at?.toISOString() ?? null,
    from: { placeId: row.from_id, name: row.from_name, communeName: row.from_commune },
    host: {
      placeId: row.host_id,
      name: row.host_name,
      communeName: row.host_commune,
      departmentCode: row.host_department,
      partnerId: row.partner_id,
      partnerName: row.partner_name,
    },
    sessionId: row.session_id,
    title: row.title ?? row.host_name,
    wantsEarlier: row.wants_earlier,
    reached: row.sealed_contact !== null,
  };
}

/** What decides who receives an orientation. */
export function hostedOf({ host }: OrientationRow): Hosted {
  const { placeId, departmentCode, partnerId } = host;
  return { placeId, departmentCode, partnerId };
}

export interface ReceivedFilters {
  readonly state?: OrientationState | undefined;
  /** Only those whose person would take an earlier place. */
  readonly earlier?: boolean | undefined;
  readonly place?: string | undefined;
}

/** Orientations that this account receives, latest first. */
export async function listReceived(
  db: Db,
  scope: Scope<'orientations.receive'>,
  filters: ReceivedFilters,
  cursor: string | null = null,
  limit = 50,
): Promise<Page<OrientationRow>> {
  const read = readCursor(cursor, 2);
  // A mangled address starts anew: neither an instant nor an id, and the database would refuse it.
  const after = isUuid(String(read?.[1])) && Date.parse(String(read?.[0])) > 0 ? read : null;
  const mine = sql<SqlBool>`(o.host_partner_id = ANY(${[...scope.organisations]}::uuid[])
    OR o.host_place_id = ANY(${[...scope.places]}::uuid[])
    OR h.department_code = ANY(${[...scope.departments]}::text[]))`;
  const rows = await joined(db)
    .$if(!scope.everywhere, (q) => q.where(mine))
    .$if(filters.state !== undefined, (q) =>
      q.where('o.state', '=', filters.state as OrientationState),
    )
    .$if(filters.earlier === true, (q) =>
      q.where('o.wants_earlier', '=', true).where('o.state', 'in', ['given', 'accepted']),
    )
    .$if(filters.place !== undefined, (q) => q.where('o.host_place_id', '=', filters.place ?? ''))
    .$if(after !== null, (q) =>
      q.where(sql<SqlBool>`(o.given_at, o.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('o.given_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(rowOf), limit, (row) => [row.givenAt, row.id]);
}

/** One orientation for who receives it; null when there is none, or when it is another's. */
export async function getReceived(
  db: Db,
  scope: Scope<'orientations.receive'>,
  id: string,
): Promise<OrientationRow | null> {
  if (!isUuid(id)) return null;
  const row = await joined(db).where('o.id', '=', id).executeTakeFirst();
  const found = row ? rowOf(row) : null;
  return found && mayReceive(scope, hostedOf(found)) ? found : null;
}

/** An orientation by its code, for whoever shows it or was shown it; null when there is none. */
export async function orientationByCode(db: Db, typed: string): Promise<OrientationRow | null> {
  const code = readCode(typed);
  if (!code) return null;
  const row = await joined(db).where('o.code', '=', code).executeTakeFirst();
  return row ? rowOf(row) : null;
}
