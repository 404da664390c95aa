import { createHmac } from 'node:crypto';
import type { Locale } from '../../platform/access/access.ts';
import { unseal } from '../../platform/access/seal.ts';
import type { Db } from '../../platform/db/schema.ts';
import { type EventHandler, once } from '../../platform/jobs/outbox.ts';
import type { Mail, SendMail } from '../../platform/mail/mail.ts';
import type { SendSms } from '../../platform/sms/sms.ts';
import { INVITED, invited, LINK_ASKED, linkAsked } from '../accounts/events.ts';
import '../accounts/public.ts';
import { MOVED, movedEvent } from '../partnerships/events.ts';
import { advisorMails } from './advisors/commands.ts';
import { coDesignMails } from './co-design/commands.ts';
import { conventionMails } from './conventions/commands.ts';
import { deviceMails } from './devices/commands.ts';
import { documentMails } from './documents/commands.ts';
import { followUpMails } from './follow-up/commands.ts';
import { joiningMails } from './joining/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { orientationMails } from './orientation/commands.ts';
import { ownerOf, reader } from './queries.ts';
import { roomMails } from './rooms/commands.ts';
import { tell } from './sent/commands.ts';
import { type TrackedSms, trackedSms } from './sms/commands.ts';
import { workshopMails } from './workshops/commands.ts';

export interface NotifyOptions {
  readonly db: Db;
  readonly publicUrl: string;
  readonly secret: string;
  readonly send: SendMail;
  readonly sms: SendSms;
}

/** What the handlers of one event are given: nothing they send leaves twice. */
export interface MailOptions extends Omit<NotifyOptions, 'sms'> {
  readonly sms: TrackedSms;
}

const words = (locale: Locale) => (locale === 'en' ? en : fr);

/**
 * Who is written to when something happened. Each handler reads the state of now: a request that
 * was answered meanwhile is not announced as waiting. A failed sending is retried by the queue.
 */
export function mailHandler(options: NotifyOptions): EventHandler {
  return async (event) => {
    // A try that broke off after some mails goes on with the others.
    const send: SendMail = (mail) =>
      once(options.db, event.id, `mail ${digest(options.secret, mail)}`, () => options.send(mail));
    const sms = trackedSms(options, event.id);
    await mailsOf({ ...options, send, sms })[event.type]?.(event.payload);
  };
}

/** Tells mails of one event apart without keeping an address. */
function digest(secret: string, { to, subject }: Mail): string {
  return createHmac('sha256', secret).update(`${to}\n${subject}`).digest('hex').slice(0, 32);
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
