interface About {
  readonly title: string;
  readonly when: string;
  readonly where: string;
  readonly code: string;
  readonly reason: string;
  readonly url: string;
}

const facts = (about: About): string =>
  `${about.title}\nQuand : ${about.when}\nOù : ${about.where}\nVotre code : ${about.code}`;

const brief = (about: About): string =>
  `${about.title}, ${about.when}, ${about.where}. Code ${about.code}.`;

export const fr = {
  taken: {
    subject: 'Votre inscription à l’atelier',
    text: (about: About) =>
      `Bonjour,\n\n${facts(about)}\n\nPour voir votre place, ou dire que vous ne venez pas :\n${about.url}\n`,
    short: (about: About) => `Votre place : ${brief(about)} Voir ou annuler : ${about.url}`,
  },
  waiting: {
    subject: 'Vous êtes sur la liste d’attente',
    text: (about: About) =>
      `Bonjour,\n\nIl n’y a plus de place pour l’instant. Vous êtes sur la liste d’attente.\n\n${facts(about)}\n\nSi une place se libère, nous vous écrirons. Pour ne plus attendre :\n${about.url}\n`,
    short: (about: About) =>
      `Vous êtes sur la liste d’attente : ${brief(about)} Ne venez pas sans réponse. Voir ou annuler : ${about.url}`,
  },
  freed: {
    subject: 'Une place s’est libérée pour vous',
    text: (about: About) =>
      `Bonjour,\n\nVous attendiez une place. Elle est à vous.\n\n${facts(about)}\n\nVous ne venez pas ? Dites-le ici :\n${about.url}\n`,
    short: (about: About) =>
      `Une place est libre pour vous. ${brief(about)} Pas possible ? ${about.url}`,
  },
  near: {
    subject: 'Rappel : votre atelier',
    text: (about: About) =>
      `Bonjour,\n\nVotre atelier approche.\n\n${facts(about)}\n\nVous venez : rien à faire.\nVous ne venez pas : dites-le ici, quelqu’un attend peut-être.\n${about.url}\n`,
    short: (about: About) => `Rappel. ${brief(about)} Vous ne venez pas ? Dites-le : ${about.url}`,
  },
  moved: {
    subject: 'La date de votre atelier change',
    text: (about: About) =>
      `Bonjour,\n\nLa date de l’atelier a changé.\nPourquoi : ${about.reason}\n\n${facts(about)}\n\nLa nouvelle date ne va pas ? Dites-le ici :\n${about.url}\n`,
    short: (about: About) =>
      `Votre atelier change de date. ${brief(about)} Pas possible ? ${about.url}`,
  },
  cancelled: {
    subject: 'Votre atelier est annulé',
    text: (about: About) =>
      `Bonjour,\n\nL’atelier est annulé.\nPourquoi : ${about.reason}\n\n${about.title}\nIl était prévu : ${about.when}\n\nVoir les autres ateliers :\n${about.url}\n`,
    short: (about: About) =>
      `Votre atelier du ${about.when} est annulé : ${about.reason} Les autres : ${about.url}`,
  },
};
