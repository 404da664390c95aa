import { sql } from 'kysely';
import { authorize, type Ctx, type Scope } from '../../../platform/access/access.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Commitment } from '../../alliance/public.ts';
import { mayPlan } from '../actions/policy.ts';
import { getAction } from '../actions/queries.ts';
import type { PartnershipType } from '../domain.ts';
import type { Origin } from './commands.ts';
import type { Relative } from './domain.ts';
import './tables.ts';
import '../tables.ts';

export interface Model {
  readonly id: string;
  readonly title: string;
  readonly problem: string;
  readonly moneyEuros: number | null;
  readonly days: number | null;
  readonly inKind: string;
  readonly results: string;
  readonly conditions: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly version: number;
  readonly commitment: Commitment;
  readonly type: PartnershipType;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly source: { readonly id: string; readonly title: string };
  readonly partner: { readonly id: string; readonly name: string; readonly kind: string };
  /** Partnerships that took it over. */
  readonly replications: number;
}

function base(db: Db) {
  return db
    .selectFrom('model as m')
    .innerJoin('partnership as s', 's.id', 'm.partnership_id')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .innerJoin('department as d', 'd.code', 's.department_code')
    .selectAll('m')
    .select(['s.commitment', 's.type', 's.department_code', 's.title as source_title'])
    .select(['p.id as partner_id', 'p.name as partner_name', 'p.kind as partner_kind'])
    .select(['d.name as department_name'])
    .select((eb) =>
      eb
        .selectFrom('replication as r')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('r.model_id', '=', 'm.id')
        .as('replications'),
    );
}

function output(row: Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number]): Model {
  return {
    id: row.id,
    title: row.title,
    problem: row.problem,
    moneyEuros: row.money_euros,
    days: row.days,
    inKind: row.in_kind,
    results: row.results,
    conditions: row.conditions,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    version: row.version,
    commitment: row.commitment,
    type: row.type,
    departmentCode: row.department_code,
    departmentName: row.department_name,
    source: { id: row.partnership_id, title: row.source_title },
    partner: { id: row.partner_id, name: row.partner_name, kind: row.partner_kind },
    replications: Number(row.replications ?? 0),
  };
}

/** All models, those most taken over first; of one commitment when it is asked for. */
export async function listModels(
  db: Db,
  _scope: Scope<'models.read'>,
  commitment: Commitment | null,
): Promise<Model[]> {
  const rows = await base(db)
    .$if(commitment !== null, (q) => q.where('s.commitment', '=', commitment as Commitment))
    .orderBy(sql`replications`, 'desc')
    .orderBy('m.title')
    .execute();
  return rows.map(output);
}

/** One model; null when there is none. */
export async function getModel(
  db: Db,
  _scope: Scope<'models.read'>,
  id: string,
): Promise<Model | null> {
  if (!isUuid(id)) return null;
  const row = await base(db).where('m.id', '=', id).executeTakeFirst();
  return row ? output(row) : null;
}

export interface ModelDocument {
  readonly id: string;
  readonly title: string;
  readonly key: string;
  readonly fileName: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** The documents beside a model. */
export async function listModelDocuments(
  db: Db,
  _scope: Scope<'models.read'>,
  modelId: string,
): Promise<ModelDocument[]> {
  return db
    .selectFrom('model_document')
    .select(['id', 'title', 'file_key as key', 'file_name as fileName', 'type', 'size', 'sha256'])
    .where('model_id', '=', modelId)
    .orderBy('uploaded_at')
    .execute();
}

/** The family of a partnership: the first one it goes back to, and all that came of that one. */
export async function familyOf(
  db: Db,
  partnershipId: string,
): Promise<{ rootId: string; family: Relative[] }> {
  const { rows } = await sql<Relative>`
    WITH RECURSIVE up AS (
      SELECT ${partnershipId}::uuid AS id, 0 AS depth
      UNION SELECT r.from_partnership_id, up.depth + 1 FROM replication r
        JOIN up ON r.partnership_id = up.id WHERE up.depth < 20),
    root AS (SELECT id FROM up ORDER BY depth DESC LIMIT 1),
    down AS (
      SELECT s.id, s.title, s.department_code, s.stage, NULL::uuid AS replicated_from, 0 AS depth
      FROM partnership s JOIN root ON root.id = s.id
      UNION SELECT s.id, s.title, s.department_code, s.stage, r.from_partnership_id, down.depth + 1
      FROM replication r JOIN down ON r.from_partnership_id = down.id
        JOIN partnership s ON s.id = r.partnership_id WHERE down.depth < 20)
    SELECT id, title, department_code AS "departmentCode", stage, replicated_from AS "from"
    FROM down ORDER BY depth, title`.execute(db);
  return { rootId: rows[0]?.id ?? partnershipId, family: rows };
}

/** The model of a partnership, and the one that it took over. */
export async function modelsAround(
  db: Db,
  partnershipId: string,
): Promise<{ own: string | null; taken: { id: string; title: string } | null }> {
  const own = await db
    .selectFrom('model')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  const taken = await db
    .selectFrom('replication as r')
    .innerJoin('model as m', 'm.id', 'r.model_id')
    .select(['m.id', 'm.title'])
    .where('r.partnership_id', '=', partnershipId)
    .executeTakeFirst();
  return { own: own?.id ?? null, taken: taken ?? null };
}

/** What of the origin of a partnership to be made its maker may not know of or tie it to. */
export async function unknownOrigin(
  ctx: Ctx,
  { actionId, modelId }: Origin,
): Promise<{ code: 'action-unknown' | 'model-unknown'; field: string } | null> {
  const plan = authorize(ctx.actor, 'actions.write');
  const readPlan = authorize(ctx.actor, 'codesign.read');
  const readModels = authorize(ctx.actor, 'models.read');
  if (actionId) {
    const action = readPlan ? await getAction(ctx.db, readPlan, actionId) : null;
    if (!action || !plan || !mayPlan(plan, action.departmentCode))
      return { code: 'action-unknown', field: 'actionId' };
  }
  if (modelId && !(readModels && (await getModel(ctx.db, readModels, modelId))))
    return { code: 'model-unknown', field: 'modelId' };
  return null;
}
