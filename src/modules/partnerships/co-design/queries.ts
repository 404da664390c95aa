import { sql } from 'kysely';
import type { Actor, Scope } from '../../../platform/access/access.ts';
import { coversDepartment } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Commitment } from '../../alliance/public.ts';
import '../tables.ts';
import type { NeedStatus } from '../needs/domain.ts';
import type { ProposalOutput } from './contract.ts';
import { type Outcome, type Priority, rankNeeds, type Standing, type Tally } from './domain.ts';
import { mayReadProposal } from './policy.ts';
import { ownPartners, presentAmong } from './presence/queries.ts';
import './tables.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A territory that holds a workshop. */
export interface WorkshopArea {
  readonly kind: 'commune' | 'epci' | 'department';
  readonly code: string;
  readonly departmentCode: string;
}

export interface RankedNeed {
  readonly id: string;
  readonly title: string;
  readonly commitment: Commitment;
  readonly status: NeedStatus;
  readonly territoryKind: WorkshopArea['kind'];
  readonly territoryCode: string;
  readonly territoryName: string;
  readonly tally: Tally;
  readonly standing: Standing;
}

/** Only what still waits for an answer is ranked. */
const OPEN: NeedStatus[] = ['open', 'in-progress'];
const MOST_NEEDS = 200;

/**
 * The needs of a territory that still wait for an answer, in the order that its actors gave them.
 * A department's are all those noted in it; the caller has checked that the reader may enter.
 */
export async function rankedNeeds(
  db: Db,
  _scope: Scope<'codesign.read'>,
  area: WorkshopArea,
): Promise<RankedNeed[]> {
  const count = (priority: Priority) =>
    sql<number>`(SELECT count(*) FROM need_priority v WHERE v.need_id = n.id AND v.priority = ${priority})`;
  const rows = await db
    .selectFrom('need as n')
    .innerJoin('department as d', 'd.code', 'n.department_code')
    .leftJoin('commune as c', (join) =>
      join.onRef('c.code', '=', 'n.territory_code').on('n.territory_kind', '=', 'commune'),
    )
    .leftJoin('epci as e', (join) =>
      join.onRef('e.code', '=', 'n.territory_code').on('n.territory_kind', '=', 'epci'),
    )
    .select([
      'n.id',
      'n.title',
      'n.commitment',
      'n.status',
      'n.territory_kind',
      'n.territory_code',
      sql<string>`coalesce(c.name, e.name, d.name)`.as('territory_name'),
      count('first').as('first'),
      count('important').as('important'),
      count('later').as('later'),
    ])
    .where('n.status', 'in', OPEN)
    .where('n.department_code', '=', area.departmentCode)
    .$if(area.kind === 'commune', (q) =>
      q.where('n.territory_kind', '=', 'commune').where('n.territory_code', '=', area.code),
    )
    .$if(area.kind === 'epci', (q) =>
      q.where(({ or, and, eb, selectFrom }) =>
        or([
          and([eb('n.territory_kind', '=', 'epci'), eb('n.territory_code', '=', area.code)]),
          and([
            eb('n.territory_kind', '=', 'commune'),
            eb(
              'n.territory_code',
              'in',
              selectFrom('commune').select('code').where('epci_code', '=', area.code),
            ),
          ]),
        ]),
      ),
    )
    .orderBy('n.id')
    .limit(MOST_NEEDS)
    .execute();
  return rankNeeds(
    rows.map((row) => ({
      id: row.id,
      title: row.title,
      commitment: row.commitment,
      status: row.status,
      territoryKind: row.territory_kind,
      territoryCode: row.territory_code,
      territoryName: row.territory_name,
      tally: {
        first: Number(row.first),
        important: Number(row.important),
        later: Number(row.later),
      },
    })),
  );
}

export interface SpokenFor {
  readonly needId: string;
  /** Null: the operator. */
  readonly partner: { readonly id: string; readonly name: string } | null;
  readonly priority: Priority;
}

/** Who said what of these needs: organisations, not persons. */
export async function listVoices(db: Db, needIds: readonly string[]): Promise<SpokenFor[]> {
  if (needIds.length === 0) return [];
  const rows = await db
    .selectFrom('need_priority as v')
    .leftJoin('partner as p', 'p.id', 'v.partner_id')
    .select(['v.need_id', 'v.partner_id', 'v.priority', 'p.name'])
    .where('v.need_id', 'in', [...needIds])
    .orderBy(sql`p.name NULLS FIRST`)
    .execute();
  return rows.map((row) => ({
    needId: row.need_id,
    partner: row.partner_id ? { id: row.partner_id, name: row.name ?? '' } : null,
    priority: row.priority,
  }));
}

function proposals(db: Db) {
  return db
    .selectFrom('proposal as r')
    .innerJoin('need as n', 'n.id', 'r.need_id')
    .innerJoin('partner as p', 'p.id', 'r.partner_id')
    .selectAll('r')
    .select([
      'n.department_code',
      'n.title as need_title',
      'p.name as partner_name',
      sql<number>`(SELECT count(*) FROM proposal_support s WHERE s.proposal_id = r.id)`.as(
        'supports',
      ),
    ]);
}

export interface Proposal extends ProposalOutput {
  readonly needTitle: string;
}

