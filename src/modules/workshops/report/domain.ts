/** Counts by code; a code that is absent was not counted. */
export type Totals = Readonly<Record<string, number>>;

/** What people can now do of what the workshop was about: three touches. */
export const OUTCOMES = ['alone', 'with-help', 'not-yet'] as const;

/** The sum of totals. */
export function sumOf(totals: Totals): number {
  return Object.values(totals).reduce((sum, count) => sum + count, 0);
}
