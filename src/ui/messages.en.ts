import type { Messages } from '../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  required: 'required',
  optional: 'optional',
  problemsTitle: (n: number) =>
    n === 1 ? 'There is one thing to correct' : `There are ${n} things to correct`,
  problemsHint: 'Nothing is lost: correct and send again.',
  next: 'Next page',
  first: 'Back to the start',
  choose: 'Choose…',
  searching: 'Searching…',
  noResult: 'No result. Try another word or a postal code.',
  searchHere: 'Search this page',
  tableOf: (caption: string) => `Table: ${caption}`,
  close: 'Close',
  breadcrumb: 'You are here',
  pages: 'Pages of the list',
  invalid: 'This answer is not valid.',
};
