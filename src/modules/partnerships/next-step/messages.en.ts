import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Next step',
  lead: 'One thing to do, a day, somebody. Read by the operator only.',
  step: 'What comes next',
  stepHint: 'A verb. Example: Call the chair to set a day for the visit.',
  on: 'By',
  ownerId: 'Who looks after it',
  nobody: 'Nobody',
  save: 'Save',
  set: 'Set the next step',
  change: 'Change the next step',
  none: 'No next step.',
  due: 'Due',
  by: (name: string) => `looked after by ${name}`,
  dueTitle: 'Next steps to be done',
  partnership: 'Partnership',
  what: 'To do',
};
