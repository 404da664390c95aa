import { type SqlBool, sql } from 'kysely';
import { type Page, pageOf, readCursor } from '../../../platform/db/cursor.ts';
import type { Db } from '../../../platform/db/schema.ts';
import type { WeekHours } from '../tables.ts';
import type { LikenessDecision } from './domain.ts';
import '../mediation/tables.ts';
import '../tables.ts';
import './tables.ts';

/** One of two places that look alike, with what tells them apart. */
export interface AlikePlace {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  readonly address: string;
  readonly postalCode: string;
  readonly communeName: string;
  readonly departmentCode: string;
  readonly phone: string | null;
  readonly website: string | null;
  readonly hours: WeekHours | null;
  readonly pivot: string | null;
  readonly mediated: boolean;
}

export interface Likeness {
  readonly id: string;
  readonly score: number;
  /** Metres; null when one of them has no position. */
  readonly distance: number | null;
  readonly decision: LikenessDecision | null;
  readonly keptId: string | null;
  readonly decidedAt: string | null;
  readonly a: AlikePlace;
  readonly b: AlikePlace;
}

const PARTS = ['a', 'b'] as const;

/** Pairs that wait for a decision, or were decided, the likeliest first. */
export async function listLikenesses(
  db: Db,
  filters: { readonly decided: boolean; readonly department?: string | undefined },
  cursor: string | null = null,
  limit = 20,
): Promise<Page<Likeness>> {
  const after = readCursor(cursor, 2);
  const { department } = filters;
  const rows = await db
    .selectFrom('place_likeness as l')
    .innerJoin('place as a', 'a.id', 'l.place_a')
    .innerJoin('place as b', 'b.id', 'l.place_b')
    .select(['l.id', 'l.score', 'l.distance', 'l.decision', 'l.kept_id', 'l.decided_at'])
    .select(PARTS.map((part) => placeJson(part).as(part)))
    .where('l.decision', filters.decided ? 'is not' : 'is', null)
    .$if(department !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb('a.department_code', '=', department ?? ''),
          eb('b.department_code', '=', department ?? ''),
        ]),
      ),
    )
    .$if(!filters.decided, (q) => q.where('a.same_as', 'is', null).where('b.same_as', 'is', null))
    .$if(after !== null, (q) =>
      q.where(
        sql<SqlBool>`(l.score < ${after?.[0]}::real OR l.score = ${after?.[0]}::real AND l.id > ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('l.score', 'desc')
    .orderBy('l.id')
    .limit(limit + 1)
    .execute();
  const items = rows.map(
    ({ kept_id, decided_at, a, b, ...row }): Likeness => ({
      ...row,
      keptId: kept_id,
      decidedAt: decided_at?.toISOString() ?? null,
      a: a as AlikePlace,
      b: b as AlikePlace,
    }),
  );
  return pageOf(items, limit, (row) => [String(row.score), row.id]);
}

const placeJson = (part: 'a' | 'b') => {
  const of = (column: string) => sql.ref(`${part}.${column}`);
  return sql<unknown>`(SELECT jsonb_build_object('id', ${of('id')}, 'name', ${of('name')},
    'kind', ${of('kind')}, 'source', ${of('source')}, 'address', ${of('address')},
    'postalCode', ${of('postal_code')}, 'communeName', c.name,
    'departmentCode', ${of('department_code')}, 'phone', ${of('phone')},
    'website', ${of('website')}, 'hours', ${of('hours')}, 'pivot', m.pivot,
    'mediated', m.place_id IS NOT NULL)
    FROM commune c LEFT JOIN place_mediation m ON m.place_id = ${of('id')}
    WHERE c.code = ${of('commune_code')})`;
};

/** Number of pairs that wait for somebody to look at them. */
export async function countLikenesses(db: Db): Promise<number> {
  const row = await db
    .selectFrom('place_likeness as l')
    .innerJoin('place as a', 'a.id', 'l.place_a')
    .innerJoin('place as b', 'b.id', 'l.place_b')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('l.decision', 'is', null)
    .where('a.same_as', 'is', null)
    .where('b.same_as', 'is', null)
    .executeTakeFirstOrThrow();
  return row.n;
}
