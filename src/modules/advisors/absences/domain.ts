/** Why somebody is away, in the coarsest words: nothing about health is ever asked or kept. */
export const ABSENCE_REASONS = ['leave', 'training', 'meeting', 'unavailable'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];
