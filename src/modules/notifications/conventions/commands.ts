import { unseal } from '../../../platform/access/seal.ts';
import { formatDay } from '../../../platform/i18n/messages.ts';
import {
  CODE_ISSUED,
  CONVENTION_REFUSED,
  CONVENTION_SEALED,
  codeIssued,
  conventionEvent,
  LINK_ISSUED,
  linkIssued,
  refusedEvent,
  TERM_NEAR,
  termNear,
} from '../../partnerships/convention/events.ts';
import type { NotifyOptions } from '../commands.ts';
import { delegatesOf, leads, ownerOf, type Reader } from '../queries.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { conventionAbout, signatory, termOf } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

/** Mails of conventions and terms. Signatories have no account: they are written to in French. */
export function conventionMails(
  o: NotifyOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [LINK_ISSUED]: async (payload) => {
      const { signatoryId, sealedSecret, why } = linkIssued.parse(payload);
      const to = await signatory(o.db, signatoryId);
      const wanted = why === 'sealed' ? to?.sealed : to?.signing;
      if (!to || !wanted) return;
      const url = `${o.publicUrl}/signer/${unseal(o.secret, sealedSecret)}`;
      const text = why === 'sealed' ? fr.link.textSealed : fr.link.text;
      await o.send({
        to: to.email,
        subject: fr.link[why],
        text: text(to.name, fr.link.lead[why], to.title, url),
      });
    },
    [CODE_ISSUED]: async (payload) => {
      const { signatoryId, sealedCode } = codeIssued.parse(payload);
      const to = await signatory(o.db, signatoryId);
      if (!to?.signing) return;
      await o.send({
        to: to.email,
        subject: fr.code.subject,
        text: fr.code.text(unseal(o.secret, sealedCode)),
      });
    },
    [CONVENTION_SEALED]: async (payload) => {
      const about = await conventionAbout(o.db, conventionEvent.parse(payload).conventionId);
      const to = about ? await ownerOf(o.db, about.partnershipId) : undefined;
      if (!about || !to) return;
      const t = words(to.locale).sealed;
      const url = `${o.publicUrl}/partenariats/${about.partnershipId}/convention`;
      await o.send({ to: to.email, subject: t.subject, text: t.text(about.title, url) });
    },
    [CONVENTION_REFUSED]: async (payload) => {
      const event = refusedEvent.parse(payload);
      const [about, who] = await Promise.all([
        conventionAbout(o.db, event.conventionId),
        signatory(o.db, event.signatoryId),
      ]);
      const to = about ? await ownerOf(o.db, about.partnershipId) : undefined;
      if (!about || !who?.refused || !to) return;
      const t = words(to.locale).refused;
      const url = `${o.publicUrl}/partenariats/${about.partnershipId}/convention`;
      await o.send({
        to: to.email,
        subject: t.subject,
        text: t.text(who.name, who.refused, url),
      });
    },
    [TERM_NEAR]: async (payload) => {
      const { partnershipId, days } = termNear.parse(payload);
      const about = await termOf(o.db, partnershipId);
      if (!about) return;
      for (const to of await whoseTerm(o, about, days)) {
        const t = words(to.locale).term;
        await o.send({
          to: to.email,
          subject: t.subject(days),
          text: t.text(
            about.title,
            formatDay(to.locale, about.endsOn),
            `${o.publicUrl}/partenariats/${partnershipId}/revue`,
          ),
        });
      }
    },
  };
}

/** Who looks after it; its department's delegates; past the term the national team too. */
async function whoseTerm(
  o: NotifyOptions,
  about: { readonly id: string; readonly departmentCode: string },
  days: number,
): Promise<Reader[]> {
  const owner = await ownerOf(o.db, about.id);
  const people = [
    ...(owner ? [owner] : []),
    ...(await delegatesOf(o.db, about.departmentCode)),
    ...(days <= 0 ? await leads(o.db) : []),
  ];
  return [...new Map(people.map((person) => [person.email, person])).values()];
}
