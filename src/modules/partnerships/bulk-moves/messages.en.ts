import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Move several partnerships',
  lead: 'Nothing changes before you confirm: see first what will move, and what cannot.',
  tick: (title: string) => `Tick “${title}”`,
  column: 'Choice',
  go: 'Move the ticked partnerships…',
  none: 'No partnership is ticked. Go back to the list and tick some.',
  back: 'Back to the list',
  to: 'To which stage',
  reason: 'Why',
  reasonHint: 'The same reason is noted on each.',
  preview: 'See what will move',
  apply: (n: string) => `Confirm: move ${n}`,
  will: (n: string) => `Will move: ${n}`,
  wont: (n: string) => `Will not move: ${n}`,
  moved: (n: string) => `Moved: ${n}`,
  stayed: (n: string) => `Did not move: ${n}`,
  name: 'Partnership',
  from: 'Stage now',
  why: 'Why not',
};
