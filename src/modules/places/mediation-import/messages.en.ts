import type { Messages } from '../../../platform/i18n/messages.ts';
import { positionEn as position } from '../../territories/public.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: Messages<typeof fr> = {
  ...position,
  'commune-unknown': (p: P) =>
    `The commune is found neither by its code “${p.code}” nor by the address “${p.address}”. Give its INSEE code, then import this row again.`,
  'commune-former': (p: P) => `Former code ${p.code} has become ${p.today}.`,
  'commune-by-address': (p: P) =>
    `Commune found by the address “${p.address}”: INSEE code ${p.code}.`,
  'commune-by-position': (p: P) =>
    `The commune of “${p.address}” is the nearest to its position: ${p.name} (${p.code}). Check it.`,
  'insee-zero-lost': (p: P) => `The INSEE code got its lost zero back: ${p.code}.`,
  'postal-zero-lost': (p: P) => `The postal code got its lost zero back: ${p.code}.`,
  'postal-code-invalid': (p: P) => `“${p.value}” is no postal code; it is left empty.`,
  'phone-invalid': (p: P) => `“${p.value}” is no telephone number; it is left empty.`,
  'pivot-unknown': () => 'An identifier of zeros means “unknown”; it is left empty.',
  'pivot-zero-lost': (p: P) => `The SIRET got its lost zeros back: ${p.pivot}.`,
  'pivot-doubtful': (p: P) => `SIRET ${p.pivot} is kept, but its check digit is wrong.`,
  'pivot-invalid': (p: P) => `“${p.value}” is no SIRET, RNA or RIDET; it is left empty.`,
  'position-far': (p: P) =>
    `The position is ${p.km} km from the commune; the row is taken without a position.`,
  'word-unknown': (p: P) => `“${p.value}” is not in the standard’s list; it is left out.`,
  'hours-kept': (p: P) => `Hours “${p.value}” are no usual week; they are kept as they are.`,
  'email-invalid': (p: P) => `“${p.value}” is no e-mail address; it is left out.`,
  'email-personal': () => 'An address looks like a person’s: it is neither shown nor published.',
  'website-several': () => 'There are several sites; the first is kept.',
  'sheet-kept': () => 'The sheet was corrected here; the file leaves it alone.',
  'own-place': () => 'This place comes from here; the row changes nothing.',
  'structure-unknown': (p: P) =>
    `Structure “${p.id}” is not here. Import the file of structures first.`,
  'service-invalid': (p: P) =>
    `The service does not follow the schema of data·inclusion v1: ${p.fields}. Correct it, then import it.`,
};
