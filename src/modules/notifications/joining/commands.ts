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
import type { NotifyOptions } from '../commands.ts';
import { delegatesOf, leads, type Reader } from '../queries.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { joinRequest } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

/** Mails about requests to join: to the delegates, to the national team, to the one who asked. */
export function joiningMails(
  o: NotifyOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  /** Tells those who answer, while the request waits. */
  const tell =
    (what: 'asked' | 'due' | 'late') =>
    async (id: string): Promise<void> => {
      const request = await joinRequest(o.db, id);
      if (request?.status !== 'new') return;
      const url = `${o.publicUrl}/demandes/${id}`;
      const readers: readonly Reader[] =
        what === 'late' ? await leads(o.db) : await delegatesOf(o.db, request.department_code);
      for (const to of readers) {
        const t = words(to.locale)[what];
        const due = formatDay(to.locale, request.due_on);
        const text = t.text(request.department_name, due, url);
        await o.send({ to: to.email, subject: t.subject, text });
      }
    };
  return {
    [JOIN_ASKED]: async (payload) => {
      const { joinRequestId, sealedSecret, again } = joinAsked.parse(payload);
      await receive(o, joinRequestId, sealedSecret);
      if (!again) await tell('asked')(joinRequestId);
    },
    [JOIN_DUE]: (payload) => tell('due')(joinEvent.parse(payload).joinRequestId),
    [JOIN_LATE]: (payload) => tell('late')(joinEvent.parse(payload).joinRequestId),
    [JOIN_ANSWERED]: (payload) => answer(o, joinEvent.parse(payload).joinRequestId),
  };
}

async function receive(o: NotifyOptions, id: string, sealedSecret: string): Promise<void> {
  const request = await joinRequest(o.db, id);
  if (!request) return;
  const t = words(request.locale).received;
  const url = `${o.publicUrl}/rejoindre/${unseal(o.secret, sealedSecret)}`;
  await o.send({
    to: request.contact_email,
    subject: t.subject,
    text: t.text(formatDay(request.locale, request.due_on), url),
  });
}

async function answer(o: NotifyOptions, id: string): Promise<void> {
  const request = await joinRequest(o.db, id);
  if (!request || request.status === 'new') return;
  const t = words(request.locale).answered;
  const names = (request.locale === 'en' ? allianceEn : allianceFr).doors;
  const doors = request.doors
    .filter(isDoor)
    .map((door) => `- ${names[door]} ${DOORS[door]}`)
    .join('\n');
  await o.send({
    to: request.contact_email,
    subject: t.subject,
    text: t.text(t[request.status], request.answer, doors ? t.doors(doors) : ''),
  });
}
