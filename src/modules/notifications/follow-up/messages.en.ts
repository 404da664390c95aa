import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

const s = (n: number): string => (n === 1 ? '' : 's');

export const en: Messages<typeof fr> = {
  given: {
    subject: 'Files were handed over to you',
    text: (files, url) =>
      `Hello,\n\n${files} file${s(files)} ${files === 1 ? 'was' : 'were'} handed over to you. Tell each person: the file reminds you.\n\n${url}\n`,
  },
  ends: {
    subject: 'Files come to their end',
    text: (files, url) =>
      `Hello,\n\n${files} file${s(files)} will be erased within 30 days, unless there is a new contact or consent. If the person still needs you, call them.\n\n${url}\n`,
  },
};
