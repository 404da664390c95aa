import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: Messages<typeof fr> = {
  'position-half': () => 'Latitude or longitude is missing; the row comes in without a position.',
  'position-zero': () => 'Position 0,0 means “unknown”; the row comes in without a position.',
  'position-swapped': () => 'Latitude and longitude were the wrong way round; they are put right.',
  'position-outside': (p: P) =>
    `Position ${p.latitude}, ${p.longitude} is not in France; the row comes in without a position.`,
};
