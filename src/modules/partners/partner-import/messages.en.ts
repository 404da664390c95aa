import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const en: Messages<typeof fr> = {
  'no-identity': () =>
    'The row has no valid SIRET, RNA or SIREN: nothing tells it from another organisation of the same name. Add a number.',
  'siret-invalid': (p: P) => `“${p.value}” is not a valid SIRET; it is left empty.`,
  'siren-invalid': (p: P) => `“${p.value}” is not a valid SIREN; it is left empty.`,
  'rna-invalid': (p: P) => `“${p.value}” is not a valid RNA number; it is left empty.`,
  'siren-differs': (p: P) => `SIREN ${p.siren} is not that of the SIRET; the SIRET’s is kept.`,
  'commune-unclear': (p: P) =>
    `“${p.value}” does not name one commune; the organisation comes in without.`,
  'kind-unknown': (p: P) => `Kind “${p.value}” is not known; it is taken as “other”.`,
  'postal-code-invalid': (p: P) => `“${p.value}” is not a postal code; it is left empty.`,
};
