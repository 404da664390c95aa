import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { presentAmong } from '../co-design/presence/queries.ts';
import '../co-design/tables.ts';
import '../tables.ts';
import type { ActionOutput } from './contract.ts';
import { type MilestoneState, stateOfAction } from './domain.ts';
import { mayReadAction } from './policy.ts';
import './tables.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface ActionFilters {
  readonly department?: string | undefined;
  readonly commune?: string | undefined;
  readonly epci?: string | undefined;
  readonly partnership?: string | undefined;
  readonly proposal?: string | undefined;
  readonly id?: string | undefined;
}

/** An action with the names of what it points to. */
export interface Action extends ActionOutput {
  readonly placeName: string | null;
  readonly needTitle: string | null;
  readonly indicatorLabel: { readonly fr: string; readonly en: string } | null;
}

function rows(db: Db) {
  return db
    .selectFrom('plan_action as a')
    .innerJoin('department as d', 'd.code', 'a.department_code')
    .leftJoin('commune as c', (join) =>
      join.onRef('c.code', '=', 'a.territory_code').on('a.territory_kind', '=', 'commune'),
    )
    .leftJoin('epci as e', (join) =>
      join.onRef('e.code', '=', 'a.territory_code').on('a.territory_kind', '=', 'epci'),
    )
    .leftJoin('partner as p', 'p.id', 'a.owner_partner_id')
    .leftJoin('auth_user as u', 'u.id', 'a.owner_account_id')
    .leftJoin('place as l', 'l.id', 'a.place_id')
    .leftJoin('need as n', 'n.id', 'a.need_id')
    .leftJoin('indicator as i', 'i.code', 'a.indicator_code')
    .selectAll('a')
    .select([
      sql<string>`coalesce(c.name, e.name, d.name)`.as('territory_name'),
      sql<string>`coalesce(p.name, u.name, '')`.as('owner_name'),
      'l.name as place_name',
      'n.title as need_title',
      'i.label_fr',
      'i.label_en',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function shown(row: Row, milestones: Action['milestones']): Action {
  return {
    id: row.id,
    territoryKind: row.territory_kind,
    territoryCode: row.territory_code,
    territoryName: row.territory_name,
    departmentCode: row.department_code,
    commitment: row.commitment,
    title: row.title,
    description: row.description,
    ownerKind: row.owner_kind,
    ownerPartnerId: row.owner_partner_id,
    ownerAccountId: row.owner_account_id,
    ownerName: row.owner_name,
    placeId: row.place_id,
    placeName: row.place_name,
    needId: row.need_id,
    needTitle: row.need_title,
    proposalId: row.proposal_id,
    partnershipId: row.partnership_id,
    result: row.result,
    indicatorCode: row.indicator_code,
    indicatorLabel: row.label_fr ? { fr: row.label_fr, en: row.label_en ?? row.label_fr } : null,
    unit: row.unit,
    target: row.target,
    state: stateOfAction(milestones.map((milestone) => milestone.state)),
    milestones,
    version: row.version,
  };
}

/** Actions of a plan that this reader may know of, oldest first. */
export async function listActions(
  db: Db,
  scope: Scope<'codesign.read'>,
  filters: ActionFilters,
  limit = 200,
): Promise<Action[]> {
  const { department, commune, epci, partnership, proposal, id } = filters;
  const found = await rows(db)
    .$if(id !== undefined, (q) => q.where('a.id', '=', id ?? NOBODY))
    .$if(department !== undefined, (q) => q.where('a.department_code', '=', department ?? ''))
    .$if(commune !== undefined, (q) =>
      q.where('a.territory_kind', '=', 'commune').where('a.territory_code', '=', commune ?? ''),
    )
    .$if(epci !== undefined, (q) =>
      q.where(({ or, and, eb, selectFrom }) =>
        or([
          and([eb('a.territory_kind', '=', 'epci'), eb('a.territory_code', '=', epci ?? '')]),
          and([
            eb('a.territory_kind', '=', 'commune'),
            eb(
              'a.territory_code',
              'in',
              selectFrom('commune')
                .select('code')
                .where('epci_code', '=', epci ?? ''),
            ),
          ]),
        ]),
      ),
    )
    .$if(partnership !== undefined, (q) => q.where('a.partnership_id', '=', partnership ?? NOBODY))
    .$if(proposal !== undefined, (q) => q.where('a.proposal_id', '=', proposal ?? NOBODY))
    .orderBy('a.id')
    .limit(limit)
    .execute();
  const open = await readable(db, scope, found);
  const milestones = await db
    .selectFrom('plan_milestone')
    .select(['id', 'action_id', 'label', 'due_on', 'state'])
    .where('action_id', 'in', [NOBODY, ...open.map((row) => row.id)])
    .orderBy('position')
    .orderBy('id')
    .execute();
  return open.map((row) =>
    shown(
      row,
      milestones
        .filter((milestone) => milestone.action_id === row.id)
        .map(({ id: milestoneId, label, due_on, state }) => ({
          id: milestoneId,
          label,
          dueOn: due_on,
          state,
        })),
    ),
  );
}

async function readable(db: Db, scope: Scope<'codesign.read'>, found: readonly Row[]) {
  if (scope.everywhere) return found;
  const present = new Map<string, ReadonlySet<string>>();
  for (const code of new Set(found.map((row) => row.department_code)))
    present.set(code, await presentAmong(db, code, scope.organisations));
  return found.filter((row) =>
    mayReadAction(
      scope,
      {
        departmentCode: row.department_code,
        ownerPartnerId: row.owner_partner_id,
        ownerAccountId: row.owner_account_id,
      },
      present.get(row.department_code) ?? new Set(),
    ),
  );
}

/** One action; null when there is none that this reader may know of. */
export async function getAction(
  db: Db,
  scope: Scope<'codesign.read'>,
  id: string,
): Promise<Action | null> {
  if (!isUuid(id)) return null;
  const [found] = await listActions(db, scope, { id }, 1);
  return found ?? null;
}

export interface MilestoneMove {
  readonly id: string;
  readonly label: string;
  readonly from: MilestoneState;
  readonly to: MilestoneState;
  readonly reason: string;
  readonly dueBefore: string;
  readonly by: string;
  readonly at: string;
}

/** Every move of an action's milestones, newest first. The caller has read the action. */
export async function listMilestoneMoves(db: Db, actionId: string): Promise<MilestoneMove[]> {
  const moves = await db
    .selectFrom('plan_milestone_move as v')
    .innerJoin('plan_milestone as m', 'm.id', 'v.milestone_id')
    .leftJoin('auth_user as u', 'u.id', 'v.moved_by')
    .select([
      'v.id',
      'm.label',
      'v.from_state',
      'v.to_state',
      'v.reason',
      'v.due_before',
      'v.moved_at',
      'u.name',
    ])
    .where('m.action_id', '=', actionId)
    .orderBy('v.moved_at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(200)
    .execute();
  return moves.map((move) => ({
    id: move.id,
    label: move.label,
    from: move.from_state,
    to: move.to_state,
    reason: move.reason,
    dueBefore: move.due_before,
    by: move.name ?? '',
    at: move.moved_at.toISOString(),
  }));
}

/** The operator's people of a department to whom an action can be given. */
export async function assignable(
  db: Db,
  departmentCode: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('auth_user as u')
    .innerJoin('account_grant as g', 'g.user_id', 'u.id')
    .select(['u.id', 'u.name'])
    .distinct()
    .where('g.role', 'in', ['territory-delegate', 'advisor', 'place-manager'])
    .where((eb) =>
      eb.or([
        eb.and([eb('g.scope_kind', '=', 'department'), eb('g.scope_code', '=', departmentCode)]),
        eb.and([
          eb('g.scope_kind', '=', 'region'),
          eb('g.scope_code', 'in', (q) =>
            q.selectFrom('department').select('region_code').where('code', '=', departmentCode),
          ),
        ]),
        eb.and([
          eb('g.scope_kind', '=', 'place'),
          eb('g.scope_code', 'in', (q) =>
            q
              .selectFrom('place')
              .select(sql<string>`id::text`.as('id'))
              .where('department_code', '=', departmentCode),
          ),
        ]),
      ]),
    )
    .orderBy('u.name')
    .limit(200)
    .execute();
}
