/** Working days within which a request to join is answered. */
export const ANSWER_DAYS = 10;
/** Working days before the deadline at which its delegate is reminded. */
export const REMIND_DAYS = 3;

/** Why a request is refused. */
export const REFUSALS = [
  'not-social-economy',
  'outside-commitments',
  'no-means',
  'too-early',
  'already-done',
  'other',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What the public directory says of a SIRET. */
export type Checked = 'listed' | 'not-listed' | 'not-checked';

/** How a waiting request stands against its deadline. */
export function deadlineState(dueOn: string, today: string): 'in-time' | 'due' | 'late' {
  if (dueOn < today) return 'late';
  return dueOn === today ? 'due' : 'in-time';
}
