export const fr = {
  asked: {
    subject: 'Une salle est demandée',
    text: (room: string, when: string, who: string, url: string) =>
      `Bonjour,\n\n${who} demande la salle ${room}, le ${when}. Répondez ici :\n${url}\n`,
  },
  operator: 'L’équipe de l’opérateur',
  answered: {
    subjects: {
      confirmed: 'Votre salle est réservée',
      refused: 'Votre demande de salle est refusée',
      cancelled: 'Votre réservation de salle est annulée',
    },
    text: (room: string, when: string, reason: string, url: string) =>
      `Bonjour,\n\nSalle ${room}, le ${when}.\n${reason ? `\n${reason}\n` : ''}\nVoir la réservation ou en faire une autre :\n${url}\n`,
  },
  closed: {
    subject: 'Une salle ferme : vos réservations sont annulées',
    text: (room: string, reason: string, list: string, url: string) =>
      `Bonjour,\n\nLa salle ${room} ferme : ${reason}\n\nCes réservations sont annulées :\n${list}\n\nChoisissez un autre moment ou une autre salle :\n${url}\n`,
  },
};
