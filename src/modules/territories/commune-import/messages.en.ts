import type { Messages } from '../../../platform/i18n/messages.ts';
import { en as position } from '../position/messages.en.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: Messages<typeof fr> = {
  ...position,
  'commune-code-invalid': (p: P) =>
    `“${p.code}” is not an INSEE commune code (five characters, such as 23096).`,
  'commune-is-former': (p: P) => `Code ${p.code} is that of a former commune, today ${p.today}.`,
  'department-unknown': (p: P) => `Department “${p.department}” is unknown.`,
  'epci-unknown': (p: P) => `Group of communes ${p.epci} is unknown; the one before is kept.`,
  'postal-code-invalid': (p: P) => `“${p.value}” is not a postal code; it is left out.`,
};
