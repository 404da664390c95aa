type P = Readonly<Record<string, string | number>>;

export const fr = {
  'commune-unknown': (p: P) =>
    `La commune « ${p.code} » est inconnue. Il faut un code INSEE de commune, par exemple 23096.`,
  'commune-former': (p: P) =>
    `${p.code} est une ancienne commune ou un arrondissement, aujourd’hui ${p.today} : ses valeurs ne servent que là où ${p.today} n’en a pas, pour ne rien compter deux fois.`,
  'category-unknown': (p: P) =>
    `« ${p.value} » n’est pas une catégorie connue (${p.known}) ; la valeur est laissée vide.`,
};

export type IndicatorImportCode = keyof typeof fr;
