import { formatDay } from '../../../platform/i18n/messages.ts';
import { DOCUMENT_EXPIRES, documentExpires } from '../../partners/documents/events.ts';
import type { NotifyOptions } from '../commands.ts';
import { delegatesOf } from '../queries.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';

/** Mails about partners' papers, to the delegates who look after the partner's department. */
export function documentMails(
  o: NotifyOptions,
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
      for (const to of await delegatesOf(o.db, about.department_code ?? '')) {
        const t = to.locale === 'en' ? en : fr;
        await o.send({
          to: to.email,
          subject: t.subject(days),
          text: t.text(
            t.kinds[about.kind] ?? about.kind,
            about.name,
            formatDay(to.locale, about.expires_on),
            `${o.publicUrl}/partenaires/${about.id}/dossier`,
          ),
        });
      }
    },
  };
}
