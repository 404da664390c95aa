import { endSoon, FILES_END_SOON, FILES_HANDED_OVER, handedOver } from '../../follow-up/events.ts';
import type { MailOptions } from '../commands.ts';
import { lookingAfter, type Reader, reader } from '../queries.ts';
import { managersOf } from '../rooms/queries.ts';
import { tell } from '../sent/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { adminsOf } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

/** Mails about files on persons: how many, never who. They are no partner's history. */
export function followUpMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  const write = async (
    readers: readonly Reader[],
    what: 'given' | 'ends',
    files: number,
    to: string,
  ) =>
    tell(o, null, [{ as: 'follower', readers }], ({ locale }) => {
      const t = words(locale)[what];
      return { subject: t.subject, text: t.text(files, `${o.publicUrl}${to}`) };
    });
  return {
    [FILES_HANDED_OVER]: async (payload) => {
      const { accountId, files } = handedOver.parse(payload);
      const to = await reader(o.db, accountId);
      if (to) await write([to], 'given', files, '/suivis?vue=prevenir');
    },
    [FILES_END_SOON]: async (payload) => {
      const { accountId, keeperKind, keeperCode, files } = endSoon.parse(payload);
      const referent = accountId ? await reader(o.db, accountId) : undefined;
      if (referent) return write([referent], 'ends', files, '/suivis?vue=terme');
      const managers = {
        partner: () => adminsOf(o.db, keeperCode),
        place: () => managersOf(o.db, keeperCode),
        department: async () => (await lookingAfter(o.db, keeperCode)).readers,
      };
      // Who looks after a department hands the files over without reading them.
      const to = keeperKind === 'department' ? '/suivis/relais' : '/suivis?vue=terme';
      return write(await managers[keeperKind](), 'ends', files, to);
    },
  };
}
