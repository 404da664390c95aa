import { positionFr as position } from '../../territories/public.ts';

type P = Readonly<Record<string, string | number>>;

export const fr = {
  ...position,
  'commune-unknown': (p: P) =>
    `Le code INSEE « ${p.code} » ne correspond à aucune commune, ni d’aujourd’hui ni ancienne. Corrigez-le puis importez cette ligne de nouveau.`,
  'commune-former': (p: P) => `L’ancien code ${p.code} est devenu ${p.today}.`,
  'kind-unknown': (p: P) =>
    `La nature « ${p.kind} » n’est pas connue ; le lieu est pris comme « autre ».`,
  'postal-code-invalid': (p: P) => `« ${p.value} » n’est pas un code postal ; il est laissé vide.`,
  'phone-invalid': (p: P) =>
    `« ${p.value} » n’est pas un numéro de téléphone ; il est laissé vide.`,
  'hours-unreadable': (p: P) =>
    `Les horaires « ${p.value} » ne se lisent pas ; ils sont gardés en note.`,
};

export type FranceServicesCode = keyof typeof fr;
