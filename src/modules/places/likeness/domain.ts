export const LIKENESS_DECISIONS = ['different', 'same'] as const;
export type LikenessDecision = (typeof LIKENESS_DECISIONS)[number];
