export const fr = {
  invited: {
    subject: 'On vous invite à proposer une réponse à un besoin',
    text: (need: string, sentence: string, url: string) =>
      `Bonjour,\n\nVous êtes invité·e à proposer quelque chose pour ce besoin : « ${need} ».\n${sentence ? `\n${sentence}\n` : ''}\nLisez-le et répondez :\n${url}\n`,
  },
  shared: {
    subject: 'Une proposition est arrivée dans votre département',
    text: (title: string, partner: string, url: string) =>
      `Bonjour,\n\n${partner} propose : « ${title} ». Lisez-la et dites ce que l’on en fait :\n${url}\n`,
  },
  decided: {
    subject: 'Votre proposition a reçu une réponse',
    outcomes: {
      kept: 'Elle est retenue.',
      merged: 'Elle est réunie à une autre.',
      'set-aside': 'Elle est écartée.',
      'to-study': 'Elle est à étudier.',
    },
    text: (title: string, outcome: string, reason: string, url: string) =>
      `Bonjour,\n\nVotre proposition « ${title} » a reçu une réponse. ${outcome}\n\n${reason}\n\n${url}\n`,
  },
  overdue: {
    subject: 'Une étape de votre plan d’actions est en retard',
    text: (milestone: string, action: string, day: string, url: string) =>
      `Bonjour,\n\nL’étape « ${milestone} » de l’action « ${action} » devait être faite le ${day}.\nDites où l’on en est, ou donnez une nouvelle date :\n${url}\n`,
  },
};
