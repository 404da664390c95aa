export const TERMS = ['given', 'lent'] as const;
export type Terms = (typeof TERMS)[number];

/** How somebody says on the spot that they agree: by a drawn signature, or aloud. */
export const AGREEMENTS = ['signature', 'spoken'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** How a device comes back. */
export const RETURNS = ['return', 'fail', 'lose'] as const;

/** Longest loan in days. */
export const MOST_LOAN_DAYS = 366;

/**
 * Months that a signature is kept: as long as a seller answers for a thing that is sold (two
 * years, Code de la consommation L217-3), and three months after a loan came back.
 */
export const SIGNATURE_MONTHS = { given: 24, returned: 3 } as const;
