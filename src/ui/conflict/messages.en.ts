import type { Messages } from '../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Somebody saved this record while you were writing',
  taken: 'Taken into your form, since you had not touched it:',
  both: 'Both of you changed what follows. Choose, then save:',
  ready: 'Nothing that you wrote is touched. Read it again, then save.',
  empty: '(empty)',
  choose: (label: string) => `${label}: which version stays?`,
  mine: 'Mine',
  theirs: 'The one that was just saved',
};
