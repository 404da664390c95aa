import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { STALE_DAYS } from '../domain.ts';
import type { PartnershipRow } from '../queries.ts';
import '../tables.ts';

/** Rows of each part of an agenda; the lists behind them show the rest. */
const ROWS = 5;
/** Days before the term at which a partnership asks for its review. */
const SOON_DAYS = 92;
const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface Agenda {
  /** Longer in a stage before its work begins than it should be, with no next step ahead. */
  readonly stalled: readonly PartnershipRow[];
  /** Somebody refused to sign the convention as it stands. */
  readonly refused: readonly PartnershipRow[];
  readonly endingSoon: readonly PartnershipRow[];
  readonly underReview: readonly PartnershipRow[];
  readonly coDesign: readonly PartnershipRow[];
  readonly toAgree: readonly PartnershipRow[];
  readonly openNeeds: readonly Waiting[];
  /** Proposals of partners that nobody decided on. */
  readonly toDecide: readonly Waiting[];
}

export interface Waiting {
  readonly id: string;
  readonly title: string;
  readonly territoryName: string;
}

/** What waits for somebody who moves partnerships, agrees for a partner, or looks after needs. */
export async function homeAgenda(
  db: Db,
  scopes: {
    readonly act: Scope<'partnerships.move'> | null;
    readonly agree: Scope<'partnerships.agree'> | null;
    readonly needs: Scope<'needs.write'> | null;
    readonly decide: Scope<'codesign.decide'> | null;
  },
  today: string,
): Promise<Agenda> {
  const { act, agree, needs, decide } = scopes;
  const [stalled, refused, endingSoon, underReview, coDesign, toAgree, openNeeds, toDecide] =
    await Promise.all([
      act ? stalledRows(db, act, today) : [],
      act ? refusedRows(db, act) : [],
      act ? endingRows(db, act, today) : [],
      act ? stageRows(db, act, 'under-review') : [],
      act ? coDesignRows(db, act, today) : [],
      agree ? agreeRows(db, agree) : [],
      needs ? needRows(db, needs) : [],
      decide ? proposalRows(db, decide) : [],
    ]);
  return { stalled, refused, endingSoon, underReview, coDesign, toAgree, openNeeds, toDecide };
}

function rows(db: Db) {
  return db
    .selectFrom('partnership as s')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .innerJoin('department as d', 'd.code', 's.department_code')
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
    .limit(ROWS);
}

type Query = ReturnType<typeof rows>;

async function shown(query: Query): Promise<PartnershipRow[]> {
  return (await query.execute()).map((row) => ({
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
  }));
}

function within(query: Query, scope: Scope): Query {
  return scope.everywhere
    ? query
    : query.where('s.department_code', 'in', ['-', ...scope.departments]);
}

function endingRows(db: Db, scope: Scope, today: string): Promise<PartnershipRow[]> {
  return shown(
    within(rows(db), scope)
      .where('s.stage', 'in', ['active', 'renewed'])
      .where('s.ends_on', 'is not', null)
      .where(sql<boolean>`s.ends_on <= ${today}::date + ${SOON_DAYS}::int`)
      .orderBy('s.ends_on'),
  );
}

function stageRows(db: Db, scope: Scope, stage: 'under-review'): Promise<PartnershipRow[]> {
  return shown(within(rows(db), scope).where('s.stage', '=', stage).orderBy('s.stage_since'));
}

/** Too long in its stage, and nobody said what comes next from today on. */
function stalled(today: string) {
  const limits = Object.entries(STALE_DAYS).map(
    ([stage, days]) =>
      sql`(s.stage = ${stage} AND s.stage_since::date < ${today}::date - ${days}::int)`,
  );
  return sql<boolean>`((${sql.join(limits, sql` OR `)})
    AND (s.next_step_on IS NULL OR s.next_step_on < ${today}::date))`;
}

function stalledRows(db: Db, scope: Scope, today: string): Promise<PartnershipRow[]> {
  return shown(within(rows(db), scope).where(stalled(today)).orderBy('s.stage_since'));
}

/** In co-design and moving: those that stand still are shown as such. */
function coDesignRows(db: Db, scope: Scope, today: string): Promise<PartnershipRow[]> {
  return shown(
    within(rows(db), scope)
      .where('s.stage', '=', 'co-design')
      .where(sql<boolean>`NOT ${stalled(today)}`)
      .orderBy('s.stage_since'),
  );
}

function refusedRows(db: Db, scope: Scope): Promise<PartnershipRow[]> {
  return shown(
    within(rows(db), scope)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('convention as c')
            .innerJoin('convention_signatory as who', 'who.convention_id', 'c.id')
            .select('c.id')
            .whereRef('c.partnership_id', '=', 's.id')
            .where('c.status', 'in', ['draft', 'ready', 'partly-signed'])
            .where('who.refused_at', 'is not', null)
            .where('who.removed_at', 'is', null),
        ),
      )
      .orderBy('s.stage_since'),
  );
}

function agreeRows(db: Db, scope: Scope): Promise<PartnershipRow[]> {
  return shown(
    rows(db)
      .where('s.partner_id', 'in', [NOBODY, ...scope.organisations])
      .where('s.operator_agreed_at', 'is not', null)
      .where('s.partner_agreed_at', 'is', null)
      .orderBy('s.operator_agreed_at'),
  );
}

async function needRows(db: Db, scope: Scope) {
  return db
    .selectFrom('need as n')
    .innerJoin('department as d', 'd.code', 'n.department_code')
    .leftJoin('commune as c', 'c.code', 'n.territory_code')
    .select(['n.id', 'n.title', sql<string>`coalesce(c.name, d.name)`.as('territoryName')])
    .where('n.status', '=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('partnership_need as pn')
            .select('pn.need_id')
            .whereRef('pn.need_id', '=', 'n.id'),
        ),
      ),
    )
    .$if(!scope.everywhere, (q) => q.where('n.department_code', 'in', ['-', ...scope.departments]))
    .orderBy('n.created_at')
    .limit(ROWS)
    .execute();
}

function proposalRows(db: Db, scope: Scope): Promise<Waiting[]> {
  return db
    .selectFrom('proposal as p')
    .innerJoin('need as n', 'n.id', 'p.need_id')
    .innerJoin('department as d', 'd.code', 'n.department_code')
    .leftJoin('commune as c', 'c.code', 'n.territory_code')
    .select(['p.id', 'p.title', sql<string>`coalesce(c.name, d.name)`.as('territoryName')])
    .where('p.outcome', 'is', null)
    .where('p.visibility', '!=', 'draft')
    .$if(!scope.everywhere, (q) => q.where('n.department_code', 'in', ['-', ...scope.departments]))
    .orderBy('p.created_at')
    .limit(ROWS)
    .execute();
}
