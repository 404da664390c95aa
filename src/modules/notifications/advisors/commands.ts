import { z } from 'zod';
import { unseal } from '../../../platform/access/seal.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import {
  APPOINTMENT_BOOKED,
  APPOINTMENT_CHANGED,
  APPOINTMENT_NEAR,
  appointmentEvent,
} from '../../advisors/events.ts';
import type { MailOptions } from '../commands.ts';
import { tellPerson } from '../sms/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { appointmentToTell } from './queries.ts';

const contact = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable().default(null),
});

type Told = 'booked' | 'near' | 'moved' | 'displaced' | 'cancelled';
type Appointment = NonNullable<Awaited<ReturnType<typeof appointmentToTell>>>;

/** To people who hold an appointment and left a mobile or an address: plain words, one link to answer. */
export function advisorMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  const mail =
    (what: (found: Appointment) => Told | null) =>
    async (payload: unknown): Promise<void> => {
      const found = await appointmentToTell(o.db, appointmentEvent.parse(payload).appointmentId);
      const told = found ? what(found) : null;
      if (!found?.sealed_contact || !told) return;
      const reached = contact.parse(JSON.parse(unseal(o.secret, found.sealed_contact)));
      const t = found.locale === 'en' ? en : fr;
      const town = [found.address, `${found.postal_code} ${found.commune_name}`].filter(Boolean);
      const about = {
        who: t.who[found.kind] ?? '',
        when: formatInstant(found.locale, found.starts_at),
        place: found.place_name,
        where: `${found.place_name}, ${town.join(', ')}`,
        code: found.code,
        reason: found.change_code ? t.codes[found.change_code] : found.change_reason,
        url: `${o.publicUrl}/rendez-vous/${found.code}`,
      };
      await tellPerson(o, {
        contact: reached,
        subject: t[told].subject,
        text: t[told].text(about),
        short: t[told].short(about),
      });
    };
  const booked = (told: Told) => (found: Appointment) => (found.state === 'booked' ? told : null);
  return {
    [APPOINTMENT_BOOKED]: mail(booked('booked')),
    [APPOINTMENT_NEAR]: mail(booked('near')),
    // It reads the state of now: what changed twice is told once, as it is.
    [APPOINTMENT_CHANGED]: mail(({ state }) => {
      if (state === 'booked') return 'moved';
      return state === 'displaced' || state === 'cancelled' ? state : null;
    }),
  };
}
