export const SESSION_STATES = ['planned', 'held', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** Weeks that a series may be planned for at once. */
export const MOST_SESSIONS = 40;

/** Free seats; never less than none, also where more were given than there are. */
export function seatsLeft(session: { readonly capacity: number; readonly taken: number }): number {
  return Math.max(0, session.capacity - session.taken);
}

/** Whether people may still ask for a seat: planned, and not begun. */
export function takesPeople(
  session: { readonly state: SessionState; readonly startsAt: Date },
  now: Date,
): boolean {
  return session.state === 'planned' && session.startsAt > now;
}
