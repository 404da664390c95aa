import type { Db } from '../../../platform/db/schema.ts';
import type { Decision, ReviewResult } from './domain.ts';
import './tables.ts';

export interface Review {
  readonly id: string;
  readonly results: readonly ReviewResult[];
  readonly summary: string;
  readonly decision: Decision | null;
  readonly reason: string;
  readonly changes: string;
  readonly oldEndsOn: string | null;
  readonly newEndsOn: string | null;
  readonly version: number;
  readonly openedAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string;
}

/** The reviews of a partnership, latest first. The caller has read the partnership. */
export async function listReviews(db: Db, partnershipId: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('partnership_review as r')
    .leftJoin('auth_user as u', 'u.id', 'r.decided_by')
    .selectAll('r')
    .select('u.name')
    .where('r.partnership_id', '=', partnershipId)
    .orderBy('r.opened_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    results: row.results,
    summary: row.summary,
    decision: row.decision,
    reason: row.reason,
    changes: row.changes,
    oldEndsOn: row.old_ends_on,
    newEndsOn: row.new_ends_on,
    version: row.version,
    openedAt: row.opened_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.name ?? '',
  }));
}
