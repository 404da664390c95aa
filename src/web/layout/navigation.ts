import type { Permission } from '../../platform/access/access.ts';
import type { fr } from './messages.fr.ts';

/** The main menu: an entry is shown to whom may open it. */
export const NAVIGATION: readonly {
  readonly key: keyof (typeof fr)['nav'];
  readonly to: string;
  readonly permission: Permission | null;
}[] = [
  { key: 'home', to: '/', permission: null },
  { key: 'territories', to: '/territoires', permission: 'territories.read' },
  { key: 'needs', to: '/besoins', permission: 'needs.read' },
  { key: 'partners', to: '/partenaires', permission: 'partners.read' },
  { key: 'partnerships', to: '/partenariats', permission: 'partnerships.read' },
  { key: 'workshops', to: '/ateliers', permission: 'workshops.read' },
  { key: 'counter', to: '/guichet/nouvelles', permission: 'orientations.give' },
  { key: 'orientations', to: '/orientations', permission: 'orientations.receive' },
  { key: 'advisors', to: '/conseillers', permission: 'advisors.read' },
  { key: 'followUp', to: '/suivis', permission: 'follow-up.read' },
  { key: 'devices', to: '/equipements', permission: 'devices.read' },
  { key: 'activity', to: '/activite', permission: 'activity.read' },
  { key: 'dashboard', to: '/chiffres', permission: 'dashboard.read' },
  { key: 'places', to: '/lieux', permission: 'places.read' },
  { key: 'rooms', to: '/salles', permission: 'rooms.read' },
  { key: 'join', to: '/demandes', permission: 'join.read' },
  { key: 'imports', to: '/importations', permission: 'imports.run' },
  { key: 'accounts', to: '/comptes', permission: 'accounts.read' },
  { key: 'webhooks', to: '/logiciels', permission: 'webhooks.manage' },
  { key: 'jobs', to: '/travaux', permission: 'jobs.read' },
];
