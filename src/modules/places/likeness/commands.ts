import { sql } from 'kysely';
import {
  type Ctx,
  coversDepartment,
  coversPlace,
  type Scope,
} from '../../../platform/access/access.ts';
import { isUuid, newId } from '../../../platform/db/ids.ts';
import type { Db, Trx } from '../../../platform/db/schema.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import '../tables.ts';
import './tables.ts';

/**
 * Looks for places with a mediation sheet that look like another open place: close to each other
 * with a name or an address alike, or, where a position is missing, of one postal code with both
 * alike. Names are compared without accents and case, by their trigrams. Pairs that were found
 * before, decided or not, stay as they are.
 * @returns number of new pairs
 */
export async function findLikenesses(db: Db): Promise<number> {
  const { rows } = await sql<{ a: string; b: string; score: number; distance: number | null }>`
    WITH one AS MATERIALIZED (
      SELECT p.id, p.latitude, p.postal_code, lower(p.name) AS label, lower(p.address) AS address
      FROM place p WHERE p.status = 'open' AND p.same_as IS NULL
    ), mediated AS MATERIALIZED (
      SELECT p.id, p.latitude, p.longitude, p.postal_code, lower(p.name) AS label,
        lower(p.address) AS address
      FROM place_mediation m JOIN place p ON p.id = m.place_id
      WHERE p.status = 'open' AND p.same_as IS NULL
    ), near AS (
      SELECT m.id AS m_id, o.id AS o_id, similarity(m.label, lower(o.name)) AS name_like,
        CASE WHEN m.address = '' OR o.address = '' THEN 0
          ELSE similarity(m.address, lower(o.address)) END AS address_like,
        111320 * sqrt((m.latitude - o.latitude) ^ 2
          + ((m.longitude - o.longitude) * cos(radians(m.latitude))) ^ 2) AS metres
      FROM mediated m JOIN place o
        ON point(o.longitude, o.latitude) <@ box(point(m.longitude - 0.005, m.latitude - 0.003),
            point(m.longitude + 0.005, m.latitude + 0.003))
        AND o.latitude IS NOT NULL AND o.longitude IS NOT NULL
        AND o.id <> m.id AND o.status = 'open' AND o.same_as IS NULL
      WHERE m.latitude IS NOT NULL
    ), unplaced AS (
      SELECT m.id AS m_id, o.id AS o_id, similarity(m.label, o.label) AS name_like,
        similarity(m.address, o.address) AS address_like, NULL::double precision AS metres
      FROM mediated m JOIN one o ON o.postal_code = m.postal_code AND o.id <> m.id
      WHERE (m.latitude IS NULL OR o.latitude IS NULL) AND m.postal_code <> ''
    ), pairs AS (
      SELECT least(m_id, o_id) AS a, greatest(m_id, o_id) AS b, max(name_like) AS name_like,
        max(address_like) AS address_like, min(metres) AS metres
      FROM (SELECT * FROM near UNION ALL SELECT * FROM unplaced) found
      WHERE (metres <= 60 AND (name_like >= 0.35 OR address_like >= 0.6))
        OR (metres <= 300 AND (name_like >= 0.6 OR (name_like >= 0.3 AND address_like >= 0.6)))
        OR (metres IS NULL AND name_like >= 0.6 AND address_like >= 0.5)
      GROUP BY 1, 2
    )
    SELECT a, b, round((0.5 * name_like + 0.3 * address_like
        + 0.2 * greatest(0, 1 - coalesce(metres, 150) / 300))::numeric, 3)::float8 AS score,
      round(metres)::int AS distance
    FROM pairs
    WHERE NOT EXISTS (SELECT 1 FROM place_likeness l WHERE l.place_a = a AND l.place_b = b)`.execute(
    db,
  );
  for (let at = 0; at < rows.length; at += 1000) {
    await db
      .insertInto('place_likeness')
      .values(
        rows.slice(at, at + 1000).map(({ a, b, score, distance }) => ({
          id: newId(),
          place_a: a,
          place_b: b,
          score,
          distance,
          decision: null,
          kept_id: null,
          decided_by: null,
          decided_at: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(['place_a', 'place_b']).doNothing())
      .execute();
  }
  return rows.length;
}

export interface LikenessFailure {
  readonly code: 'not-found' | 'out-of-scope' | 'already-decided' | 'has-followers' | 'choose-one';
  readonly field: 'form';
}

/** What somebody says of a pair: two places, or one of which this record stays in sight. */
export type LikenessAnswer =
  | { readonly same: false }
  | { readonly same: true; readonly keep: string };

/**
 * Decides a pair. Places that are the same are linked: the other record stays, with all that
 * refers to it, and readers see the one that is kept. Nothing is written over, so it can be undone.
 */
export async function decideLikeness(
  ctx: Ctx,
  scope: Scope<'places.write'>,
  id: string,
  answer: LikenessAnswer,
): Promise<Result<{ id: string }, LikenessFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const pair = await lockPair(trx, scope, id);
    if (!pair.ok) return pair;
    const { place_a, place_b, decision } = pair.value;
    if (decision !== null) return refused('already-decided');
    if (!answer.same) return settle(ctx, scope, trx, id, 'different', null);
    if (answer.keep !== place_a && answer.keep !== place_b) return refused('choose-one');
    const other = answer.keep === place_a ? place_b : place_a;
    const linked = await trx
      .selectFrom('place')
      .select(['id'])
      .where((eb) =>
        eb.or([
          eb('same_as', '=', other),
          eb.and([eb('id', 'in', [answer.keep, other]), eb('same_as', 'is not', null)]),
        ]),
      )
      .executeTakeFirst();
    // A chain of links would leave some record behind none that is seen.
    if (linked) return refused('has-followers');
    await trx
      .updateTable('place')
      .set((eb) => ({ same_as: answer.keep, version: eb('version', '+', 1), updated_at: ctx.now }))
      .where('id', '=', other)
      .execute();
    return settle(ctx, scope, trx, id, 'same', answer.keep);
  });
}

