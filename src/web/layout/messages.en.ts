import type { Messages } from '../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  skip: 'Skip to content',
  tagline: 'The alliance of territories',
  mainMenu: 'Main menu',
  search: 'Search',
  searchLabel: 'Commune, place or partner',
  signIn: 'Sign in',
  signOut: 'Sign out',
  account: 'My account',
  menu: 'Menu',
  other: 'Français',
  demonstration: 'Demonstration: these partners, people and figures are invented.',
  changeRole: 'Change role',
  verify: 'Check a convention',
  footer: 'Maillage, open-source software (EUPL-1.2).',
  accessibility: 'Accessibility: partially conformant',
  api: 'Programming interface',
  about: 'Data and sources',
  nav: {
    home: 'Home',
    territories: 'Territories',
    places: 'Places',
    rooms: 'Rooms',
    partners: 'Partners',
    partnerships: 'Partnerships',
    needs: 'Needs',
    workshops: 'Workshops',
    followUp: 'Follow-up',
    activity: 'Activity',
    dashboard: 'Figures',
    join: 'Requests',
    imports: 'Imports',
    accounts: 'Accounts',
    webhooks: 'Programs',
    jobs: 'Jobs',
  },
  failure: {
    413: {
      title: 'This is too large',
      text: 'Nothing was recorded. Go back and choose a smaller file: 20 MB at most for a document, 200 MB for an import.',
    },
    404: {
      title: 'This page does not exist',
      text: 'The address may be incomplete, or the record is outside your scope. Look for it by name or go back home.',
    },
    403: {
      title: 'This page is not open to your role',
      text: 'If you need it, ask the alliance’s national team.',
    },
    500: {
      title: 'Something went wrong on our side',
      text: 'Nothing that was saved is lost. Try again in a moment.',
    },
    home: 'Back to the home page',
  },
};
