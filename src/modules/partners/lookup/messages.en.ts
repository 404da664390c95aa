import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Search the public directory',
  hint: 'Name, SIREN or SIRET. The directory of companies fills the record; you may also type everything yourself below.',
  search: 'Name, SIREN or SIRET',
  go: 'Search',
  none: 'The directory does not know this organisation. Type the record below.',
  found: (n: string) => `Results: ${n}`,
  use: 'Take',
  takeUp: (name: string) => `Take ${name}`,
  closed: 'closed',
  failures: {
    'directory-off': 'The public directory is not connected here.',
    'directory-slow':
      'The public directory does not answer fast enough. Type the record below, or try again.',
    'directory-busy':
      'The public directory gets too many requests. Try again in a moment, or type the record below.',
    'directory-down': 'The public directory is down. Type the record below.',
  } as Record<string, string>,
};
