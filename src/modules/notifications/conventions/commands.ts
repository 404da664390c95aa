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
import type { MailOptions } from '../commands.ts';
import { leads, lookingAfter, ownerOf } from '../queries.ts';
import { type Group, tell } from '../sent/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { conventionAbout, signatory, termOf } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

/** Mails of conventions and terms. Signatories have no account: they are written to in French. */
export function conventionMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [LINK_ISSUED]: async (payload) => {
      const { signatoryId, sealedSecret, why } = linkIssued.parse(payload);
      const to = await signatory(o.db, signatoryId);
      const wanted = why === 'sealed' ? to?.sealed : to?.signing;
      if (!to || !wanted) return;
      const url = `${o.publicUrl}/signer/${unseal(o.secret, sealedSecret)}`;
      const text = why === 'sealed' ? fr.link.textSealed : fr.link.text;
      await tell(o, to, [signing(to.email)], () => ({
        subject: fr.link[why],
        text: text(to.name, fr.link.lead[why], to.title, url),
      }));
    },
    [CODE_ISSUED]: async (payload) => {
      const { signatoryId, sealedCode } = codeIssued.parse(payload);
      const to = await signatory(o.db, signatoryId);
      if (!to?.signing) return;
      await tell(o, to, [signing(to.email)], () => ({
        subject: fr.code.subject,
        text: fr.code.text(unseal(o.secret, sealedCode)),
      }));
    },
    [CONVENTION_SEALED]: async (payload) => {
      const about = await conventionAbout(o.db, conventionEvent.parse(payload).conventionId);
      if (!about) return;
      const url = `${o.publicUrl}/partenariats/${about.partnershipId}/convention`;
      await tell(o, about, [await following(o, about.partnershipId)], ({ locale }) => {
        const t = words(locale).sealed;
        return { subject: t.subject, text: t.text(about.title, url) };
      });
    },
    [CONVENTION_REFUSED]: async (payload) => {
      const event = refusedEvent.parse(payload);
      const [about, who] = await Promise.all([
        conventionAbout(o.db, event.conventionId),
        signatory(o.db, event.signatoryId),
      ]);
      const reason = who?.refused;
      if (!about || !reason) return;
      const url = `${o.publicUrl}/partenariats/${about.partnershipId}/convention`;
      await tell(o, about, [await following(o, about.partnershipId)], ({ locale }) => {
        const t = words(locale).refused;
        return { subject: t.subject, text: t.text(who.name, reason, url) };
      });
    },
    [TERM_NEAR]: async (payload) => {
      const { partnershipId, days } = termNear.parse(payload);
      const about = await termOf(o.db, partnershipId);
      if (!about) return;
      const url = `${o.publicUrl}/partenariats/${partnershipId}/revue`;
      await tell(o, { partnershipId }, await whoseTerm(o, about, days), ({ locale }) => {
        const t = words(locale).term;
        const day = formatDay(locale, about.endsOn);
        return { subject: t.subject(days), text: t.text(about.title, day, url) };
      });
    },
  };
}

/** A signatory has no account: written to in French. */
function signing(email: string): Group {
  return { as: 'signatory', readers: [{ email, locale: 'fr' }] };
}

async function following(o: MailOptions, partnershipId: string): Promise<Group> {
  const owner = await ownerOf(o.db, partnershipId);
  return { as: 'follower', readers: owner ? [owner] : [] };
}

/** Who looks after it; its department's delegates; past the term the national team too. */
async function whoseTerm(
  o: MailOptions,
  about: { readonly id: string; readonly departmentCode: string },
  days: number,
): Promise<Group[]> {
  return [
    await following(o, about.id),
    await lookingAfter(o.db, about.departmentCode),
    { as: 'team', readers: days <= 0 ? await leads(o.db) : [] },
  ];
}
