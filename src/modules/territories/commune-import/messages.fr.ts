import { fr as position } from '../position/messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

export const fr = {
  ...position,
  'commune-code-invalid': (p: P) =>
    `« ${p.code} » n’est pas un code INSEE de commune (cinq caractères, par exemple 23096).`,
  'commune-is-former': (p: P) =>
    `Le code ${p.code} est celui d’une ancienne commune, aujourd’hui ${p.today}.`,
  'department-unknown': (p: P) => `Le département « ${p.department} » est inconnu.`,
  'epci-unknown': (p: P) =>
    `L’intercommunalité ${p.epci} est inconnue ; celle d’avant est conservée.`,
  'postal-code-invalid': (p: P) =>
    `« ${p.value} » n’est pas un code postal ; il est laissé de côté.`,
};

export type CommuneImportCode = keyof typeof fr;
