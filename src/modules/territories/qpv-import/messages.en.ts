import type { Messages } from '../../../platform/i18n/messages.ts';
import { en as position } from '../position/messages.en.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: Messages<typeof fr> = {
  ...position,
  'qpv-code-invalid': (p: P) =>
    `“${p.code}” is not the code of a priority neighbourhood (such as QN02301M).`,
  'outline-missing': () => 'The outline is missing or is not a polygon.',
  'outline-outside': () =>
    'The outline is not in France. The file must be in WGS 84 (longitude, latitude in degrees).',
  'commune-unknown': (p: P) => `Commune ${p.code} is unknown; the link with it is left out.`,
  'qpv-without-commune': () => 'The neighbourhood has no commune.',
  'name-replaced': (p: P) => `The name is missing; “${p.name}” stands in for it.`,
};
