import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type About = Parameters<(typeof fr)['slip']['text']>[0];

const facts = (about: About): string =>
  `${about.title}\n${about.when ? `When: ${about.when}\n` : ''}Where: ${about.where}\nYour code: ${about.code}`;

const brief = (about: About): string =>
  [about.title, about.when, about.where].filter(Boolean).join(', ');

export const en: Messages<typeof fr> = {
  slip: {
    subject: 'Where to find help',
    text: (about) =>
      `Hello,\n\nThis is what was proposed at the counter.\n\n${facts(about)}\n\nShow this code when you arrive. It is free of charge unless it says otherwise.\nTo read this again, or to say that you are not coming:\n${about.url}\n`,
    short: (about) =>
      `Help for you: ${brief(about)}. Code ${about.code}. See or cancel: ${about.url}`,
  },
  waiting: {
    subject: 'You are on the waiting list',
    text: (about) =>
      `Hello,\n\nThis is what was proposed at the counter. There is no seat left for now: you are on the waiting list.\n\n${facts(about)}\n\nIf a seat becomes free, we will write to you. To see where you stand, or to wait no longer:\n${about.url}\n`,
    short: (about) =>
      `You are on the waiting list: ${brief(about)}. Do not come without an answer. Code ${about.code}. See or cancel: ${about.url}`,
  },
  refused: {
    subject: 'Your appointment cannot take place',
    text: (about) =>
      `Hello,\n\nWhat was proposed to you cannot take place.\n\n${facts(about)}\n\nThere surely is another way. Ask at the counter, or look here:\n${about.url}\n`,
    short: (about) =>
      `What was proposed cannot take place: ${brief(about)}. Other ways: ${about.url}`,
  },
  earlier: {
    subject: 'An earlier place is free',
    text: (about) =>
      `Hello,\n\nYou would rather come earlier. A place is free.\n\nYour place today:\n${facts(about)}\n\nTo see the dates and choose with one tap:\n${about.url}\n`,
    short: (about) => `An earlier place is free for you. Choose: ${about.url}`,
  },
  hostWaiting: {
    subject: 'People are waiting for you',
    text: (url) =>
      `Hello,\n\nPeople were sent to you and have waited for an answer for more than three days.\nSay whether you can receive them:\n${url}\n`,
  },
};
