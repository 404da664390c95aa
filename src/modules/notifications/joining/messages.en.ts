import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  asked: {
    subject: 'An organisation wants to join the alliance',
    text: (department: string, due: string, url: string) =>
      `Hello,\n\nAn organisation of the department ${department} wants to join the alliance. It expects an answer by ${due}:\n${url}\n`,
  },
  received: {
    subject: 'Your request to join the alliance',
    text: (due: string, url: string) =>
      `Hello,\n\nYour request has reached the person who looks after your department. You will have an answer by ${due}. Follow it here:\n${url}\n`,
  },
  due: {
    subject: 'A request waits for your answer',
    text: (department: string, due: string, url: string) =>
      `Hello,\n\nAn organisation of the department ${department} still waits for an answer, promised for ${due}:\n${url}\n`,
  },
  late: {
    subject: 'A request was not answered in time',
    text: (department: string, due: string, url: string) =>
      `Hello,\n\nAn organisation of the department ${department} was to have an answer on ${due}. Nobody answered it:\n${url}\n`,
  },
  answered: {
    subject: 'The answer to your request',
    accepted: 'Your request is accepted: we will get in touch with you.',
    refused: 'Your request is not taken up.',
    text: (decision: string, answer: string, doors: string) =>
      `Hello,\n\n${decision}\n\n${answer}\n${doors}`,
    doors: (list: string) => `\nOther doors:\n${list}\n`,
  },
};
