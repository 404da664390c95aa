import { z } from 'zod';

/** A seat was taken, became free for somebody who waited, or comes near. */
export const seatEvent = z.object({ registrationId: z.string() });
export const SEAT_TAKEN = 'workshops.seat-taken';
/** The holder or the staff moved a seat: given back, came, did not come. */
export const SEAT_MOVED = 'workshops.seat-moved';
export const SEAT_FREED = 'workshops.seat-freed';
export const SESSION_NEAR = 'workshops.session-near';
/** A session was moved or cancelled: each seat is told. */
export const SESSION_CHANGED = 'workshops.session-changed';
