import { z } from 'zod';

/** A closure cancelled bookings: who booked must be told. */
export const BOOKINGS_CLOSED = 'rooms.bookings-closed';
export const closureEvent = z.object({ closureId: z.string() });
