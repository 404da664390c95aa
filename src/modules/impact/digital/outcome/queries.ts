import { sql } from 'kysely';
import type { Ctx } from '../../../../platform/access/access.ts';
import {
  DIFFICULTIES,
  type Difficulty,
  type Funnel,
  funnelOf,
  OFFER_KINDS,
  type OfferKind,
  type OrientationState,
} from '../../../orientation/public.ts';
import { givenIn, inYear, type Where } from '../within/queries.ts';

interface Counted {
  readonly difficulty: Difficulty | null;
  readonly offer_kind: OfferKind | null;
  readonly state: OrientationState;
  readonly n: number;
  readonly results: number;
}

/** What became of the orientations given in a year, and of those by difficulty and kind of offer. */
export async function readFunnels(
  { db, actor }: Ctx,
  where: Where,
  year: number,
): Promise<{
  readonly all: Funnel;
  readonly byDifficulty: readonly { readonly key: Difficulty; readonly funnel: Funnel }[];
  readonly byOfferKind: readonly { readonly key: OfferKind; readonly funnel: Funnel }[];
}> {
  const { rows } = await sql<Counted>`
    SELECT difficulty, offer_kind, state, sum(orientations)::int AS n,
      coalesce(sum(orientations) FILTER (WHERE result <> ''), 0)::int AS results
    FROM orientation_rollup r
    WHERE ${inYear('r.month', year)} AND ${givenIn(where, actor, 'r')}
    GROUP BY GROUPING SETS ((state), (difficulty, state), (offer_kind, state))`.execute(db);
  const of = (test: (row: Counted) => boolean): Funnel => funnelOf(rows.filter(test));
  return {
    all: of((row) => row.difficulty === null && row.offer_kind === null),
    byDifficulty: DIFFICULTIES.map((key) => ({
      key,
      funnel: of((row) => row.difficulty === key),
    })),
    byOfferKind: OFFER_KINDS.map((key) => ({ key, funnel: of((row) => row.offer_kind === key) })),
  };
}
