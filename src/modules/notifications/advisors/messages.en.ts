import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type About = Parameters<(typeof fr)['booked']['text']>[0];

const facts = (about: About): string =>
  `When: ${about.when}\nWhere: ${about.where}\nWith: ${about.who}\nYour code: ${about.code}`;
const brief = (about: About): string => `${about.when}, ${about.place}. Code ${about.code}.`;
const why = (about: About): string =>
  about.reason ? `Why: ${about.reason}` : 'The person who was to receive you is away.';

export const en: Messages<typeof fr> = {
  who: {
    advisor: 'a digital advisor',
    mediator: 'a mediator',
    'france-services': 'a France Services agent',
  },
  codes: { 'place-closed': 'The place is closed.' },
  booked: {
    subject: 'Your appointment',
    text: (about) =>
      `Hello,\n\n${facts(about)}\n\nTo see this appointment, to change or to cancel it:\n${about.url}\n`,
    short: (about) => `Your appointment: ${brief(about)} See or cancel: ${about.url}`,
  },
  near: {
    subject: 'Reminder: your appointment',
    text: (about) =>
      `Hello,\n\nYour appointment comes near.\n\n${facts(about)}\n\nComing: nothing to do.\nNot coming: say so here, the time will be for somebody else.\n${about.url}\n`,
    short: (about) =>
      `Reminder: your appointment. ${brief(about)} Not coming? Say so: ${about.url}`,
  },
  moved: {
    subject: 'Your appointment changes',
    text: (about) =>
      `Hello,\n\nYour appointment has changed. Here it is:\n\n${facts(about)}\n\nIt does not suit you? Say so here:\n${about.url}\n`,
    short: (about) => `Your appointment changes: ${brief(about)} Cannot come? ${about.url}`,
  },
  displaced: {
    subject: 'Your appointment will not take place',
    text: (about) =>
      `Hello,\n\nYour appointment will not take place.\n${why(about)}\n\nIt was planned for: ${about.when}, ${about.where}\n\nChoose another time here:\n${about.url}\n`,
    short: (about) =>
      `Your appointment of ${about.when} will not take place. Another time: ${about.url}`,
  },
  cancelled: {
    subject: 'Your appointment is cancelled',
    text: (about) =>
      `Hello,\n\nYour appointment is cancelled.\nIt was planned for: ${about.when}, ${about.where}\n\nFor another appointment, ask at a counter.\n`,
    short: (about) =>
      `Your appointment of ${about.when} is cancelled. For another, ask at a counter.`,
  },
};
