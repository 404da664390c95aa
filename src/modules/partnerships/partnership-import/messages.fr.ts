type P = Readonly<Record<string, string | number>>;

export const fr = {
  'value-unknown': (p: P) =>
    `« ${p.value} » n’a pas de sens ici. Dites ce que ce mot veut dire à l’étape « Les mots », ou corrigez la ligne.`,
  'partner-missing': () => 'La ligne ne dit pas avec qui. Ajoutez un SIRET, un RNA ou un nom.',
  'partner-unknown': (p: P) =>
    `Le partenaire « ${p.value} » n’est pas ici. Importez d’abord les partenaires, ou corrigez son numéro.`,
  'partner-unclear': (p: P) => `« ${p.value} » désigne ${p.count} partenaires. Ajoutez le SIRET.`,
  'department-unknown': () =>
    'Le département manque, et ni la commune ni le partenaire ne le disent. Ajoutez-le.',
  'department-unclear': (p: P) =>
    `« ${p.value} » n’est pas un département ; il est laissé de côté.`,
  'commune-unclear': (p: P) =>
    `« ${p.value} » ne désigne pas une seule commune ; elle est laissée vide.`,
  'place-unknown': (p: P) => `Le lieu « ${p.value} » n’est pas ici ; il est laissé de côté.`,
  'ends-before-start': (p: P) =>
    `La fin (${p.ends}) est avant le début (${p.starts}) ; la fin est laissée vide.`,
  'stage-unknown': (p: P) => `L’étape « ${p.value} » n’est pas connue ; les dates en décident.`,
  'stage-kept': (p: P) =>
    `L’étape « ${p.value} » n’est pas reprise : un partenariat qui est ici avance de page en page, avec son motif.`,
};

export type PartnershipImportCode = keyof typeof fr;
