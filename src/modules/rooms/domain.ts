/** What a room offers, in the order in which it is shown. */
export const EQUIPMENT = [
  'computers',
  'tablets',
  'screen',
  'wifi',
  'printer',
  'board',
  'video-call',
] as const;
export type Equipment = (typeof EQUIPMENT)[number];

/** Whether a booking waits for the place's answer or holds at once. */
export const CONFIRMATIONS = ['request', 'instant'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

/**
 * Who may book: any partner with an agreement in force, only those whose agreement is in the room's
 * department or names its place, or the operator's people alone.
 */
export const OPEN_TO = ['partners', 'near', 'staff'] as const;
export type OpenTo = (typeof OPEN_TO)[number];

/** Longest weekly series, in occurrences. */
export const MOST_OCCURRENCES = 52;
/** How far ahead a room can be booked, in days. */
export const FURTHEST_DAYS = 400;