/** Takes a decision back: both records are seen again, and the question is open. */
export async function undoLikeness(
  ctx: Ctx,
  scope: Scope<'places.write'>,
  id: string,
): Promise<Result<{ id: string }, LikenessFailure>> {
  return ctx.db.transaction().execute(async (trx) => {
    const pair = await lockPair(trx, scope, id);
    if (!pair.ok) return pair;
    const { place_a, place_b, kept_id, decision } = pair.value;
    if (decision === 'same' && kept_id) {
      await trx
        .updateTable('place')
        .set((eb) => ({ same_as: null, version: eb('version', '+', 1), updated_at: ctx.now }))
        .where('id', '=', kept_id === place_a ? place_b : place_a)
        .where('same_as', '=', kept_id)
        .execute();
    }
    return settle(ctx, scope, trx, id, null, null);
  });
}

async function lockPair(trx: Trx, scope: Scope<'places.write'>, id: string) {
  const pair = isUuid(id)
    ? await trx
        .selectFrom('place_likeness')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!pair) return refused('not-found');
  const places = await trx
    .selectFrom('place')
    .select(['id', 'department_code'])
    .where('id', 'in', [pair.place_a, pair.place_b])
    .orderBy('id')
    .forUpdate()
    .execute();
  const covered = places.every(
    (place) => coversDepartment(scope, place.department_code) || coversPlace(scope, place.id),
  );
  return covered ? ok(pair) : refused('out-of-scope');
}

async function settle(
  ctx: Ctx,
  scope: Scope<'places.write'>,
  trx: Trx,
  id: string,
  decision: 'different' | 'same' | null,
  kept: string | null,
): Promise<Result<{ id: string }, never>> {
  await trx
    .updateTable('place_likeness')
    .set({
      decision,
      kept_id: kept,
      decided_by: decision ? scope.accountId : null,
      decided_at: decision ? ctx.now : null,
    })
    .where('id', '=', id)
    .execute();
  return ok({ id });
}

const refused = (code: LikenessFailure['code']) => fail({ code, field: 'form' } as const);
