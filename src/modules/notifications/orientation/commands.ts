import { z } from 'zod';
import { unseal } from '../../../platform/access/seal.ts';
import { formatInstant } from '../../../platform/i18n/messages.ts';
import {
  EARLIER_FREE,
  HOST_WAITING,
  hostEvent,
  letterOf,
  ORIENTATION_REFUSED,
  orientationEvent,
  SLIP_ASKED,
} from '../../orientation/events.ts';
import type { MailOptions } from '../commands.ts';
import { tellPerson } from '../sms/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { hostReaders, orientationToTell } from './queries.ts';

const contact = z.object({ phone: z.string().nullable(), email: z.string().nullable() });

type Told = 'slip' | 'refused' | 'earlier';

/** Messages to people who were oriented and left a way to reach them, and to hosts who wait. */
export function orientationMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  const tell =
    (told: Told, states: readonly string[]) =>
    async (payload: unknown): Promise<void> => {
      const { orientationId, letter } = orientationEvent.parse(payload);
      const found = await orientationToTell(o.db, orientationId);
      if (!found?.sealed_contact || !states.includes(found.state)) return;
      // A number put right meanwhile has its own message; two would come to it.
      if (letter && letter !== letterOf(found.sealed_contact)) return;
      const waits = told === 'slip' && found.seat === 'waiting';
      const words = (found.locale === 'en' ? en : fr)[waits ? 'waiting' : told];
      const town = `${found.postal_code} ${found.commune_name}`;
      const about = {
        title: found.title,
        when: found.expected_at ? formatInstant(found.locale, found.expected_at) : '',
        where: [found.place_name, found.address, town].filter(Boolean).join(', '),
        code: found.code,
        url: `${o.publicUrl}/suite/${found.code}`,
      };
      await tellPerson(o, {
        contact: contact.parse(JSON.parse(unseal(o.secret, found.sealed_contact))),
        subject: words.subject,
        text: words.text(about),
        short: words.short(about),
        orientationId: found.id,
      });
    };
  return {
    [SLIP_ASKED]: tell('slip', ['given', 'accepted']),
    [ORIENTATION_REFUSED]: tell('refused', ['refused']),
    [EARLIER_FREE]: tell('earlier', ['given', 'accepted']),
    [HOST_WAITING]: async (payload) => {
      const { placeId, partnerId } = hostEvent.parse(payload);
      for (const { email, locale } of await hostReaders(o.db, placeId, partnerId)) {
        const words = (locale === 'en' ? en : fr).hostWaiting;
        const text = words.text(`${o.publicUrl}/orientations`);
        await o.send({ to: email, subject: words.subject, text });
      }
    },
  };
}
