type P = Readonly<Record<string, string | number>>;

export const fr = {
  'no-identity': () =>
    'La ligne n’a ni SIRET, ni RNA, ni SIREN valable : rien ne la distingue d’une autre organisation du même nom. Ajoutez un numéro.',
  'siret-invalid': (p: P) => `« ${p.value} » n’est pas un SIRET valable ; il est laissé vide.`,
  'siren-invalid': (p: P) => `« ${p.value} » n’est pas un SIREN valable ; il est laissé vide.`,
  'rna-invalid': (p: P) => `« ${p.value} » n’est pas un numéro RNA valable ; il est laissé vide.`,
  'siren-differs': (p: P) =>
    `Le SIREN ${p.siren} n’est pas celui du SIRET ; celui du SIRET est gardé.`,
  'commune-unclear': (p: P) =>
    `« ${p.value} » ne désigne pas une seule commune ; l’organisation est prise sans commune.`,
  'kind-unknown': (p: P) =>
    `La nature « ${p.value} » n’est pas connue ; elle est prise comme « autre ».`,
  'postal-code-invalid': (p: P) => `« ${p.value} » n’est pas un code postal ; il est laissé vide.`,
};

export type PartnerImportCode = keyof typeof fr;
