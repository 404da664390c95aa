import { z } from 'zod';

/** Something about an appointment whose holder may be reached. */
export const appointmentEvent = z.object({ appointmentId: z.string() });
export const APPOINTMENT_BOOKED = 'advisors.appointment-booked';
/** Moved, handed to another advisor, fallen away or cancelled by the staff: the mail says which. */
export const APPOINTMENT_CHANGED = 'advisors.appointment-changed';
export const APPOINTMENT_NEAR = 'advisors.appointment-near';
