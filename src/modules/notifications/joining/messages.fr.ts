export const fr = {
  asked: {
    subject: 'Une organisation veut rejoindre l’alliance',
    text: (department: string, due: string, url: string) =>
      `Bonjour,\n\nUne organisation du département ${department} veut rejoindre l’alliance. Elle attend une réponse au plus tard le ${due} :\n${url}\n`,
  },
  received: {
    subject: 'Votre demande pour rejoindre l’alliance',
    text: (due: string, url: string) =>
      `Bonjour,\n\nVotre demande est arrivée chez la personne qui suit votre département. Vous aurez une réponse au plus tard le ${due}. Suivez-la ici :\n${url}\n`,
  },
  due: {
    subject: 'Une demande attend votre réponse',
    text: (department: string, due: string, url: string) =>
      `Bonjour,\n\nUne organisation du département ${department} attend toujours une réponse, promise pour le ${due} :\n${url}\n`,
  },
  late: {
    subject: 'Une demande n’a pas eu de réponse à temps',
    text: (department: string, due: string, url: string) =>
      `Bonjour,\n\nUne organisation du département ${department} devait avoir une réponse le ${due}. Personne ne lui a répondu :\n${url}\n`,
  },
  answered: {
    subject: 'La réponse à votre demande',
    accepted: 'Votre demande est acceptée : nous prenons contact avec vous.',
    refused: 'Votre demande n’est pas retenue.',
    text: (decision: string, answer: string, doors: string) =>
      `Bonjour,\n\n${decision}\n\n${answer}\n${doors}`,
    doors: (list: string) => `\nD’autres portes :\n${list}\n`,
  },
};
