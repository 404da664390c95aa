import { z } from 'zod';
import { blankable, line, mobilePhone, uuid } from '../../alliance/public.ts';

/** What somebody who takes a seat leaves, if anything. */
export const registrationInput = z.object({
  /** The client's, so that sending twice takes one seat. */
  id: uuid,
  firstName: blankable(line(60)),
  email: blankable(z.email({ error: 'email-invalid' }).max(200)),
  phone: blankable(mobilePhone),
});
export type RegistrationInput = z.output<typeof registrationInput>;

export const contact = z.object({
  firstName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable().default(null),
});
export type Contact = z.output<typeof contact>;
