interface About {
  readonly title: string;
  /** Empty when no hour was appointed. */
  readonly when: string;
  readonly where: string;
  readonly code: string;
  readonly url: string;
}

const facts = (about: About): string =>
  `${about.title}\n${about.when ? `Quand : ${about.when}\n` : ''}Où : ${about.where}\nVotre code : ${about.code}`;

const brief = (about: About): string =>
  [about.title, about.when, about.where].filter(Boolean).join(', ');

export const fr = {
  slip: {
    subject: 'Où trouver de l’aide',
    text: (about: About) =>
      `Bonjour,\n\nVoici ce qui a été proposé au guichet.\n\n${facts(about)}\n\nMontrez ce code en arrivant. Tout est gratuit, sauf indication contraire.\nPour revoir ces informations, ou dire que vous ne venez pas :\n${about.url}\n`,
    short: (about: About) =>
      `De l'aide pour vous : ${brief(about)}. Code ${about.code}. Voir ou annuler : ${about.url}`,
  },
  waiting: {
    subject: 'Vous êtes sur la liste d’attente',
    text: (about: About) =>
      `Bonjour,\n\nVoici ce qui a été proposé au guichet. Il n’y a plus de place pour l’instant : vous êtes sur la liste d’attente.\n\n${facts(about)}\n\nSi une place se libère, nous vous écrirons. Pour voir où vous en êtes, ou ne plus attendre :\n${about.url}\n`,
    short: (about: About) =>
      `Vous êtes sur la liste d'attente : ${brief(about)}. Ne venez pas sans réponse. Code ${about.code}. Voir ou annuler : ${about.url}`,
  },
  refused: {
    subject: 'Votre rendez-vous ne peut pas avoir lieu',
    text: (about: About) =>
      `Bonjour,\n\nCe qui vous a été proposé ne peut pas avoir lieu.\n\n${facts(about)}\n\nUne autre solution existe sûrement. Passez au guichet, ou regardez ici :\n${about.url}\n`,
    short: (about: About) =>
      `Ce qui était proposé ne peut pas avoir lieu : ${brief(about)}. D'autres solutions : ${about.url}`,
  },
  earlier: {
    subject: 'Une place plus tôt est libre',
    text: (about: About) =>
      `Bonjour,\n\nVous vouliez venir plus tôt. Une place est libre.\n\nVotre place d’aujourd’hui :\n${facts(about)}\n\nPour voir les dates et choisir en un geste :\n${about.url}\n`,
    short: (about: About) => `Une place plus tôt est libre pour vous. Choisir : ${about.url}`,
  },
  hostWaiting: {
    subject: 'Des personnes vous attendent',
    text: (url: string) =>
      `Bonjour,\n\nDes personnes vous ont été orientées et attendent une réponse depuis plus de trois jours.\nDites si vous pouvez les recevoir :\n${url}\n`,
  },
};
