import { formatDay } from '../../../platform/i18n/messages.ts';
import {
  devicePlaceEvent,
  LOANS_OVERDUE,
  STOCK_LOW,
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
import { lowStockAt, overdueLoansAt, placeAbout, transferAbout } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

type About = NonNullable<Awaited<ReturnType<typeof transferAbout>>>;

/** Mails about devices: on their way, few left, loans that should be back. Never to a person. */
export function deviceMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  const keepers = async (place: string, department: string): Promise<readonly Reader[]> => {
    const managers = await managersOf(o.db, place);
    return managers.length > 0 ? managers : (await lookingAfter(o.db, department)).readers;
  };
  const receivers = (about: About): Promise<readonly Reader[]> =>
    keepers(about.to_id, about.department_code);
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
  // Both read the state of now: what was put right meanwhile is not told.
  const stockLow = async (payload: unknown): Promise<void> => {
    const { placeId } = devicePlaceEvent.parse(payload);
    const [place, rows] = [await placeAbout(o.db, placeId), await lowStockAt(o.db, placeId)];
    if (!place || rows.length === 0) return;
    const group = {
      as: 'follower' as const,
      readers: await keepers(placeId, place.department_code),
    };
    const url = `${o.publicUrl}/equipements?lieu=${placeId}`;
    await tell(o, null, [group], ({ locale }) => {
      const t = words(locale);
      const lines = rows.map(({ kind, left }) => `${t.kinds[kind]} : ${left}`);
      return { subject: t.low.subject(place.name), text: t.low.text(place.name, lines, url) };
    });
  };
  const loansOverdue = async (payload: unknown): Promise<void> => {
    const { placeId, on } = devicePlaceEvent.parse(payload);
    const place = await placeAbout(o.db, placeId);
    const rows = await overdueLoansAt(o.db, placeId, on);
    if (!place || rows.length === 0) return;
    const group = {
      as: 'follower' as const,
      readers: await keepers(placeId, place.department_code),
    };
    await tell(o, null, [group], ({ locale }) => {
      const t = words(locale).loans;
      const lines = rows.map(({ number, due_on }) => t.line(number, formatDay(locale, due_on)));
      return {
        subject: t.subject(place.name),
        text: t.text(place.name, lines, `${o.publicUrl}/equipements`),
      };
    });
  };
  const waiting = (about: About): number => (about.received_at ? 0 : about.devices);
  return {
    [STOCK_LOW]: stockLow,
    [LOANS_OVERDUE]: loansOverdue,
    [TRANSFER_SENT]: mail('sent', receivers, waiting),
    [TRANSFER_RECEIVED]: mail('missing', sender, ({ missing }) => missing),
    [TRANSFER_OVERDUE]: mail(
      'overdue',
      async (about) => [...(await receivers(about)), ...(await sender(about))],
      waiting,
    ),
  };
}
