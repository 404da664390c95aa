const s = (n: number): string => (n > 1 ? 's' : '');

export const fr = {
  given: {
    subject: 'Des suivis vous sont confiés',
    text: (files: number, url: string) =>
      `Bonjour,\n\n${files} suivi${s(files)} vous ${files > 1 ? 'sont confiés' : 'est confié'}. Dites-le à chaque personne : la fiche vous le rappelle.\n\n${url}\n`,
  },
  ends: {
    subject: 'Des suivis arrivent à leur terme',
    text: (files: number, url: string) =>
      `Bonjour,\n\n${files} fiche${s(files)} de suivi ${files > 1 ? 'seront effacées' : 'sera effacée'} dans les 30 jours, sauf nouveau contact ou nouvel accord. Si la personne a encore besoin de vous, appelez-la.\n\n${url}\n`,
  },
};
