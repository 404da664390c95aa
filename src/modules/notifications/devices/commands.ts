import {
  TRANSFER_OVERDUE,
  TRANSFER_RECEIVED,
  TRANSFER_SENT,
  transferEvent,
} from '../../devices/events.ts';
import type { MailOptions } from '../commands.ts';
import { lookingAfter, type Reader, reader } from '../queries.ts';
import { managersOf } from '../rooms/queries.ts';
import { tell } from '../sent/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { transferAbout } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

type About = NonNullable<Awaited<ReturnType<typeof transferAbout>>>;

/** Mails about devices on their way, to who sent them and to who waits for them. */
export function deviceMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  const receivers = async (about: About): Promise<readonly Reader[]> => {
    const managers = await managersOf(o.db, about.to_id);
    return managers.length > 0
      ? managers
      : (await lookingAfter(o.db, about.department_code)).readers;
  };
  const sender = async (about: About): Promise<readonly Reader[]> => {
    const by = about.sent_by ? await reader(o.db, about.sent_by) : undefined;
    return by ? [by] : managersOf(o.db, about.from_id);
  };
  const mail =
    (
      what: 'sent' | 'missing' | 'overdue',
      to: (about: About) => Promise<readonly Reader[]>,
      count: (about: About) => number,
    ) =>
    async (payload: unknown): Promise<void> => {
      const { transferId } = transferEvent.parse(payload);
      const about = await transferAbout(o.db, transferId);
      if (!about || count(about) === 0) return;
      const url = `${o.publicUrl}/equipements/transferts/${transferId}`;
      const group = { as: 'follower' as const, readers: await to(about) };
      await tell(o, null, [group], ({ locale }) => {
        const t = words(locale)[what];
        const { from_name: from, to_name: there } = about;
        return { subject: t.subject(there), text: t.text(count(about), from, there, url) };
      });
    };
  const waiting = (about: About): number => (about.received_at ? 0 : about.devices);
  return {
    [TRANSFER_SENT]: mail('sent', receivers, waiting),
    [TRANSFER_RECEIVED]: mail('missing', sender, ({ missing }) => missing),
    [TRANSFER_OVERDUE]: mail(
      'overdue',
      async (about) => [...(await receivers(about)), ...(await sender(about))],
      waiting,
    ),
  };
}
