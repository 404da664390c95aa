import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: Messages<typeof fr> = {
  'commune-unknown': (p: P) =>
    `Commune “${p.code}” is unknown. An INSEE commune code is needed, such as 23096.`,
  'commune-former': (p: P) =>
    `${p.code} is a former commune or a district, today ${p.today}: its values only serve where ${p.today} has none, so that nothing counts twice.`,
  'category-unknown': (p: P) =>
    `“${p.value}” is not a known category (${p.known}); the value is left empty.`,
};
