import { formatDay } from '../../../platform/i18n/messages.ts';
import { MILESTONE_OVERDUE, milestoneEvent } from '../../partnerships/actions/events.ts';
import {
  invitedToPropose,
  PROPOSAL_DECIDED,
  PROPOSAL_INVITED,
  PROPOSAL_SHARED,
  proposalEvent,
} from '../../partnerships/co-design/events.ts';
import type { MailOptions } from '../commands.ts';
import { lookingAfter } from '../queries.ts';
import { tell } from '../sent/commands.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { carriers, invitationTo, lateMilestone, peopleOf, proposalAbout } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

/** Mails of the workshop: only where somebody has something to do or to learn. */
export function coDesignMails(
  o: MailOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [PROPOSAL_INVITED]: async (payload) => {
      const { needId, partnerId } = invitedToPropose.parse(payload);
      const about = await invitationTo(o.db, needId, partnerId);
      if (!about) return;
      const url = `${o.publicUrl}/besoins/${needId}`;
      const readers = await peopleOf(o.db, partnerId);
      await tell(o, { partnerId }, [{ as: 'partner', readers }], ({ locale }) => {
        const t = words(locale).invited;
        return { subject: t.subject, text: t.text(about.title, about.sentence, url) };
      });
    },
    [PROPOSAL_SHARED]: async (payload) => {
      const { proposalId } = proposalEvent.parse(payload);
      const about = await proposalAbout(o.db, proposalId);
      if (!about || about.visibility === 'draft' || about.outcome !== null) return;
      const url = `${o.publicUrl}/propositions/${proposalId}`;
      const group = await lookingAfter(o.db, about.department_code);
      const matter = { partnerId: about.partner_id };
      await tell(o, matter, [group], ({ locale }) => {
        const t = words(locale).shared;
        return { subject: t.subject, text: t.text(about.title, about.partner_name, url) };
      });
    },
    [PROPOSAL_DECIDED]: async (payload) => {
      const { proposalId } = proposalEvent.parse(payload);
      const about = await proposalAbout(o.db, proposalId);
      const outcome = about?.outcome;
      if (!about || !outcome) return;
      const url = `${o.publicUrl}/propositions/${proposalId}`;
      const readers = await peopleOf(o.db, about.partner_id);
      const matter = { partnerId: about.partner_id };
      await tell(o, matter, [{ as: 'partner', readers }], ({ locale }) => {
        const t = words(locale).decided;
        const text = t.text(about.title, t.outcomes[outcome], about.reason ?? '', url);
        return { subject: t.subject, text };
      });
    },
    [MILESTONE_OVERDUE]: async (payload) => {
      const about = await lateMilestone(o.db, milestoneEvent.parse(payload).milestoneId);
      if (!about) return;
      const url = `${o.publicUrl}/actions/${about.action_id}`;
      const partnerId = about.owner_partner_id;
      const group = await carriers(o.db, about);
      await tell(o, partnerId ? { partnerId } : null, [group], ({ locale }) => {
        const t = words(locale).overdue;
        const day = formatDay(locale, about.due_on);
        return { subject: t.subject, text: t.text(about.label, about.title, day, url) };
      });
    },
  };
}
