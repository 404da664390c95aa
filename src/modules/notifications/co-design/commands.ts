import { formatDay } from '../../../platform/i18n/messages.ts';
import { MILESTONE_OVERDUE, milestoneEvent } from '../../partnerships/actions/events.ts';
import {
  invitedToPropose,
  PROPOSAL_DECIDED,
  PROPOSAL_INVITED,
  PROPOSAL_SHARED,
  proposalEvent,
} from '../../partnerships/co-design/events.ts';
import type { NotifyOptions } from '../commands.ts';
import { delegatesOf } from '../queries.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import { carriers, invitationTo, lateMilestone, peopleOf, proposalAbout } from './queries.ts';

const words = (locale: 'fr' | 'en') => (locale === 'en' ? en : fr);

/** Mails of the workshop: only where somebody has something to do or to learn. */
export function coDesignMails(
  o: NotifyOptions,
): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [PROPOSAL_INVITED]: async (payload) => {
      const { needId, partnerId } = invitedToPropose.parse(payload);
      const about = await invitationTo(o.db, needId, partnerId);
      if (!about) return;
      for (const to of await peopleOf(o.db, partnerId)) {
        const t = words(to.locale).invited;
        const url = `${o.publicUrl}/besoins/${needId}`;
        await o.send({
          to: to.email,
          subject: t.subject,
          text: t.text(about.title, about.sentence, url),
        });
      }
    },
    [PROPOSAL_SHARED]: async (payload) => {
      const { proposalId } = proposalEvent.parse(payload);
      const about = await proposalAbout(o.db, proposalId);
      if (!about || about.visibility === 'draft' || about.outcome !== null) return;
      for (const to of await delegatesOf(o.db, about.department_code)) {
        const t = words(to.locale).shared;
        const url = `${o.publicUrl}/propositions/${proposalId}`;
        await o.send({
          to: to.email,
          subject: t.subject,
          text: t.text(about.title, about.partner_name, url),
        });
      }
    },
    [PROPOSAL_DECIDED]: async (payload) => {
      const { proposalId } = proposalEvent.parse(payload);
      const about = await proposalAbout(o.db, proposalId);
      if (!about?.outcome) return;
      for (const to of await peopleOf(o.db, about.partner_id)) {
        const t = words(to.locale).decided;
        const url = `${o.publicUrl}/propositions/${proposalId}`;
        await o.send({
          to: to.email,
          subject: t.subject,
          text: t.text(about.title, t.outcomes[about.outcome], about.reason ?? '', url),
        });
      }
    },
    [MILESTONE_OVERDUE]: async (payload) => {
      const about = await lateMilestone(o.db, milestoneEvent.parse(payload).milestoneId);
      if (!about) return;
      for (const to of await carriers(o.db, about)) {
        const t = words(to.locale).overdue;
        const url = `${o.publicUrl}/actions/${about.action_id}`;
        const day = formatDay(to.locale, about.due_on);
        await o.send({
          to: to.email,
          subject: t.subject,
          text: t.text(about.label, about.title, day, url),
        });
      }
    },
  };
}
