import { newCode, readCode } from '../../alliance/public.ts';

/** A seat: held, waited for, given back, or what came of it. */
export const SEAT_STATES = ['registered', 'waiting', 'cancelled', 'came', 'absent'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/** Who moves a seat: the person with its code, the staff, or the system when a seat is free. */
export type SeatMover = 'holder' | 'staff' | 'system';

/** From which state each mover may bring a seat to another. */
export const SEAT_MOVES: Readonly<
  Record<SeatState, Readonly<Partial<Record<SeatMover, readonly SeatState[]>>>>
> = {
  registered: { system: ['waiting'], staff: ['came', 'absent'] },
  waiting: {},
  cancelled: { holder: ['registered', 'waiting'], staff: ['registered', 'waiting'] },
  came: { staff: ['registered', 'waiting', 'absent'] },
  absent: { staff: ['registered', 'came'] },
};

/** Whether a mover may bring a seat from one state to another. */
export function mayMoveSeat(mover: SeatMover, from: SeatState, to: SeatState): boolean {
  return SEAT_MOVES[to][mover]?.includes(from) === true;
}

/** A code for a seat. */
export const newSeatCode = newCode;
/** A seat's code as people type it. */
export const readSeatCode = readCode;
