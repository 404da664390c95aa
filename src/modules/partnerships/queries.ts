import { sql } from 'kysely';
import type { Scope } from '../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../platform/db/cursor.ts';
import { isUuid } from '../../platform/db/ids.ts';
import type { Db } from '../../platform/db/schema.ts';
import { matches, prefixQuery } from '../../platform/db/search.ts';
import type { Commitment } from '../alliance/public.ts';
import type { PartnershipOutput } from './contract.ts';
import type { PartnershipType, Stage } from './domain.ts';
import { mayReadPartnership, mayUseNotes } from './policy.ts';
import './tables.ts';

export interface PartnershipFilters {
  readonly q?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly running?: true | undefined;
  readonly type?: PartnershipType | undefined;
  readonly commitment?: Commitment | undefined;
  readonly department?: string | undefined;
  readonly region?: string | undefined;
  /** SIREN of a group of communes: partnerships for it or for one of its communes. */
  readonly epci?: string | undefined;
  readonly commune?: string | undefined;
  readonly partner?: string | undefined;
  readonly place?: string | undefined;
  readonly need?: string | undefined;
  /** Year of the agreement. */
  readonly agreed?: number | undefined;
  /** Looked after by who asks. */
  readonly mine?: true | undefined;
  /** Its next step was due before today. */
  readonly stepDue?: true | undefined;
}

export interface PartnershipRow {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly type: PartnershipType;
  readonly stage: Stage;
  readonly stageSince: string;
  readonly commitment: Commitment;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly endsOn: string | null;
  readonly agreedOn: string | null;
  readonly published: boolean;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

export function rows(db: Db, scope: Scope<'partnerships.read'>, filters: PartnershipFilters) {
  const typed = filters.q ? prefixQuery(filters.q) : null;
  const { commune, epci, place, need } = filters;
  return db
    .selectFrom('partnership as s')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .innerJoin('department as d', 'd.code', 's.department_code')
    .$if(!scope.everywhere, (q) => q.where('s.partner_id', 'in', [NOBODY, ...scope.organisations]))
    .$if(typed !== null, (q) => q.where(matches('s', typed ?? '')))
    .$if(filters.stage !== undefined, (q) => q.where('s.stage', '=', filters.stage as Stage))
    .$if(filters.running === true, (q) =>
      q.where('s.stage', 'in', ['active', 'under-review', 'renewed']),
    )
    .$if(filters.type !== undefined, (q) => q.where('s.type', '=', filters.type as PartnershipType))
    .$if(filters.commitment !== undefined, (q) =>
      q.where('s.commitment', '=', filters.commitment as Commitment),
    )
    .$if(filters.department !== undefined, (q) =>
      q.where('s.department_code', '=', filters.department as string),
    )
    .$if(filters.region !== undefined, (q) =>
      q.where('d.region_code', '=', filters.region as string),
    )
    .$if(filters.partner !== undefined, (q) =>
      q.where('s.partner_id', '=', filters.partner as string),
    )
    .$if(filters.mine === true, (q) => q.where('s.owner_id', '=', scope.accountId))
    .$if(filters.stepDue === true, (q) => q.where('s.next_step_on', '<', sql<string>`current_date`))
    .$if(filters.agreed !== undefined, (q) =>
      q
        .where('s.agreed_on', '>=', `${filters.agreed}-01-01`)
        .where('s.agreed_on', '<=', `${filters.agreed}-12-31`),
    )
    .$if(commune !== undefined, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('partnership_territory as t')
            .select('t.partnership_id')
            .whereRef('t.partnership_id', '=', 's.id')
            .where('t.territory_kind', '=', 'commune')
            .where('t.territory_code', '=', commune as string),
        ),
      ),
    )
    .$if(epci !== undefined, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('partnership_territory as t')
            .leftJoin('commune as tc', (join) =>
              join.on('t.territory_kind', '=', 'commune').onRef('tc.code', '=', 't.territory_code'),
            )
            .select('t.partnership_id')
            .whereRef('t.partnership_id', '=', 's.id')
            .where(({ and, or, eb }) =>
              or([
                eb('tc.epci_code', '=', epci as string),
                and([
                  eb('t.territory_kind', '=', 'epci'),
                  eb('t.territory_code', '=', epci as string),
                ]),
              ]),
            ),
        ),
      ),
    )
    .$if(place !== undefined, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('partnership_place as t')
            .select('t.partnership_id')
            .whereRef('t.partnership_id', '=', 's.id')
            .where('t.place_id', '=', place as string),
        ),
      ),
    )
    .$if(need !== undefined, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('partnership_need as t')
            .select('t.partnership_id')
            .whereRef('t.partnership_id', '=', 's.id')
            .where('t.need_id', '=', need as string),
        ),
      ),
    );
}

