import { formatDay } from '../../../platform/i18n/messages.ts';
import { DOCUMENT_EXPIRES, documentExpires } from '../../partners/documents/events.ts';
import type { MailOptions } from '../commands.ts';
import { lookingAfter } from '../queries.ts';
import { tell } from '../sent/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** Mails about partners' papers, to the delegates who look after the partner's department. */
export function documentMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [DOCUMENT_EXPIRES]: async (payload) => {
      const { documentId, days } = documentExpires.parse(payload);
      const about = await o.db
        .selectFrom('partner_document as d')
        .innerJoin('partner as p', 'p.id', 'd.partner_id')
        .select(['d.kind', 'd.expires_on', 'p.id', 'p.name', 'p.department_code'])
        .where('d.id', '=', documentId)
        .where('d.removed_at', 'is', null)
        .executeTakeFirst();
      if (!about?.expires_on) return;
      const { expires_on, id } = about;
      const group = await lookingAfter(o.db, about.department_code ?? '');
      await tell(o, { partnerId: id }, [group], ({ locale }) => {
        const t = locale === 'en' ? en : fr;
        const day = formatDay(locale, expires_on);
        const url = `${o.publicUrl}/partenaires/${id}/dossier`;
        const kind = t.kinds[about.kind] ?? about.kind;
        return { subject: t.subject(days), text: t.text(kind, about.name, day, url) };
      });
    },
  };
}
