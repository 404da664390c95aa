import { unseal } from '../../../platform/access/seal.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import { allianceEn, allianceFr, DOORS, isDoor } from '../../alliance/public.ts';
import {
  JOIN_ANSWERED,
  JOIN_ASKED,
  JOIN_DUE,
  JOIN_LATE,
  joinAsked,
  joinEvent,
} from '../../partnerships/events.ts';
import type { MailOptions } from '../commands.ts';
import { leads, lookingAfter } from '../queries.ts';
import { type Group, tell } from '../sent/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { joinRequest } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

/** Mails about requests to join: to the delegates, to the national team, to the one who asked. */
export function joiningMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  /** Tells those who answer, while the request waits. */
  const alert =
    (what: 'asked' | 'due' | 'late') =>
    async (id: string): Promise<void> => {
      const request = await joinRequest(o.db, id);
      if (request?.status !== 'new') return;
      const url = `${o.publicUrl}/demandes/${id}`;
      const group: Group =
        what === 'late'
          ? { as: 'team', readers: await leads(o.db) }
          : await lookingAfter(o.db, request.department_code);
      await tell(o, { joinRequestId: id }, [group], ({ locale }) => {
        const t = words(locale)[what];
        const due = formatDay(locale, request.due_on);
        return { subject: t.subject, text: t.text(request.department_name, due, url) };
      });
    };
  return {
    [JOIN_ASKED]: async (payload) => {
      const { joinRequestId, sealedSecret, again } = joinAsked.parse(payload);
      await receive(o, joinRequestId, sealedSecret);
      if (!again) await alert('asked')(joinRequestId);
    },
    [JOIN_DUE]: (payload) => alert('due')(joinEvent.parse(payload).joinRequestId),
    [JOIN_LATE]: (payload) => alert('late')(joinEvent.parse(payload).joinRequestId),
    [JOIN_ANSWERED]: (payload) => answer(o, joinEvent.parse(payload).joinRequestId),
  };
}

async function receive(o: MailOptions, id: string, sealedSecret: string): Promise<void> {
  const request = await joinRequest(o.db, id);
  if (!request) return;
  const url = `${o.publicUrl}/rejoindre/${unseal(o.secret, sealedSecret)}`;
  await tell(o, { joinRequestId: id }, [applicant(request)], ({ locale }) => {
    const t = words(locale).received;
    return { subject: t.subject, text: t.text(formatDay(locale, request.due_on), url) };
  });
}

async function answer(o: MailOptions, id: string): Promise<void> {
  const request = await joinRequest(o.db, id);
  if (!request || request.status === 'new') return;
  const t = words(request.locale).answered;
  const names = (request.locale === 'en' ? allianceEn : allianceFr).doors;
  const doors = request.doors
    .filter(isDoor)
    .map((door) => `- ${names[door]} ${DOORS[door]}`)
    .join('\n');
  const text = t.text(t[request.status], request.answer, doors ? t.doors(doors) : '');
  await tell(o, { joinRequestId: id }, [applicant(request)], () => ({ subject: t.subject, text }));
}

function applicant(request: { contact_email: string; locale: 'fr' | 'en' }): Group {
  return {
    as: 'applicant',
    readers: [{ email: request.contact_email, locale: request.locale }],
  };
}
