import { DOCUMENT_KINDS } from '../documents/domain.ts';

/** How far away the last day of a paper is; `90` counts what `30` does. */
export const EXPIRY_STATES = ['expired', '30', '90'] as const;
export type ExpiryState = (typeof EXPIRY_STATES)[number];

/** Days ahead that are looked at. */
export const HORIZON_DAYS = 90;

/** What may end: a kind of paper, or a recognition. */
export const EXPIRING_KINDS = [...DOCUMENT_KINDS, 'label'] as const;
export type ExpiringKind = (typeof EXPIRING_KINDS)[number];

/** Days from today to the last day; below nought when that has passed. */
export function daysUntil(lastDay: string, today: string): number {
  return Math.round((Date.parse(lastDay) - Date.parse(today)) / 86_400_000);
}

/** The days from today, first and last, that a state spans; null is without end. */
export function spanOf(state: ExpiryState | undefined): {
  readonly from: number | null;
  readonly to: number;
} {
  if (state === 'expired') return { from: null, to: -1 };
  if (state === undefined) return { from: null, to: HORIZON_DAYS };
  return { from: 0, to: Number(state) };
}
