export const fr = {
  link: {
    invitation: 'Une convention vous attend pour signature',
    changed: 'La convention a changé : merci de la relire',
    reminder: 'Rappel : une convention attend votre signature',
    asked: 'Votre nouveau lien pour signer',
    address: 'Une convention vous attend pour signature',
    sealed: 'La convention est signée par tous',
    lead: {
      sealed:
        'Tous les signataires ont signé. Le lien vous permet de télécharger le document scellé pendant 60 jours.',
      invitation: 'Votre signature est demandée pour la convention suivante.',
      changed:
        'Le texte a changé sur des points qui vous concernent. Le lien montre ce qui a changé ; la signature que vous aviez éventuellement donnée ne compte plus.',
      reminder: 'Votre signature est toujours attendue pour la convention suivante.',
      asked: 'Voici le nouveau lien que vous avez demandé.',
      address: 'Votre signature est demandée pour la convention suivante.',
    },
    text: (name: string, lead: string, title: string, url: string) =>
      `Bonjour ${name},\n\n${lead}\n\n${title}\n\nLisez-la, puis signez ou dites pourquoi vous refusez :\n${url}\n\nCe lien est personnel et valable 60 jours. Aucun compte n’est nécessaire : un code vous sera envoyé à cette adresse au moment de signer.\n`,
    textSealed: (name: string, lead: string, title: string, url: string) =>
      `Bonjour ${name},\n\n${lead}\n\n${title}\n${url}\n`,
  },
  code: {
    subject: 'Votre code pour signer',
    text: (code: string) =>
      `Bonjour,\n\nVotre code pour signer la convention :\n\n${code}\n\nIl est valable 15 minutes. Si vous n’avez rien demandé, ne le donnez à personne : rien n’est signé sans lui.\n`,
  },
  sealed: {
    subject: 'La convention est signée par tous',
    text: (title: string, url: string) =>
      `Bonjour,\n\nTous les signataires ont signé :\n${title}\n\nLe document scellé, avec les signatures et leurs dates, est ici :\n${url}\n`,
  },
  refused: {
    subject: 'Un signataire a refusé de signer',
    text: (name: string, reason: string, url: string) =>
      `Bonjour,\n\n${name} a refusé de signer la convention. La raison donnée :\n\n${reason}\n\nModifiez le texte ou renoncez à cette convention ici :\n${url}\n`,
  },
  term: {
    subject: (days: number) =>
      days > 0
        ? `Un partenariat arrive à son terme dans ${days} jours`
        : 'Un partenariat a dépassé son terme sans décision',
    text: (title: string, day: string, url: string) =>
      `Bonjour,\n\n${title}\nTerme : ${day}\n\nUn partenariat ne se renouvelle jamais tout seul : comparez les résultats aux objectifs, puis renouvelez, prolongez ou arrêtez.\n${url}\n`,
  },
};
