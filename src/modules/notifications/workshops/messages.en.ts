import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type About = Parameters<(typeof fr)['taken']['text']>[0];

const facts = (about: About): string =>
  `${about.title}\nWhen: ${about.when}\nWhere: ${about.where}\nYour code: ${about.code}`;

const brief = (about: About): string =>
  `${about.title}, ${about.when}, ${about.where}. Code ${about.code}.`;

export const en: Messages<typeof fr> = {
  taken: {
    subject: 'Your seat at the workshop',
    text: (about) =>
      `Hello,\n\n${facts(about)}\n\nTo see your seat, or to say that you are not coming:\n${about.url}\n`,
    short: (about) => `Your seat: ${brief(about)} See or cancel: ${about.url}`,
  },
  waiting: {
    subject: 'You are on the waiting list',
    text: (about) =>
      `Hello,\n\nThere is no seat left for now. You are on the waiting list.\n\n${facts(about)}\n\nIf a seat becomes free, we will write to you. To wait no longer:\n${about.url}\n`,
    short: (about) =>
      `You are on the waiting list: ${brief(about)} Do not come without an answer. See or cancel: ${about.url}`,
  },
  freed: {
    subject: 'A seat is free for you',
    text: (about) =>
      `Hello,\n\nYou were waiting for a seat. It is yours.\n\n${facts(about)}\n\nNot coming? Say so here:\n${about.url}\n`,
    short: (about) => `A seat is free for you. ${brief(about)} Cannot come? ${about.url}`,
  },
  near: {
    subject: 'Reminder: your workshop',
    text: (about) =>
      `Hello,\n\nYour workshop comes near.\n\n${facts(about)}\n\nComing: nothing to do.\nNot coming: say so here, somebody may be waiting.\n${about.url}\n`,
    short: (about) => `Reminder. ${brief(about)} Not coming? Say so: ${about.url}`,
  },
  moved: {
    subject: 'The date of your workshop changes',
    text: (about) =>
      `Hello,\n\nThe date of the workshop has changed.\nWhy: ${about.reason}\n\n${facts(about)}\n\nThe new date does not suit you? Say so here:\n${about.url}\n`,
    short: (about) => `Your workshop has a new date. ${brief(about)} Cannot come? ${about.url}`,
  },
  cancelled: {
    subject: 'Your workshop is cancelled',
    text: (about) =>
      `Hello,\n\nThe workshop is cancelled.\nWhy: ${about.reason}\n\n${about.title}\nIt was planned for: ${about.when}\n\nSee the other workshops:\n${about.url}\n`,
    short: (about) =>
      `Your workshop of ${about.when} is cancelled: ${about.reason} Others: ${about.url}`,
  },
};
