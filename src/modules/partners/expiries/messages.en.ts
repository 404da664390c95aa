import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Papers that come to their end',
  lead: 'Papers and recognitions that have expired or will within 90 days. What a newer one replaces is not shown.',
  link: 'Papers that expire',
  caption: 'Papers and recognitions, by their last day',
  partner: 'Partner',
  paper: 'Paper',
  expiresOn: 'Last day',
  running: 'Running partnerships',
  noRunning: 'none',
  runningOf: (n: string, name: string) => `${n} with ${name}`,
  kind: 'Kind of paper',
  allKinds: 'All papers',
  label: 'Recognition (ESUS, agreement…)',
  labelTag: 'recognition',
  state: 'Last day',
  allStates: 'Expired or within 90 days',
  states: {
    expired: 'Expired',
    '30': 'Within 30 days',
    '90': 'Within 90 days',
  },
  department: 'Department',
  allDepartments: 'All departments',
  mine: 'My departments',
  filter: 'Filter',
  expiredSince: (words: string) => `expired ${words}`,
  none: 'No paper comes to its end.',
  noneHint: 'All dated papers hold for more than 90 days, or the filters leave them out.',
};
