/** What a person may agree to be followed for. */
export const PURPOSES = ['learn', 'procedures', 'equipment', 'work'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How an agreement was given. What was spoken needs a witness. */
export const CONSENT_WAYS = ['paper', 'screen', 'spoken'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** Longest agreement in months; then it is asked anew. */
export const MOST_MONTHS = 24;
export const USUAL_MONTHS = 12;

/** The text that is shown now. Whoever changes its words in `messages` gives it a new version. */
export const TEXT_VERSION = '2026-1';
