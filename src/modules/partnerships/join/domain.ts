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

/**
 * What the public directory says of an organisation: its number is there, one of the same name is
 * there in the same commune, the number is not there, or it could not be asked.
 */
export const CHECKED = ['listed', 'alike', 'not-listed', 'not-checked'] as const;
export type Checked = (typeof CHECKED)[number];

/** Numbers that tell an organisation apart, as far as it gave them. */
export interface Numbers {
  readonly siret: string | null;
  readonly siren: string | null;
  readonly rna: string | null;
}

/** Which number somebody typed in the one field that takes any of them. */
export function numberTyped(compact: string): keyof Numbers {
  if (compact.startsWith('W')) return 'rna';
  return /^\d{9}$/.test(compact) ? 'siren' : 'siret';
}

/** Whether two requests name one organisation; null when their numbers do not tell. */
export function sameNumbers(one: Numbers, other: Numbers): boolean | null {
  // Establishments of one organisation ask for themselves.
  if (one.siret && other.siret) return one.siret === other.siret;
  if (one.siren && other.siren) return one.siren === other.siren;
  return one.rna && other.rna ? one.rna === other.rna : null;
}

/** How a waiting request stands against its deadline. */
export function deadlineState(dueOn: string, today: string): 'in-time' | 'due' | 'late' {
  if (dueOn < today) return 'late';
  return dueOn === today ? 'due' : 'in-time';
}
