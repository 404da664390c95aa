import { z } from 'zod';
import { blankable, line, mobilePhone, THEMES, uuid } from '../../alliance/public.ts';

/** A slot for somebody, with what the person leaves, if anything. */
export const bookingInput = z.object({
  /** The client's, so that sending twice books one slot. */
  id: uuid,
  presenceId: uuid,
  /** The slot's start, an instant. */
  startsAt: z.iso.datetime({ offset: true, error: 'choose-one' }),
  theme: blankable(z.enum(THEMES)),
  firstName: blankable(line(60)),
  email: blankable(z.email({ error: 'email-invalid' }).max(200)),
  phone: blankable(mobilePhone),
});
export type BookingInput = z.output<typeof bookingInput>;

export const moveInput = z.object({
  presenceId: uuid,
  startsAt: z.iso.datetime({ offset: true, error: 'choose-one' }),
});
export type MoveInput = z.output<typeof moveInput>;

export const contact = z.object({
  firstName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable().default(null),
});
export type Contact = z.output<typeof contact>;
