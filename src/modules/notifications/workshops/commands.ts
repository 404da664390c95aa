import { z } from 'zod';
import { unseal } from '../../../platform/access/seal.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import {
  SEAT_FREED,
  SEAT_TAKEN,
  SESSION_CHANGED,
  SESSION_NEAR,
  seatEvent,
} from '../../workshops/events.ts';
import type { MailOptions } from '../commands.ts';
import { tellPerson } from '../sms/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { seatToTell } from './queries.ts';

const contact = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable().default(null),
});

type Told = 'taken' | 'waiting' | 'freed' | 'near' | 'moved' | 'cancelled';
type Seat = NonNullable<Awaited<ReturnType<typeof seatToTell>>>;

/** Mails to people who hold a seat and left an address: in plain words, with one link to answer. */
export function workshopMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  const mail =
    (what: (seat: Seat) => Told | null) =>
    async (payload: unknown): Promise<void> => {
      const seat = await seatToTell(o.db, seatEvent.parse(payload).registrationId);
      const told = seat ? what(seat) : null;
      if (!seat?.sealed_contact || !told) return;
      const reached = contact.parse(JSON.parse(unseal(o.secret, seat.sealed_contact)));
      const words = (seat.locale === 'en' ? en : fr)[told];
      const where = `${seat.place_name}, ${[seat.address, `${seat.postal_code} ${seat.commune_name}`].filter(Boolean).join(', ')}`;
      const about = {
        title: seat.title,
        when: formatInstant(seat.locale, seat.starts_at),
        where,
        code: seat.code,
        reason: seat.change_reason,
        url: `${o.publicUrl}/inscriptions/${seat.code}`,
      };
      await tellPerson(o, {
        contact: reached,
        subject: words.subject,
        text: words.text(about),
        short: words.short(about),
        ...(seat.orientation_id ? { orientationId: seat.orientation_id } : {}),
      });
    };
  const planned = (told: Told, state: string) => (seat: Seat) =>
    seat.session_state === 'planned' && seat.state === state ? told : null;
  return {
    [SEAT_TAKEN]: mail((seat) => {
      if (seat.session_state !== 'planned' || seat.orientation_id) return null;
      return seat.state === 'waiting' ? 'waiting' : 'taken';
    }),
    [SEAT_FREED]: mail(planned('freed', 'registered')),
    [SESSION_NEAR]: mail(planned('near', 'registered')),
    [SESSION_CHANGED]: mail((seat) => {
      if (!['registered', 'waiting'].includes(seat.state)) return null;
      return seat.session_state === 'cancelled' ? 'cancelled' : 'moved';
    }),
  };
}
