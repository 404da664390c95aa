export const fr = {
  required: 'obligatoire',
  optional: 'facultatif',
  problemsTitle: (n: number) =>
    n > 1 ? `Il y a ${n} points à corriger` : 'Il y a un point à corriger',
  problemsHint: 'Rien n’est perdu : corrigez et envoyez de nouveau.',
  next: 'Page suivante',
  first: 'Revenir au début',
  choose: 'Choisir…',
  searching: 'Recherche…',
  noResult: 'Aucun résultat. Essayez un autre mot ou un code postal.',
  searchHere: 'Chercher dans cette page',
  tableOf: (caption: string) => `Tableau : ${caption}`,
  close: 'Fermer',
  breadcrumb: 'Vous êtes ici',
  pages: 'Pages de la liste',
  invalid: 'Cette réponse n’est pas valable.',
};
