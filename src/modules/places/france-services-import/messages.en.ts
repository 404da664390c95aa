import type { Messages } from '../../../platform/i18n/messages.ts';
import { positionEn as position } from '../../territories/public.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: Messages<typeof fr> = {
  ...position,
  'commune-unknown': (p: P) =>
    `INSEE code “${p.code}” is no commune’s, of today or former. Correct it, then import this row again.`,
  'commune-former': (p: P) => `Former code ${p.code} has become ${p.today}.`,
  'kind-unknown': (p: P) => `Kind “${p.kind}” is not known; the place is taken as “other”.`,
  'postal-code-invalid': (p: P) => `“${p.value}” is not a postal code; it is left empty.`,
  'phone-invalid': (p: P) => `“${p.value}” is not a phone number; it is left empty.`,
  'hours-unreadable': (p: P) => `Hours “${p.value}” cannot be read; they are kept as a note.`,
};
