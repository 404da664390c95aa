/** Words for edits that meet; apart, so that only forms that edit load them. */
export const fr = {
  title: 'Quelqu’un a enregistré cette fiche pendant que vous écriviez',
  taken: 'Repris dans votre formulaire, car vous n’y aviez pas touché :',
  both: 'Vous avez tous deux modifié ce qui suit. Choisissez, puis enregistrez :',
  ready: 'Rien de ce que vous avez écrit n’est touché. Relisez, puis enregistrez.',
  empty: '(vide)',
  choose: (label: string) => `${label} : quelle version garder ?`,
  mine: 'La mienne',
  theirs: 'Celle qui vient d’être enregistrée',
};
