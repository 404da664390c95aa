export const fr = {
  link: {
    subject: 'Votre lien pour entrer dans Maillage',
    text: (url: string) =>
      `Bonjour,\n\nOuvrez ce lien pour entrer dans Maillage. Il est valable 15 minutes et sert une seule fois :\n${url}\n\nSi vous n’avez rien demandé, ne faites rien : personne n’est entré.\n`,
  },
  invitation: {
    subject: 'Vous êtes invité·e dans Maillage',
    text: (url: string) =>
      `Bonjour,\n\nUn compte vous attend dans Maillage. Ouvrez ce lien (valable 14 jours) pour l’accepter :\n${url}\n`,
  },
  moved: {
    subject: 'Un partenariat a changé d’étape',
    text: (url: string) =>
      `Bonjour,\n\nUn partenariat que vous suivez a changé d’étape :\n${url}\n`,
  },
};
