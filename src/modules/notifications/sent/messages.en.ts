import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  mail: (subject: string) => `Mail: ${subject}`,
  readers: {
    follower: 'to whoever looks after the partnership',
    delegates: 'to the territorial delegates',
    team: 'to the national team',
    partner: 'to the partner',
    signatory: 'to a signatory',
    applicant: 'to the person who asked',
  },
};
