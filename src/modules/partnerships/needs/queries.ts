import { sql } from 'kysely';
import type { Scope } from '../../../platform/access/access.ts';
import { type Page, pageOf, readCursor } from '../../../platform/db/cursor.ts';
import { isUuid } from '../../../platform/db/ids.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { Commitment } from '../../alliance/public.ts';
import '../tables.ts';
import type { NeedOutput } from './contract.ts';
import type { NeedStatus } from './domain.ts';

export interface NeedFilters {
  readonly department?: string | undefined;
  readonly region?: string | undefined;
  /** SIREN of a group of communes: its own needs and those of its communes. */
  readonly epci?: string | undefined;
  readonly commune?: string | undefined;
  readonly commitment?: Commitment | undefined;
  readonly status?: NeedStatus | undefined;
}

/** A need with the territory's name and how many partnerships answer it. */
export interface NeedRow extends NeedOutput {
  readonly territoryName: string;
  readonly departmentName: string;
  readonly answers: number;
}

function base(db: Db) {
  return db
    .selectFrom('need as n')
    .innerJoin('department as d', 'd.code', 'n.department_code')
    .leftJoin('commune as c', (join) =>
      join.onRef('c.code', '=', 'n.territory_code').on('n.territory_kind', '=', 'commune'),
    )
    .leftJoin('epci as e', (join) =>
      join.onRef('e.code', '=', 'n.territory_code').on('n.territory_kind', '=', 'epci'),
    )
    .selectAll('n')
    .select([
      'd.name as department_name',
      sql<string>`coalesce(c.name, e.name, d.name)`.as('territory_name'),
      sql<number>`(SELECT count(*) FROM partnership_need pn WHERE pn.need_id = n.id)`.as('answers'),
    ]);
}

function row(found: Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number]): NeedRow {
  return {
    id: found.id,
    territoryKind: found.territory_kind,
    territoryCode: found.territory_code,
    territoryName: found.territory_name,
    departmentCode: found.department_code,
    departmentName: found.department_name,
    commitment: found.commitment,
    title: found.title,
    description: found.description,
    evidence: found.evidence,
    status: found.status,
    version: found.version,
    answers: Number(found.answers),
    createdAt: found.created_at.toISOString(),
    updatedAt: found.updated_at.toISOString(),
  };
}

/** Needs, newest first, filtered, a page at a time. */
export async function listNeeds(
  db: Db,
  _scope: Scope<'needs.read'>,
  filters: NeedFilters,
  cursor: string | null,
  limit = 50,
): Promise<Page<NeedRow>> {
  const after = readCursor(cursor, 1);
  const found = await base(db)
    .$if(filters.department !== undefined, (q) =>
      q.where('n.department_code', '=', filters.department as string),
    )
    .$if(filters.region !== undefined, (q) =>
      q.where('d.region_code', '=', filters.region as string),
    )
    .$if(filters.commitment !== undefined, (q) =>
      q.where('n.commitment', '=', filters.commitment as Commitment),
    )
    .$if(filters.status !== undefined, (q) =>
      q.where('n.status', '=', filters.status as NeedStatus),
    )
    .$if(filters.commune !== undefined, (q) =>
      q
        .where('n.territory_kind', '=', 'commune')
        .where('n.territory_code', '=', filters.commune as string),
    )
    .$if(filters.epci !== undefined, (q) =>
      q.where(({ and, or, eb, selectFrom }) =>
        or([
          and([
            eb('n.territory_kind', '=', 'epci'),
            eb('n.territory_code', '=', filters.epci as string),
          ]),
          and([
            eb('n.territory_kind', '=', 'commune'),
            eb(
              'n.territory_code',
              'in',
              selectFrom('commune')
                .select('code')
                .where('epci_code', '=', filters.epci as string),
            ),
          ]),
        ]),
      ),
    )
    .$if(after !== null, (q) => q.where(sql<boolean>`n.id < ${after?.[0]}::uuid`))
    .orderBy('n.id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(found.map(row), limit, (need) => [need.id]);
}

/** One need, or null. */
export async function getNeed(
  db: Db,
  _scope: Scope<'needs.read'>,
  id: string,
): Promise<NeedRow | null> {
  if (!isUuid(id)) return null;
  const found = await base(db).where('n.id', '=', id).executeTakeFirst();
  return found ? row(found) : null;
}
