import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Other programs to tell',
  lead: 'A program that you name is sent, signed, what happens to partnerships. Nothing personal leaves: identifiers and stages.',
  addresses: 'Addresses',
  none: 'No address yet.',
  noneHint: 'Add the one that the other program gives you.',
  url: 'Address (URL)',
  urlHint: 'It receives JSON by POST, signed as “Standard Webhooks” says.',
  events: 'Tell when',
  eventNames: {
    'partnerships.created': 'a partnership is created',
    'partnerships.moved': 'a partnership changes stage',
    'partnerships.publication': 'an agreement to publish is given or taken back',
  },
  add: 'Add this address',
  remove: 'Remove',
  removeOf: (url: string) => `Remove ${url}`,
  secretTitle: 'The address is added',
  secret: 'This is the secret that signs what is sent. Copy it now: it will not be shown again.',
  log: 'Latest messages',
  logNone: 'Nothing was sent yet.',
  when: 'When',
  what: 'What',
  state: 'State',
  states: { waiting: 'Waiting', delivered: 'Received', 'given-up': 'Given up' },
  attempts: 'Tries',
  problem: 'Last problem',
  next: (when: string) => `next try: ${when}`,
  retry: 'Try again',
  retryOf: (what: string) => `Try again: ${what}`,
};