/** Partnerships, most recently changed first, filtered, a page at a time. */
export async function listPartnerships(
  db: Db,
  scope: Scope<'partnerships.read'>,
  filters: PartnershipFilters,
  cursor: string | null,
  limit = 50,
): Promise<Page<PartnershipRow>> {
  const after = readCursor(cursor, 2);
  const found = await rows(db, scope, filters)
    .select([
      's.id',
      's.reference',
      's.title',
      's.type',
      's.stage',
      's.stage_since',
      's.commitment',
      's.partner_id',
      'p.name as partner_name',
      's.department_code',
      'd.name as department_name',
      's.ends_on',
      's.agreed_on',
      's.slug',
    ])
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(s.title, s.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy('s.title')
    .orderBy('s.id')
    .limit(limit + 1)
    .execute();
  return pageOf(
    found.map((row) => ({
      id: row.id,
      reference: row.reference,
      title: row.title,
      type: row.type,
      stage: row.stage,
      stageSince: row.stage_since.toISOString(),
      commitment: row.commitment,
      partnerId: row.partner_id,
      partnerName: row.partner_name,
      departmentCode: row.department_code,
      departmentName: row.department_name,
      endsOn: row.ends_on,
      agreedOn: row.agreed_on,
      published: row.slug !== null,
    })),
    limit,
    (row) => [row.title, row.id],
  );
}

/** How many partnerships a filter holds, by stage. */
export async function countByStage(
  db: Db,
  scope: Scope<'partnerships.read'>,
  filters: PartnershipFilters,
): Promise<ReadonlyMap<Stage, number>> {
  const found = await rows(db, scope, filters)
    .select((eb) => ['s.stage', eb.fn.countAll<number>().as('n')])
    .groupBy('s.stage')
    .execute();
  return new Map(found.map((row) => [row.stage, Number(row.n)]));
}

/** One partnership in full; null when there is none or this actor must not know of it. */
export async function getPartnership(
  db: Db,
  scope: Scope<'partnerships.read'>,
  id: string,
): Promise<PartnershipOutput | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('partnership as s')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .selectAll('s')
    .select('p.name as partner_name')
    .where('s.id', '=', id)
    .executeTakeFirst();
  if (
    !row ||
    !mayReadPartnership(scope, { departmentCode: row.department_code, partnerId: row.partner_id })
  ) {
    return null;
  }
  const [commitments, territories, places, needs, objectives] = await Promise.all([
    db
      .selectFrom('partnership_commitment')
      .select('commitment')
      .where('partnership_id', '=', id)
      .orderBy('commitment')
      .execute(),
    db
      .selectFrom('partnership_territory')
      .select(['territory_kind as kind', 'territory_code as code'])
      .where('partnership_id', '=', id)
      .orderBy('territory_kind')
      .orderBy('territory_code')
      .execute(),
    db
      .selectFrom('partnership_place')
      .select('place_id')
      .where('partnership_id', '=', id)
      .orderBy('place_id')
      .execute(),
    db
      .selectFrom('partnership_need')
      .select('need_id')
      .where('partnership_id', '=', id)
      .orderBy('need_id')
      .execute(),
    db
      .selectFrom('partnership_objective')
      .select(['label', 'unit', 'target', 'due_on'])
      .where('partnership_id', '=', id)
      .orderBy('position')
      .execute(),
  ]);
  return {
    id: row.id,
    reference: row.reference,
    title: row.title,
    type: row.type,
    stage: row.stage,
    commitment: row.commitment,
    furtherCommitments: commitments.map((c) => c.commitment),
    partner: { id: row.partner_id, name: row.partner_name },
    departmentCode: row.department_code,
    summary: row.summary,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    agreedOn: row.agreed_on,
    territories,
    placeIds: places.map((p) => p.place_id),
    needIds: needs.map((n) => n.need_id),
    objectives: objectives.map((o) => ({
      label: o.label,
      unit: o.unit,
      target: o.target,
      dueOn: o.due_on,
    })),
    details: row.details,
    published: row.slug !== null,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}

export interface Move {
  readonly id: string;
  readonly from: Stage | null;
  readonly to: Stage;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** Every move of a partnership, oldest first. The caller has read the partnership. */
export async function listMoves(db: Db, partnershipId: string): Promise<Move[]> {
  const moves = await db
    .selectFrom('partnership_move as m')
    .leftJoin('auth_user as u', 'u.id', 'm.moved_by')
    .select(['m.id', 'm.from_stage', 'm.to_stage', 'm.reason', 'm.moved_at', 'u.name'])
    .where('m.partnership_id', '=', partnershipId)
    .orderBy('m.moved_at')
    .orderBy('m.id')
    .execute();
  return moves.map((move) => ({
    id: move.id,
    from: move.from_stage,
    to: move.to_stage,
    reason: move.reason,
    by: move.name ?? '',
    at: move.moved_at.toISOString(),
  }));
}

export interface MoveOfPartner extends Move {
  readonly partnershipId: string;
  readonly title: string;
}

/** Every move of every partnership with a partner that this actor may read, latest first. */
export async function listMovesOfPartner(
  db: Db,
  scope: Scope<'partnerships.read'>,
  partnerId: string,
): Promise<MoveOfPartner[]> {
  if (!mayReadPartnership(scope, { departmentCode: '', partnerId })) return [];
  const moves = await db
    .selectFrom('partnership_move as m')
    .innerJoin('partnership as s', 's.id', 'm.partnership_id')
    .leftJoin('auth_user as u', 'u.id', 'm.moved_by')
    .select([
      'm.id',
      'm.partnership_id',
      's.title',
      'm.from_stage',
      'm.to_stage',
      'm.reason',
      'm.moved_at',
      'u.name',
    ])
    .where('s.partner_id', '=', partnerId)
    .orderBy('m.moved_at', 'desc')
    .limit(400)
    .execute();
  return moves.map((move) => ({
    id: move.id,
    partnershipId: move.partnership_id,
    title: move.title,
    from: move.from_stage,
    to: move.to_stage,
    reason: move.reason,
    by: move.name ?? '',
    at: move.moved_at.toISOString(),
  }));
}

export interface PartnershipNote {
  readonly id: string;
  readonly body: string;
  readonly author: string;
  readonly createdAt: string;
}

/** Private notes on a partnership; null when this actor may not read them. */
export async function listPartnershipNotes(
  db: Db,
  scope: Scope<'notes.read'>,
  partnership: { readonly id: string; readonly departmentCode: string; readonly partnerId: string },
): Promise<PartnershipNote[] | null> {
  if (!mayUseNotes(scope, partnership)) return null;
  const notes = await db
    .selectFrom('partnership_note as n')
    .leftJoin('auth_user as u', 'u.id', 'n.author_id')
    .select(['n.id', 'n.body', 'n.created_at', 'u.name'])
    .where('n.partnership_id', '=', partnership.id)
    .orderBy('n.created_at', 'desc')
    .limit(200)
    .execute();
  return notes.map((note) => ({
    id: note.id,
    body: note.body,
    author: note.name ?? '',
    createdAt: note.created_at.toISOString(),
  }));
}
