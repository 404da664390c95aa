import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';
import { en as total } from './total/messages.en.ts';

export const en: Messages<typeof fr> = {
  title: 'Figures of digital inclusion',
  lead: 'Four separate figures. They stand for some of the same people: they are never added up.',
  filter: {
    year: 'Year',
    region: 'Region',
    department: 'Department',
    epci: 'Group of communes',
    commune: 'Commune',
  },
  epciHint: 'Name or SIREN.',
  communeHint: 'Name or code. The smallest territory counts.',
  all: 'All',
  allDepartments: 'All',
  show: 'Show',
  unknown: (typed: string) =>
    `We cannot find “${typed}”. Here is all of France: correct the territory or choose it in the list.`,
  unknownSubject:
    'There is no such place or partner, or you do not read its activity. Here is all of France.',
  partial: total.partial,
  badYear: (typed: string) => `“${typed}” is not a year. Here is the present one.`,
  about: (where: string, year: number) => `${where}, ${year}`,
  country: 'All of France',
  everything: 'See all of France',
  csv: 'Export (CSV)',
  xlsx: 'Export (XLSX)',
  figures: total.figures,
  definitions: {
    orientations:
      'A slip given at a counter counts once, whatever became of it. The place is the counter’s.',
    participations:
      'Attendances at workshops, accompaniments and services. Somebody who came twice counts twice.',
    firstTimers:
      'Sum of what sessions said: how many came for the first time. Somebody new at two places counts twice.',
    followed:
      'People followed with their consent and seen in the year, each once whatever the number of contacts. Somebody whom two organisations follow counts twice: neither knows of the other.',
    persons:
      'Sum of the different people that each record declared. It is not a number of distinct people.',
  },
  said: (saying: string, records: string) =>
    `Said for ${saying} of ${records} sessions, accompaniments and services. For the others it is unknown, not zero.`,
  notHere: total.notHere,
  notHereHint: total.notHereHint,
  notYoursHint: total.notYoursHint,
  target: {
    title: 'Against the target',
    reached: (reached: string, value: string, share: string) =>
      `${reached} people declared for a target of ${value}: ${share}.`,
    compared:
      'The target speaks of people supported. We hold against it the people declared in workshops, accompaniments and services of digital inclusion. Declared is not distinct: the real number of people is smaller or equal.',
    source: (source: string) => `Source of the target: ${source}`,
    none: 'No target is set for this year.',
    set: 'Set targets',
  },
  funnel: {
    title: 'What became of the people who were oriented',
    lead: {
      territory: 'All orientations given in the year and the territory, by what is known today.',
      place: 'All orientations given in the year at this place’s counter, by what is known today.',
      partner:
        'All orientations of the year that this partner was to receive, by what is known today.',
    },
    none: 'No orientation in this period.',
    byDifficulty: 'By difficulty',
    byOfferKind: 'By what was proposed',
    difficulty: 'Difficulty',
    offerKind: 'Proposal',
    share: 'Came, as a share',
  },
  by: {
    territory: 'By territory',
    place: 'By place',
    partner: 'By partner',
    advisor: 'By advisor',
    theme: 'By topic',
    month: 'Month by month',
  },
  axis: {
    territory: 'Territory',
    place: 'Place',
    partner: 'Partner',
    advisor: 'Advisor',
    theme: 'Topic',
    month: 'Month',
  },
  notes: {
    territory: 'Lines add up, column by column.',
    place: 'Lines add up, column by column. Orientations: the counter that gave them.',
    partner:
      'Lines add up. Orientations: those that the partner was to receive. Partners whose activity you do not read stand together, without a name.',
    advisor:
      'Lines add up. Advisors whose activity you do not read stand together, without a name.',
    theme:
      'A record counts under each of its topics: lines do not add up. Orientations have no topic.',
    month: 'Lines add up, column by column.',
  },
  unnamed: {
    territory: 'Territory not said',
    place: 'No place in particular',
    partner: 'No partner, or one whose activity you do not read',
    advisor: 'No advisor, or one whose activity you do not read',
    theme: 'Topic not said',
    month: 'Month not said',
  },
  shown: (shown: string, of: string) =>
    `The first ${shown} lines of ${of}. The exports give them all.`,
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  monthsShort: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  chart: 'Participations month by month',
  none: 'No activity of digital inclusion in this period.',
  file: {
    columns: {
      orientations: 'Orientations given (one a slip)',
      participations: 'Participations (attendances: coming twice counts twice)',
      records: 'Records (sessions, accompaniments, services)',
      firstTimers: 'Declared first-timers (a sum, not distinct people)',
      firstSaying: 'Records that said first-timers',
      followed: 'Distinct people followed (one a file)',
      persons: 'People declared (a sum, not distinct people)',
      personsSaying: 'Records that said people',
    },
    by: 'By',
    code: 'Code',
    name: 'Name',
    total: 'Total',
    difficulty: 'Difficulty',
    offerKind: 'Proposal',
    outcome: 'What became of orientations',
    definitions: 'Definitions',
    figure: 'Figure',
    definition: 'Definition',
  },
};
