import { z } from 'zod';

/** A booking waits for the answer of who looks after the room. */
export const BOOKING_ASKED = 'rooms.booking-asked';
/** A booking was accepted, refused or cancelled by who looks after the room. */
export const BOOKING_ANSWERED = 'rooms.booking-answered';
export const bookingEvent = z.object({ bookingId: z.string() });