function shown(
  row: Awaited<ReturnType<ReturnType<typeof proposals>['execute']>>[number],
): Proposal {
  return {
    id: row.id,
    needId: row.need_id,
    needTitle: row.need_title,
    partner: { id: row.partner_id, name: row.partner_name },
    departmentCode: row.department_code,
    title: row.title,
    body: row.body,
    means: row.means,
    visibility: row.visibility,
    outcome: row.outcome,
    supports: Number(row.supports),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Proposals for needs, or of a department, that this actor may know of; newest first. */
export async function listProposals(
  db: Db,
  actor: Actor,
  filters: { readonly needIds?: readonly string[]; readonly department?: string },
): Promise<Proposal[]> {
  const { needIds, department } = filters;
  const own = [...ownPartners(actor)];
  const rows = await proposals(db)
    .$if(needIds !== undefined, (q) => q.where('r.need_id', 'in', [NOBODY, ...(needIds ?? [])]))
    .$if(department !== undefined, (q) => q.where('n.department_code', '=', department ?? ''))
    // Drafts of others never leave the database.
    .where((eb) =>
      eb.or([eb('r.visibility', '!=', 'draft'), eb('r.partner_id', 'in', [NOBODY, ...own])]),
    )
    .orderBy('r.id', 'desc')
    .limit(300)
    .execute();
  const departments = [...new Set(rows.map((row) => row.department_code))];
  const present = new Map<string, ReadonlySet<string>>();
  for (const code of departments) present.set(code, await presentAmong(db, code, own));
  const invitations = await db
    .selectFrom('proposal_invitation')
    .select(['need_id', 'partner_id'])
    .where('partner_id', 'in', [NOBODY, ...own])
    .execute();
  return rows
    .map(shown)
    .filter((proposal) =>
      mayReadProposal(
        actor,
        { ...proposal, partnerId: proposal.partner.id },
        present.get(proposal.departmentCode) ?? new Set(),
        new Set(invitations.filter((i) => i.need_id === proposal.needId).map((i) => i.partner_id)),
      ),
    );
}

/** One proposal; null when there is none that this actor may know of. */
export async function getProposal(db: Db, actor: Actor, id: string): Promise<Proposal | null> {
  if (!isUuid(id)) return null;
  const found = await db
    .selectFrom('proposal')
    .select('need_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return null;
  const all = await listProposals(db, actor, { needIds: [found.need_id] });
  return all.find((proposal) => proposal.id === id) ?? null;
}

export interface Support {
  readonly partner: { readonly id: string; readonly name: string } | null;
  readonly sentence: string;
  readonly at: string;
}

/** Who supports a proposal, and in which words. The caller has read the proposal. */
export async function listSupports(db: Db, proposalId: string): Promise<Support[]> {
  const rows = await db
    .selectFrom('proposal_support as s')
    .leftJoin('partner as p', 'p.id', 's.partner_id')
    .select(['s.partner_id', 'p.name', 's.sentence', 's.given_at'])
    .where('s.proposal_id', '=', proposalId)
    .orderBy('s.given_at')
    .execute();
  return rows.map((row) => ({
    partner: row.partner_id ? { id: row.partner_id, name: row.name ?? '' } : null,
    sentence: row.sentence,
    at: row.given_at.toISOString(),
  }));
}

export interface DecisionMade {
  readonly id: string;
  readonly proposalId: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly into: { readonly id: string; readonly title: string } | null;
  readonly by: string;
  readonly at: string;
}

/** What was decided of proposals, oldest first. The caller has read the proposals. */
export async function listDecisions(
  db: Db,
  proposalIds: readonly string[],
): Promise<DecisionMade[]> {
  const rows = await db
    .selectFrom('proposal_decision as d')
    .leftJoin('proposal as into', 'into.id', 'd.merged_into')
    .leftJoin('auth_user as u', 'u.id', 'd.decided_by')
    .select([
      'd.id',
      'd.proposal_id',
      'd.outcome',
      'd.reason',
      'd.merged_into',
      'd.decided_at',
      'into.title as into_title',
      'into.visibility as into_visibility',
      'u.name',
    ])
    .where('d.proposal_id', 'in', [NOBODY, ...proposalIds])
    .orderBy('d.decided_at')
    .orderBy('d.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    proposalId: row.proposal_id,
    outcome: row.outcome,
    reason: row.reason,
    // What only the invited read is not named to others.
    into:
      row.merged_into && row.into_visibility === 'shared'
        ? { id: row.merged_into, title: row.into_title ?? '' }
        : null,
    by: row.name ?? '',
    at: row.decided_at.toISOString(),
  }));
}

/** Partners asked to propose something for a need: for who decides, and for each its own. */
export async function listInvitations(
  db: Db,
  actor: Actor,
  need: { readonly id: string; readonly departmentCode: string },
): Promise<{ id: string; name: string; sentence: string; at: string }[]> {
  const decide = actor.abilities.get('codesign.decide');
  const all = decide !== undefined && coversDepartment(decide as never, need.departmentCode);
  const rows = await db
    .selectFrom('proposal_invitation as i')
    .innerJoin('partner as p', 'p.id', 'i.partner_id')
    .select(['p.id', 'p.name', 'i.sentence', 'i.invited_at'])
    .where('i.need_id', '=', need.id)
    .$if(!all, (q) => q.where('i.partner_id', 'in', [NOBODY, ...ownPartners(actor)]))
    .orderBy('p.name')
    .execute();
  return rows.map(({ invited_at, ...row }) => ({ ...row, at: invited_at.toISOString() }));
}
