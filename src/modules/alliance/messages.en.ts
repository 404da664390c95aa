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
};
