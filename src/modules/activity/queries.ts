import { sql } from 'kysely';
import type { Scope } from '../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import type { Commitment } from '../alliance/public.ts';
import type { ActivityOutput } from './contract.ts';
import type { ActivityKind } from './domain.ts';
import { mayReadActivity } from './policy.ts';
import './tables.ts';

export interface ActivityFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly department?: string | undefined;
  readonly region?: string | undefined;
  /** SIREN of a group of communes. */
  readonly epci?: string | undefined;
  readonly commune?: string | undefined;
  readonly place?: string | undefined;
  readonly partnership?: string | undefined;
  readonly partner?: string | undefined;
  readonly commitment?: Commitment | undefined;
  readonly kind?: ActivityKind | undefined;
  readonly mine?: string | undefined;
}

export interface ActivityRow extends ActivityOutput {
  readonly communeName: string;
  readonly placeName: string | null;
  readonly partnershipTitle: string;
  readonly partnerName: string;
}

function base(db: Db) {
  return db
    .selectFrom('activity as a')
    .innerJoin('commune as c', 'c.code', 'a.commune_code')
    .innerJoin('partnership as s', 's.id', 'a.partnership_id')
    .innerJoin('partner as p', 'p.id', 'a.partner_id')
    .leftJoin('place as l', 'l.id', 'a.place_id')
    .select([
      'a.id',
      'a.happened_on',
      'a.place_id',
      'a.commune_code',
      'a.department_code',
      'a.partnership_id',
      'a.partner_id',
      'a.commitment',
      'a.kind',
      'a.participations',
      'a.persons_declared',
      'a.minutes',
      'a.first_timers',
      'a.themes',
      'a.advisor_id',
      'a.status',
      'a.version',
      'a.recorded_at',
      'c.name as commune_name',
      'l.name as place_name',
      's.title as partnership_title',
      'p.name as partner_name',
    ]);
}

function output(row: Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number]): ActivityRow {
  return {
    id: row.id,
    happenedOn: row.happened_on,
    placeId: row.place_id,
    placeName: row.place_name,
    communeCode: row.commune_code,
    communeName: row.commune_name,
    departmentCode: row.department_code,
    partnershipId: row.partnership_id,
    partnershipTitle: row.partnership_title,
    partnerId: row.partner_id,
    partnerName: row.partner_name,
    commitment: row.commitment,
    kind: row.kind,
    participations: row.participations,
    personsDeclared: row.persons_declared,
    minutes: row.minutes,
    firstTimers: row.first_timers,
    themes: row.themes,
    advisorId: row.advisor_id,
    status: row.status,
    version: row.version,
    recordedAt: row.recorded_at.toISOString(),
  };
}

/** Records, most recent first, filtered, a page at a time, within the actor's reach. */
export async function listActivity(
  db: Db,
  scope: Scope<'activity.read'>,
  filters: ActivityFilters,
  cursor: string | null,
  limit = 50,
): Promise<Page<ActivityRow>> {
  const after = readCursor(cursor, 2);
  const rows = await base(db)
    .where('a.status', '=', 'recorded')
    .$if(!scope.everywhere, (q) =>
      q.where((eb) =>
        eb.or([
          eb('a.department_code', 'in', ['-', ...scope.departments]),
          eb('a.place_id', 'in', [NOBODY, ...scope.places]),
          eb('a.partner_id', 'in', [NOBODY, ...scope.organisations]),
        ]),
      ),
    )
    .$if(filters.from !== undefined, (q) => q.where('a.happened_on', '>=', filters.from as string))
    .$if(filters.to !== undefined, (q) => q.where('a.happened_on', '<=', filters.to as string))
    .$if(filters.department !== undefined, (q) =>
      q.where('a.department_code', '=', filters.department as string),
    )
    .$if(filters.region !== undefined, (q) =>
      q.where('a.department_code', 'in', (d) =>
        d
          .selectFrom('department')
          .select('code')
          .where('region_code', '=', filters.region as string),
      ),
    )
    .$if(filters.epci !== undefined, (q) =>
      q.where('a.commune_code', 'in', (d) =>
        d
          .selectFrom('commune')
          .select('code')
          .where('epci_code', '=', filters.epci as string),
      ),
    )
    .$if(filters.commune !== undefined, (q) =>
      q.where('a.commune_code', '=', filters.commune as string),
    )
    .$if(filters.place !== undefined, (q) => q.where('a.place_id', '=', filters.place as string))
    .$if(filters.partnership !== undefined, (q) =>
      q.where('a.partnership_id', '=', filters.partnership as string),
    )
    .$if(filters.partner !== undefined, (q) =>
      q.where('a.partner_id', '=', filters.partner as string),
    )
    .$if(filters.commitment !== undefined, (q) =>
      q.where('a.commitment', '=', filters.commitment as Commitment),
    )
    .$if(filters.kind !== undefined, (q) => q.where('a.kind', '=', filters.kind as ActivityKind))
    .$if(filters.mine !== undefined, (q) => q.where('a.recorded_by', '=', filters.mine as string))
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(a.happened_on, a.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy('a.happened_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(output), limit, (row) => [row.happenedOn, row.id]);
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface Revision {
  readonly version: number;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly before: {
    readonly happened_on: string;
    readonly participations: number;
    readonly persons_declared: number | null;
    readonly minutes: number | null;
    readonly kind: ActivityKind;
  };
}

/** One record with its comment and its former states; null when out of reach. */
export async function getActivity(
  db: Db,
  scope: Scope<'activity.read'>,
  id: string,
): Promise<
  (ActivityRow & { comment: string; advisorName: string | null; revisions: Revision[] }) | null
> {
  if (!isUuid(id)) return null;
  const row = await base(db).select('a.comment').where('a.id', '=', id).executeTakeFirst();
  if (!row) return null;
  const found = output(row);
  if (!mayReadActivity(scope, found)) return null;
  const advisor = await sql<{ name: string }>`
    SELECT name FROM advisor WHERE id = ${row.advisor_id}`.execute(db);
  const revisions = await db
    .selectFrom('activity_revision as r')
    .leftJoin('auth_user as u', 'u.id', 'r.corrected_by')
    .select(['r.version', 'r.reason', 'r.corrected_at', 'r.before', 'u.name'])
    .where('r.activity_id', '=', id)
    .orderBy('r.version')
    .execute();
  return {
    ...found,
    comment: row.comment,
    advisorName: advisor.rows[0]?.name ?? null,
    revisions: revisions.map((r) => ({
      version: r.version,
      reason: r.reason,
      by: r.name ?? '',
      at: r.corrected_at.toISOString(),
      before: r.before as Revision['before'],
    })),
  };
}
