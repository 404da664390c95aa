/** What was done. */
export const ACTIVITY_KINDS = [
  'workshop',
  'accompaniment',
  'orientation',
  'service',
  'event',
  'equipment',
  'mission',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
