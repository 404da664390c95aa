import { sql } from 'kysely';
import type { Ctx } from '../../../../platform/access/access.ts';
import { countDistinctFollowed } from '../../../follow-up/public.ts';
import type { DigitalQuery } from '../contract.ts';
import { type DigitalLine, type LineSums, lineOf, type Subject } from '../domain.ts';
import {
  DECLARED,
  filesOf,
  findWhere,
  givenIn,
  HELP,
  inYear,
  recordedIn,
  yearOf,
} from '../within/queries.ts';

/** The separate figures of one territory, place or partner, without what they are made of. */
export interface DigitalTotal {
  readonly year: number;
  readonly kind: Subject;
  readonly code: string;
  /** Of a partner: only the part of its activity that the reader reads. */
  readonly partial: boolean;
  readonly line: DigitalLine;
}

/**
 * The total of `digitalFigures` alone, for pages about something else: one statement over records
 * and roll-up, and a count of files where the reader may know them.
 * @returns null when there is no such subject, or none that this reader may see
 */
export async function digitalTotal(ctx: Ctx, query: DigitalQuery): Promise<DigitalTotal | null> {
  const { db, actor } = ctx;
  const where = await findWhere(ctx, query);
  if (!where) return null;
  const year = query.year ?? yearOf(ctx.now);
  const files = filesOf(where, year);
  const [{ rows }, followed] = await Promise.all([
    sql<LineSums & { orientations: number }>`
      SELECT ${DECLARED}, (
        SELECT coalesce(sum(r.orientations), 0)::float8 FROM orientation_rollup r
        WHERE ${inYear('r.month', year)} AND ${givenIn(where, actor, 'r')}) AS orientations
      FROM activity
      WHERE ${HELP} AND ${inYear('activity.happened_on', year)}
        AND ${recordedIn(where, actor)}`.execute(db),
    files ? countDistinctFollowed(db, files) : null,
  ]);
  const [sums] = rows;
  const orientations = Number(sums?.orientations ?? 0);
  const { kind, code, partial } = where;
  return { year, kind, code, partial, line: lineOf(sums, { orientations, followed }) };
}
