import type { Locale } from '../../platform/access/access.ts';
import { unseal } from '../../platform/access/seal.ts';
import type { Db } from '../../platform/db/schema.ts';
import { type EventHandler, once, type StoredEvent } from '../../platform/jobs/outbox.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import { INVITED, invited, LINK_ASKED, linkAsked } from '../accounts/events.ts';
import { APPOINTMENT_BOOKED } from '../advisors/events.ts';
import '../accounts/public.ts';
import { SLIP_ASKED } from '../orientation/events.ts';
import { CODE_ISSUED, LINK_ISSUED } from '../partnerships/convention/events.ts';
import { JOIN_ASKED, MOVED, movedEvent } from '../partnerships/events.ts';
import { SEAT_TAKEN } from '../workshops/events.ts';
import { advisorMails } from './advisors/commands.ts';
import { coDesignMails } from './co-design/commands.ts';
import { conventionMails } from './conventions/commands.ts';
import { deviceMails } from './devices/commands.ts';
import { documentMails } from './documents/commands.ts';
import { followUpMails } from './follow-up/commands.ts';
import { joiningMails } from './joining/commands.ts';
import { digest, idOf, type Letter, type TextMessage } from './leaving/domain.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { orientationMails } from './orientation/commands.ts';
import { ownerOf, reader } from './queries.ts';
import { roomMails } from './rooms/commands.ts';
import { tell } from './sent/commands.ts';
import { workshopMails } from './workshops/commands.ts';

export interface NotifyOptions {
  readonly db: Db;
  readonly publicUrl: string;
  readonly secret: string;
  /** Takes a mail that is to leave; the second with its id changes nothing. */
  readonly send: (letter: Letter) => Promise<void>;
  /** Takes a text message that is to leave; the second with its id changes nothing. */
  readonly sms: (message: TextMessage) => Promise<void>;
}

/** What the handlers of one event are given: nothing they hand over leaves twice. */
export interface MailOptions extends Omit<NotifyOptions, 'sms' | 'send'> {
  readonly send: (mail: Mail, record?: Letter['record']) => Promise<void>;
  readonly sms: (message: Omit<TextMessage, 'id'>) => Promise<void>;
  /** Id of what happened. */
  readonly eventId: string;
}

const words = (locale: Locale) => (locale === 'en' ? en : fr);

/** Mails that somebody waits for, in front of a screen or a counter: they overtake the others. */
export const URGENT: readonly string[] = [
  LINK_ASKED,
  INVITED,
  LINK_ISSUED,
  CODE_ISSUED,
  JOIN_ASKED,
  SEAT_TAKEN,
  APPOINTMENT_BOOKED,
  SLIP_ASKED,
];

/**
 * Who is written to when something happened. Each handler reads the state of now: a request that
 * was answered meanwhile is not announced as waiting. What it writes is handed over, mail by mail;
 * whether and when it leaves is the matter of the queue that takes it.
 */
export function mailHandler(options: NotifyOptions): EventHandler {
  const { db, publicUrl, secret } = options;
  const handle = async (event: StoredEvent): Promise<void> => {
    const letters = (mail: Mail, record: Letter['record'] = null): Promise<void> => {
      const key = digest(secret, event.id, mail.to, mail.subject);
      const letter = { ...mail, id: idOf(key), urgent: URGENT.includes(event.type), record };
      return once(db, event.id, `mail ${key}`, () => options.send(letter));
    };
    const sms = (message: Omit<TextMessage, 'id'>): Promise<void> =>
      options.sms({ ...message, id: event.id });
    const given = { db, publicUrl, secret, send: letters, sms, eventId: event.id };
    await mailsOf(given)[event.type]?.(event.payload);
  };
  const nothing = async (): Promise<void> => undefined;
  const types = Object.keys(
    mailsOf({ db, publicUrl, secret, send: nothing, sms: nothing, eventId: '' }),
  );
  const wanted = new Set(types);
  return Object.assign(handle, { wants: (type: string) => wanted.has(type) });
}

function mailsOf(
  options: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [LINK_ASKED]: (payload) => sendLink(options, linkAsked.parse(payload)),
    [INVITED]: (payload) => sendInvitation(options, invited.parse(payload)),
    ...joiningMails(options),
    ...conventionMails(options),
    ...documentMails(options),
    ...coDesignMails(options),
    ...workshopMails(options),
    ...advisorMails(options),
    ...roomMails(options),
    ...orientationMails(options),
    ...followUpMails(options),
    ...deviceMails(options),
    [MOVED]: (payload) => announceMove(options, movedEvent.parse(payload).partnershipId),
  };
}

async function sendLink(
  o: MailOptions,
  event: { userId: string; sealedToken: string },
): Promise<void> {
  const to = await reader(o.db, event.userId);
  if (!to) return;
  const token = unseal(o.secret, event.sealedToken);
  const t = words(to.locale).link;
  await o.send({
    to: to.email,
    subject: t.subject,
    text: t.text(`${o.publicUrl}/connexion/lien?jeton=${token}`),
  });
}

async function sendInvitation(
  o: MailOptions,
  event: { invitationId: string; sealedToken: string },
): Promise<void> {
  const invitation = await o.db
    .selectFrom('invitation')
    .select(['email', 'accepted_at', 'withdrawn_at'])
    .where('id', '=', event.invitationId)
    .executeTakeFirst();
  if (!invitation || invitation.accepted_at || invitation.withdrawn_at) return;
  const t = words('fr').invitation;
  const token = unseal(o.secret, event.sealedToken);
  await o.send({
    to: invitation.email,
    subject: t.subject,
    text: t.text(`${o.publicUrl}/invitation?jeton=${token}`),
  });
}

async function announceMove(o: MailOptions, id: string): Promise<void> {
  const to = await ownerOf(o.db, id);
  const readers = to ? [to] : [];
  await tell(o, { partnershipId: id }, [{ as: 'follower', readers }], ({ locale }) => {
    const t = words(locale).moved;
    return { subject: t.subject, text: t.text(`${o.publicUrl}/partenariats/${id}`) };
  });
}
