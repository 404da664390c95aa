import { formatInstant } from '../../../platform/i18n/messages.ts';
import { BOOKING_ANSWERED, BOOKING_ASKED, bookingEvent } from '../../rooms/bookings/events.ts';
import { BOOKINGS_CLOSED, closureEvent } from '../../rooms/closures/events.ts';
import type { MailOptions } from '../commands.ts';
import { lookingAfter, reader } from '../queries.ts';
import { tell } from '../sent/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { bookingAbout, cancelledBy, managersOf } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);
const matter = (partnerId: string | null) => (partnerId ? { partnerId } : null);

/** Mails about rooms: to who must answer, and to who booked. */
export function roomMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [BOOKING_ASKED]: async (payload) => {
      const { bookingId } = bookingEvent.parse(payload);
      const about = await bookingAbout(o.db, bookingId);
      if (about?.status !== 'pending') return;
      const managers = await managersOf(o.db, about.place_id);
      const group =
        managers.length > 0
          ? { as: 'follower' as const, readers: managers }
          : await lookingAfter(o.db, about.department_code);
      const url = `${o.publicUrl}/reservations/${bookingId}`;
      await tell(o, matter(about.partner_id), [group], ({ locale }) => {
        const t = words(locale);
        const when = formatInstant(locale, about.starts_at);
        const who = about.partner ?? t.operator;
        return { subject: t.asked.subject, text: t.asked.text(about.room, when, who, url) };
      });
    },
    [BOOKING_ANSWERED]: async (payload) => {
      const { bookingId } = bookingEvent.parse(payload);
      const about = await bookingAbout(o.db, bookingId);
      const to = about?.booked_by ? await reader(o.db, about.booked_by) : undefined;
      if (!about || !to) return;
      const { status } = about;
      if (status !== 'confirmed' && status !== 'refused' && status !== 'cancelled') return;
      const url = `${o.publicUrl}/reservations/${bookingId}`;
      const group = { as: 'partner' as const, readers: [to] };
      await tell(o, matter(about.partner_id), [group], ({ locale }) => {
        const t = words(locale).answered;
        const when = formatInstant(locale, about.starts_at);
        return { subject: t.subjects[status], text: t.text(about.room, when, about.reason, url) };
      });
    },
    [BOOKINGS_CLOSED]: async (payload) => {
      const rows = await cancelledBy(o.db, closureEvent.parse(payload).closureId);
      for (const email of new Set(rows.map((row) => row.email))) {
        const own = rows.filter((row) => row.email === email);
        const [first] = own;
        if (!first) continue;
        const group = { as: 'partner' as const, readers: [first] };
        await tell(o, matter(first.partner_id), [group], ({ locale }) => {
          const t = words(locale).closed;
          const list = own.map((row) => `- ${formatInstant(locale, row.starts_at)}`).join('\n');
          const url = `${o.publicUrl}/salles/${first.room_id}`;
          return { subject: t.subject, text: t.text(first.room, first.reason, list, url) };
        });
      }
    },
  };
}
