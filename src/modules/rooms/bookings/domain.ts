export const BOOKING_STATUSES = [
  'pending',
  'confirmed',
  'checked-in',
  'done',
  'refused',
  'cancelled',
  'no-show',
] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** States that hold the room; the database's constraint names the same. */
export const HOLDING: readonly BookingStatus[] = ['pending', 'confirmed', 'checked-in'];

/** Who looks after the room, or who booked it. */
export type Side = 'host' | 'booker';

export const BOOKING_MOVES = [
  'accept',
  'refuse',
  'cancel',
  'check-in',
  'leave',
  'no-show',
] as const;
export type BookingMove = (typeof BOOKING_MOVES)[number];

/** One permitted move of a booking. */
export interface MoveRule {
  readonly from: readonly BookingStatus[];
  readonly to: BookingStatus;
  readonly by: readonly Side[];
  /** Sides that must say why. */
  readonly reason: readonly Side[];
  /** Minutes after the start from which it is possible; negative is before. */
  readonly opens?: number;
  /** Only until the start. */
  readonly beforeStart?: true;
}

/** The life of a booking as data: state → who → to. */
export const MOVES: Readonly<Record<BookingMove, MoveRule>> = {
  accept: { from: ['pending'], to: 'confirmed', by: ['host'], reason: [], beforeStart: true },
  refuse: { from: ['pending'], to: 'refused', by: ['host'], reason: ['host'] },
  cancel: {
    from: ['pending', 'confirmed'],
    to: 'cancelled',
    by: ['host', 'booker'],
    reason: ['host'],
    beforeStart: true,
  },
  'check-in': {
    from: ['confirmed'],
    to: 'checked-in',
    by: ['host', 'booker'],
    reason: [],
    opens: -30,
  },
  leave: { from: ['checked-in'], to: 'done', by: ['host', 'booker'], reason: [] },
  'no-show': { from: ['confirmed'], to: 'no-show', by: ['host'], reason: [], opens: 15 },
};

/** The moves that a side can make now, in the order of the list. */
export function movesOpen(
  status: BookingStatus,
  sides: readonly Side[],
  startsAt: Date,
  now: Date,
): BookingMove[] {
  const minutes = (now.getTime() - startsAt.getTime()) / 60_000;
  return BOOKING_MOVES.filter((move) => {
    const { from, by, opens, beforeStart } = MOVES[move];
    if (!from.includes(status) || !by.some((side) => sides.includes(side))) return false;
    if (opens !== undefined && minutes < opens) return false;
    return !beforeStart || minutes < 0;
  });
}

/** True when somebody on these sides must say why: whoever acts for the place does. */
export function needsReason(move: BookingMove, sides: readonly Side[]): boolean {
  const { by, reason } = MOVES[move];
  const acting = by.filter((side) => sides.includes(side));
  return acting.length > 0 && acting.every((side) => reason.includes(side));
}
