import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Devices handed out',
  when: 'Handed out on',
  how: 'Given or lent',
  given: 'Given',
  lent: (day: string) => `Lent, to give back before ${day}`,
  back: (day: string) => `Back on ${day}`,
  model: 'Model',
  place: 'Place',
};
