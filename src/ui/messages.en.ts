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
  meanwhile: {
    title: 'Somebody saved this record while you were writing',
    taken: 'Taken into your form, since you had not touched it:',
    both: 'Both of you changed what follows. Choose, then save:',
    ready: 'Nothing that you wrote is touched. Read it again, then save.',
    empty: '(empty)',
    choose: (label: string) => `${label}: which version stays?`,
    mine: 'Mine',
    theirs: 'The one that was just saved',
  },
  invalid: 'This answer is not valid.',
};
