import type { Messages } from '../../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: (year: number) => `Digital inclusion: figures of ${year}`,
  lead: 'Four separate figures, never added up.',
  more: 'Where these figures come from',
  none: (year: number) =>
    `Nothing is recorded here for digital inclusion in ${year}: no orientation, no attendance, nobody followed.`,
  noneKnown: (year: number) =>
    `Nothing is recorded here for digital inclusion in ${year}: no orientation, no attendance.`,
  noRecord: 'No session, accompaniment or service recorded.',
  orientations: {
    territory: 'Slips given at the counters here.',
    place: 'Slips given at this place’s counter.',
    partner: 'Slips given to go to this partner.',
  },
  participations: 'Attendances: coming twice counts twice.',
  firstTimers: (saying: string, records: string) =>
    `Said for ${saying} of ${records} records. For the others it is unknown, not zero.`,
  noneSaid: 'No record said it: it is unknown, not zero.',
  followed: 'Followed with their consent and seen in the year, each once an organisation.',
  partial: 'You read only a part of this partner’s activity: the figures count that part alone.',
  figures: {
    orientations: 'Orientations given',
    participations: 'Participations',
    firstTimers: 'Declared first-timers',
    followed: 'Distinct people followed',
    persons: 'People declared',
  },
  notHere: '—',
  notHereHint:
    'The commune where a followed person lives stays sealed: there is no such figure here.',
  notYoursHint:
    'This figure is shown only to the organisation that follows these people and to the alliance’s leads.',
};
