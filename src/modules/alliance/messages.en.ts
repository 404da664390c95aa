import type { Messages } from '../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  commitment: {
    territory: 'Regional cohesion',
    'social-inclusion': 'Social inclusion',
    'digital-inclusion': 'Digital inclusion',
    ecology: 'Ecological transition',
  },
  commitmentLabel: 'Commitment',
  kind: {
    commune: 'Commune',
    epci: 'Group of communes',
    department: 'Department',
    region: 'Region',
    country: 'The whole of France',
  },
  doors: {
    'ess-france': 'ESS France and the regional chambers of the social economy',
    dla: 'Local support for social organisations (DLA)',
    'france-active': 'France Active: finance and advice',
    'inclusion-market': 'The market of inclusion (Le marché de l’inclusion)',
    'france-services': 'France services',
    volunteers: 'JeVeuxAider.gouv.fr: find volunteers',
  },
};
