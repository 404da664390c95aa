import type { IssueMessages } from '../../../platform/imports/importer.ts';
import type { CoopImportCode } from './messages.fr.ts';

export const en: IssueMessages<CoopImportCode> = {
  'coop-id-missing': () =>
    'This row has no “ID CRA”: without it, it would count twice. Take the export of La Coop as it is.',
  'coop-date': () => 'The date of the activity is missing or lies in the future.',
  'coop-length': () => 'The length must lie between 1 minute and 23 h 59.',
  'coop-people': () => 'The number of participants is not usable.',
  'theme-unknown': (p) => `“${p.value}” is no theme that is known: it is left out.`,
  'coop-waits': (p) =>
    `Who “${p.who}” is has not been said yet: the row waits. Say so on the page “Import from La Coop”.`,
};
