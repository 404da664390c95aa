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
  joinAsked: {
    subject: 'An organisation wants to join the alliance',
    text: (department: string, url: string) =>
      `Hello,\n\nAn organisation of the department ${department} wants to join the alliance. Read its request and answer:\n${url}\n`,
  },
  joinAnswered: {
    subject: 'The answer to your request',
    accepted: 'Your request is accepted: we will get in touch with you.',
    refused: 'Your request was not retained.',
    text: (decision: string, answer: string) => `Hello,\n\n${decision}\n\n${answer}\n`,
  },
  moved: {
    subject: 'A partnership has moved',
    text: (url: string) =>
      `Hello,\n\nA partnership that you look after has moved to another stage:\n${url}\n`,
  },
};
