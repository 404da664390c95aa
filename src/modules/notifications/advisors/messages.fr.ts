interface About {
  readonly who: string;
  readonly when: string;
  readonly where: string;
  /** The place's name alone. */
  readonly place: string;
  readonly code: string;
  readonly reason: string;
  readonly url: string;
}

const facts = (about: About): string =>
  `Quand : ${about.when}\nOù : ${about.where}\nAvec : ${about.who}\nVotre code : ${about.code}`;
const brief = (about: About): string => `${about.when}, ${about.place}. Code ${about.code}.`;
const why = (about: About): string =>
  about.reason ? `Pourquoi : ${about.reason}` : 'La personne qui devait vous recevoir est absente.';

export const fr = {
  who: {
    advisor: 'un conseiller numérique',
    mediator: 'un médiateur',
    'france-services': 'un agent France Services',
  } as Record<string, string>,
  codes: { 'place-closed': 'Le lieu est fermé.' },
  booked: {
    subject: 'Votre rendez-vous',
    text: (about: About) =>
      `Bonjour,\n\n${facts(about)}\n\nPour voir ce rendez-vous, le changer ou l’annuler :\n${about.url}\n`,
    short: (about: About) => `Votre rendez-vous : ${brief(about)} Voir ou annuler : ${about.url}`,
  },
  near: {
    subject: 'Rappel : votre rendez-vous',
    text: (about: About) =>
      `Bonjour,\n\nVotre rendez-vous approche.\n\n${facts(about)}\n\nVous venez : rien à faire.\nVous ne venez pas : dites-le ici, l’heure sera pour quelqu’un d’autre.\n${about.url}\n`,
    short: (about: About) =>
      `Rappel : votre rendez-vous. ${brief(about)} Vous ne venez pas ? Dites-le : ${about.url}`,
  },
  moved: {
    subject: 'Votre rendez-vous change',
    text: (about: About) =>
      `Bonjour,\n\nVotre rendez-vous a changé. Le voici :\n\n${facts(about)}\n\nCela ne va pas ? Dites-le ici :\n${about.url}\n`,
    short: (about: About) =>
      `Votre rendez-vous change : ${brief(about)} Pas possible ? ${about.url}`,
  },
  displaced: {
    subject: 'Votre rendez-vous n’aura pas lieu',
    text: (about: About) =>
      `Bonjour,\n\nVotre rendez-vous n’aura pas lieu.\n${why(about)}\n\nIl était prévu : ${about.when}, ${about.where}\n\nChoisissez une autre heure ici :\n${about.url}\n`,
    short: (about: About) =>
      `Votre rendez-vous du ${about.when} n’aura pas lieu. Une autre heure : ${about.url}`,
  },
  cancelled: {
    subject: 'Votre rendez-vous est annulé',
    text: (about: About) =>
      `Bonjour,\n\nVotre rendez-vous est annulé.\nIl était prévu : ${about.when}, ${about.where}\n\nPour un autre rendez-vous, demandez à un guichet.\n`,
    short: (about: About) =>
      `Votre rendez-vous du ${about.when} est annulé. Pour un autre, demandez à un guichet.`,
  },
};
