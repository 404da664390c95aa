import { sql } from 'kysely';
import { authorize, type Ctx } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/schema.ts';
import { countDistinctFollowed, shareDistinctFollowed } from '../../follow-up/public.ts';
import type { Difficulty, Funnel, OfferKind } from '../../orientation/public.ts';
import type { DigitalQuery } from './contract.ts';
import {
  AXES,
  type Axis,
  type Breakdown,
  type BrokenDown,
  type DigitalLine,
  FOLLOWED,
  lineOf,
  ORIENTED,
  OWN_AXES,
  type Subject,
} from './domain.ts';
import { type Line, readLines } from './lines/queries.ts';
import { readFunnels } from './outcome/queries.ts';
import { filesOf, findWhere, mayShare, type Where, yearOf } from './within/queries.ts';

export interface DigitalFigures {
  readonly year: number;
  /** Years that have something to show, ascending, the asked one among them. */
  readonly years: readonly number[];
  /**
   * What they are about, also a place or a partner. `code` is `FR` for the country, whose name is
   * the reader's language's.
   */
  readonly territory: { readonly kind: Subject; readonly code: string; readonly name: string };
  /** Of a partner: only the part of its activity that the reader reads. */
  readonly partial: boolean;
  readonly total: DigitalLine;
  /** Axes that the reader may not see are left out. */
  readonly breakdowns: readonly Breakdown[];
  readonly funnel: Funnel;
  readonly byDifficulty: readonly { readonly key: Difficulty; readonly funnel: Funnel }[];
  readonly byOfferKind: readonly { readonly key: OfferKind; readonly funnel: Funnel }[];
  /** What the alliance aims at in the year; null where it has no aim, or for a part of the country. */
  readonly target: { readonly value: number; readonly source: string } | null;
}

/**
 * The figures of digital inclusion of a year and a territory, a place or a partner.
 * @param query the first in the order of the contract counts; null when there is no such one, or
 * none that this reader may see
 * @param most lines of a breakdown; null for all. Themes, months are always all given
 */
export async function digitalFigures(
  ctx: Ctx,
  query: DigitalQuery,
  most: number | null,
): Promise<DigitalFigures | null> {
  const { db } = ctx;
  const where = await findWhere(ctx, query);
  if (!where) return null;
  const year = query.year ?? yearOf(ctx.now);
  const files = filesOf(where, year);
  const linesOf = async () => {
    const shares =
      files && mayShare(ctx.actor, where) ? await shareDistinctFollowed(db, files) : null;
    return { shares, lines: await readLines(ctx, where, year, shares, most) };
  };
  const [{ shares, lines }, followed, years, funnels, target] = await Promise.all([
    linesOf(),
    files ? countDistinctFollowed(db, files) : null,
    listYears(db),
    readFunnels(ctx, where, year),
    where.kind === 'country' ? readTarget(db, year) : null,
  ]);
  return {
    year,
    years: [...new Set([...years, year])].sort(),
    territory: { kind: where.kind, code: where.code, name: where.name },
    partial: where.partial,
    total: lineOf(
      lines.find(({ axis }) => axis === 'total'),
      { orientations: funnels.all.given, followed },
    ),
    breakdowns: breakdownsOf(lines, ctx, where, shares !== null),
    funnel: funnels.all,
    byDifficulty: funnels.byDifficulty,
    byOfferKind: funnels.byOfferKind,
    target,
  };
}

function breakdownsOf(
  lines: readonly Line[],
  ctx: Ctx,
  where: Where,
  shares: boolean,
): Breakdown[] {
  const hidden: Axis[] = [...(OWN_AXES[where.kind] ?? [])];
  if (!authorize(ctx.actor, 'activity.read')) hidden.push('partner');
  if (!authorize(ctx.actor, 'accompaniments.read')) hidden.push('advisor');
  const shared = (by: Axis): boolean =>
    shares && by in FOLLOWED && (by !== 'territory' || where.parts === 'department');
  return AXES.filter((by) => !hidden.includes(by)).map((by) => {
    const own = lines.filter(({ axis }) => axis === by);
    return {
      by,
      of: own[0]?.of ?? 0,
      lines: own.map(
        (line): BrokenDown => ({
          key: line.key,
          name: line.name ?? '',
          ...lineOf(line, {
            orientations: ORIENTED.includes(by) ? Number(line.orientations) : null,
            followed: shared(by) ? Number(line.followed) : null,
          }),
        }),
      ),
    };
  });
}

/** Years that have help recorded or orientations given. */
async function listYears(db: Db): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    SELECT DISTINCT extract(year FROM month)::int AS year FROM (
      SELECT DISTINCT month FROM activity_rollup
      WHERE commitment = 'digital-inclusion' AND records > 0
      UNION ALL (SELECT month FROM orientation_rollup ORDER BY month LIMIT 1)
      UNION ALL (SELECT month FROM orientation_rollup ORDER BY month DESC LIMIT 1)) AS m
    ORDER BY 1`.execute(db);
  return rows.map(({ year }) => year);
}

async function readTarget(db: Db, year: number) {
  const found = await db
    .selectFrom('target')
    .select(['value', 'source'])
    .where('code', '=', 'people-supported')
    .where('year', '=', year)
    .executeTakeFirst();
  return found ?? null;
}
