import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  link: {
    invitation: 'A convention awaits your signature',
    changed: 'The convention has changed: please read it again',
    reminder: 'Reminder: a convention awaits your signature',
    asked: 'Your new link to sign',
    address: 'A convention awaits your signature',
    sealed: 'The convention is signed by all',
    lead: {
      sealed: 'All have signed. The link lets you download the sealed document for 60 days.',
      invitation: 'You are asked to sign the following convention.',
      changed:
        'The text has changed where it concerns you. The link shows what changed; a signature that you may have given no longer counts.',
      reminder: 'Your signature is still awaited for the following convention.',
      asked: 'Here is the new link that you asked for.',
      address: 'You are asked to sign the following convention.',
    },
    text: (name: string, lead: string, title: string, url: string) =>
      `Hello ${name},\n\n${lead}\n\n${title}\n\nRead it, then sign or say why you refuse:\n${url}\n\nThis link is personal and works for 60 days. You need no account: a code will be sent to this address when you sign.\n`,
    textSealed: (name: string, lead: string, title: string, url: string) =>
      `Hello ${name},\n\n${lead}\n\n${title}\n${url}\n`,
  },
  code: {
    subject: 'Your code to sign',
    text: (code: string) =>
      `Hello,\n\nYour code to sign the convention:\n\n${code}\n\nIt works for 15 minutes. If you asked for nothing, give it to nobody: nothing is signed without it.\n`,
  },
  sealed: {
    subject: 'The convention is signed by all',
    text: (title: string, url: string) =>
      `Hello,\n\nAll have signed:\n${title}\n\nThe sealed document, with the signatures and their dates, is here:\n${url}\n`,
  },
  refused: {
    subject: 'A signatory refused to sign',
    text: (name: string, reason: string, url: string) =>
      `Hello,\n\n${name} refused to sign the convention. The reason given:\n\n${reason}\n\nChange the text or give this convention up here:\n${url}\n`,
  },
  term: {
    subject: (days: number) =>
      days > 0
        ? `A partnership reaches its term in ${days} days`
        : 'A partnership has passed its term without a decision',
    text: (title: string, day: string, url: string) =>
      `Hello,\n\n${title}\nTerm: ${day}\n\nA partnership never renews itself: hold the results against the objectives, then renew, extend or end.\n${url}\n`,
  },
};
