/** What a review may decide. */
export const DECISIONS = ['renew', 'extend', 'end'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * Days before the term (after it: negative) at which people are told. After the term nobody stops
 * being told until somebody decides: every thirty days.
 */
const NOTICES = [180, 90, 30, 7, 0] as const;
const AGAIN_DAYS = 30;

const DAY_MS = 86_400_000;

/** Whole days from today to a term; negative once it has passed. Both `YYYY-MM-DD`. */
export function daysUntil(endsOn: string, today: string): number {
  return Math.round(
    (Date.parse(`${endsOn}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS,
  );
}

/**
 * The notice that is due: the closest one reached, so that a partnership entered late is told of
 * once and not five times. Null while the first is not reached.
 */
export function noticeDue(days: number): number | null {
  if (days > NOTICES[0]) return null;
  if (days > 0) return NOTICES.findLast((notice) => days <= notice) ?? null;
  // Minus zero would be another key.
  return -Math.floor(-days / AGAIN_DAYS) * AGAIN_DAYS || 0;
}

/** How near a term is, for a colour and a word. */
export type Nearness = 'far' | 'near' | 'close' | 'past';

export function nearness(days: number): Nearness {
  if (days < 0) return 'past';
  if (days <= 30) return 'close';
  return days <= 180 ? 'near' : 'far';
}

/** One objective held against what came of it. */
export interface ReviewResult {
  readonly label: string;
  readonly unit: string;
  readonly target: number | null;
  readonly result: number | null;
  readonly comment: string;
}

/** Share of the target that was reached; null when either is not known or the target is zero. */
export function reached({ target, result }: ReviewResult): number | null {
  return target === null || result === null || target === 0 ? null : result / target;
}

/** The objectives of a review as they were set, with what is said of each now. */
export function heldAgainst<T>(results: readonly ReviewResult[], said: (row: number) => T) {
  return results.map(({ label, unit, target }, row) => ({ label, unit, target, ...said(row) }));
}
