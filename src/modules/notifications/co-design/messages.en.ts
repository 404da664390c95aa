import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  invited: {
    subject: 'You are invited to propose an answer to a need',
    text: (need: string, sentence: string, url: string) =>
      `Hello,\n\nYou are invited to propose something for this need: “${need}”.\n${sentence ? `\n${sentence}\n` : ''}\nRead it and answer:\n${url}\n`,
  },
  shared: {
    subject: 'A proposal has arrived in your department',
    text: (title: string, partner: string, url: string) =>
      `Hello,\n\n${partner} proposes: “${title}”. Read it and say what becomes of it:\n${url}\n`,
  },
  decided: {
    subject: 'Your proposal has been answered',
    outcomes: {
      kept: 'It is kept.',
      merged: 'It is merged into another.',
      'set-aside': 'It is set aside.',
      'to-study': 'It is to be studied.',
    },
    text: (title: string, outcome: string, reason: string, url: string) =>
      `Hello,\n\nYour proposal “${title}” has been answered. ${outcome}\n\n${reason}\n\n${url}\n`,
  },
  overdue: {
    subject: 'A step of your action plan is late',
    text: (milestone: string, action: string, day: string, url: string) =>
      `Hello,\n\nThe step “${milestone}” of the action “${action}” was due on ${day}.\nSay how far it is, or give a new day:\n${url}\n`,
  },
};
