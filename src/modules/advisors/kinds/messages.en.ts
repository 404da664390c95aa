import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  advisor: 'Digital advisor',
  mediator: 'Mediator',
  'france-services': 'France Services agent',
};
