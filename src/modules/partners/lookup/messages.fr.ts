export const fr = {
  title: 'Chercher dans l’annuaire public',
  hint: 'Nom, SIREN ou SIRET. L’annuaire des entreprises remplit la fiche ; vous pouvez aussi tout saisir vous-même ci-dessous.',
  search: 'Nom, SIREN ou SIRET',
  go: 'Chercher',
  none: 'L’annuaire ne connaît pas cette organisation. Saisissez la fiche ci-dessous.',
  found: (n: string) => `Résultats : ${n}`,
  use: 'Reprendre',
  takeUp: (name: string) => `Reprendre ${name}`,
  closed: 'fermée',
  failures: {
    'directory-off': 'L’annuaire public n’est pas branché ici.',
    'directory-slow':
      'L’annuaire public ne répond pas assez vite. Saisissez la fiche ci-dessous, ou réessayez.',
    'directory-busy':
      'L’annuaire public reçoit trop de demandes. Réessayez dans un instant, ou saisissez la fiche ci-dessous.',
    'directory-down': 'L’annuaire public est en panne. Saisissez la fiche ci-dessous.',
  } as Record<string, string>,
};
