/**
 * The four societal commitments (engagements sociétaux): the top axis of every figure.
 * Source: the operator's mission-driven company charter, as told in public interviews (2022).
 */
export const COMMITMENTS = [
  'territory',
  'social-inclusion',
  'digital-inclusion',
  'ecology',
] as const;
export type Commitment = (typeof COMMITMENTS)[number];

/** Text codes of the geographic levels, smallest first. */
export const TERRITORY_KINDS = ['commune', 'epci', 'department', 'region', 'country'] as const;
export type TerritoryKind = (typeof TERRITORY_KINDS)[number];
