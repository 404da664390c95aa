import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  label: 'Ways of looking at partnerships',
  views: { list: 'List', board: 'Board', map: 'Map', calendar: 'Calendar' },
  title: 'Saved views',
  none: 'Save the filters of this page under a name to find them again.',
  name: 'Name of the view',
  shared: 'Share with the operator’s team',
  sharedTag: 'shared',
  save: 'Save these filters',
  remove: 'Forget',
  removeOf: (name: string) => `Forget view ${name}`,
  map: 'Map of the partnerships',
  mapTitle: 'Partnerships by department',
  mapDots: 'Each dot is a place where a partnership acts. The same places are in the table.',
  byDepartment: 'By department',
  listOf: (name: string, n: number) => `${name}: list the ${n}`,
  where: 'Where they act',
  place: 'Place',
  calendar: 'Calendar of partnerships',
  month: (month: string) => `Month: ${month}`,
  before: 'Previous month',
  after: 'Next month',
  nothing: 'Nothing this month with these filters.',
  kinds: {
    start: 'Start',
    term: 'Term',
    objective: 'Objective',
    milestone: 'Milestone',
  },
};
