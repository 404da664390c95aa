import { positionFr as position } from '../../territories/public.ts';

type P = Readonly<Record<string, string | number>>;

export const fr = {
  ...position,
  'commune-unknown': (p: P) =>
    `La commune ne se retrouve ni par son code « ${p.code} », ni par l’adresse « ${p.address} ». Donnez son code INSEE, puis importez cette ligne de nouveau.`,
  'commune-former': (p: P) => `L’ancien code ${p.code} est devenu ${p.today}.`,
  'commune-by-address': (p: P) =>
    `Commune retrouvée par l’adresse « ${p.address} » : code INSEE ${p.code}.`,
  'commune-by-position': (p: P) =>
    `La commune de « ${p.address} » est celle de la position la plus proche : ${p.name} (${p.code}). Vérifiez-la.`,
  'insee-zero-lost': (p: P) => `Le code INSEE a retrouvé son zéro perdu : ${p.code}.`,
  'postal-zero-lost': (p: P) => `Le code postal a retrouvé son zéro perdu : ${p.code}.`,
  'postal-code-invalid': (p: P) => `« ${p.value} » n’est pas un code postal ; il est laissé vide.`,
  'phone-invalid': (p: P) =>
    `« ${p.value} » n’est pas un numéro de téléphone ; il est laissé vide.`,
  'pivot-unknown': () => 'L’identifiant fait de zéros veut dire « inconnu » ; il est laissé vide.',
  'pivot-zero-lost': (p: P) => `Le SIRET a retrouvé ses zéros perdus : ${p.pivot}.`,
  'pivot-doubtful': (p: P) => `Le SIRET ${p.pivot} est gardé, mais sa clé de contrôle est fausse.`,
  'pivot-invalid': (p: P) =>
    `« ${p.value} » n’est ni un SIRET, ni un RNA, ni un RIDET ; il est laissé vide.`,
  'position-far': (p: P) =>
    `La position est à ${p.km} km de la commune ; la ligne est prise sans position.`,
  'word-unknown': (p: P) => `« ${p.value} » n’est pas dans la liste du standard ; il est laissé.`,
  'hours-kept': (p: P) =>
    `Les horaires « ${p.value} » ne décrivent pas une semaine ordinaire ; ils sont gardés tels quels.`,
  'email-invalid': (p: P) => `« ${p.value} » n’est pas une adresse de courriel ; elle est laissée.`,
  'email-personal': () =>
    'Une adresse semble être celle d’une personne : elle n’est ni montrée ni publiée.',
  'website-several': () => 'Plusieurs sites sont donnés ; le premier est gardé.',
  'sheet-kept': () => 'La fiche a été corrigée ici ; le fichier n’y touche plus.',
  'own-place': () => 'Ce lieu vient d’ici ; la ligne ne change rien.',
  'structure-unknown': (p: P) =>
    `La structure « ${p.id} » n’est pas ici. Importez d’abord le fichier des structures.`,
  'service-invalid': (p: P) =>
    `Le service ne suit pas le schéma data·inclusion v1 : ${p.fields}. Corrigez-le, puis importez-le.`,
};

export type MediationCode = keyof typeof fr;
