import type { Messages } from '../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  link: {
    subject: 'Your link to enter Maillage',
    text: (url: string) =>
      `Hello,\n\nOpen this link to enter Maillage. It works for 15 minutes, once:\n${url}\n\nIf you asked for nothing, do nothing: nobody came in.\n`,
  },
  invitation: {
    subject: 'You are invited to Maillage',
    text: (url: string) =>
      `Hello,\n\nAn account awaits you in Maillage. Open this link (valid for 14 days) to accept it:\n${url}\n`,
  },
  moved: {
    subject: 'A partnership has moved',
    text: (url: string) =>
      `Hello,\n\nA partnership that you look after has moved to another stage:\n${url}\n`,
  },
};
