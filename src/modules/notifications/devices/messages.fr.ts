const s = (n: number): string => (n > 1 ? 's' : '');

export const fr = {
  sent: {
    subject: (to: string) => `Des appareils arrivent à ${to}`,
    text: (n: number, from: string, to: string, url: string) =>
      `Bonjour,\n\n${n} appareil${s(n)} ${n > 1 ? 'sont partis' : 'est parti'} de ${from} vers ${to}. À l’arrivée, dites ce qui est là :\n\n${url}\n`,
  },
  missing: {
    subject: (to: string) => `Il manque des appareils à ${to}`,
    text: (n: number, from: string, to: string, url: string) =>
      `Bonjour,\n\n${n} appareil${s(n)} envoyé${s(n)} de ${from} vers ${to} ${n > 1 ? 'ne sont pas arrivés' : 'n’est pas arrivé'}.\n\n${url}\n`,
  },
  overdue: {
    subject: (to: string) => `Un envoi vers ${to} n’est pas reçu`,
    text: (n: number, from: string, to: string, url: string) =>
      `Bonjour,\n\n${n} appareil${s(n)} ${n > 1 ? 'sont partis' : 'est parti'} de ${from} vers ${to} il y a plus d’une semaine, et personne n’en a noté la réception.\n\n${url}\n`,
  },
  kinds: {
    tablet: 'Tablettes',
    laptop: 'Ordinateurs portables',
    phone: 'Téléphones',
    sim: 'Forfaits mobiles solidaires',
  },
  low: {
    subject: (place: string) => `Bientôt plus d’appareils à ${place}`,
    text: (place: string, lines: readonly string[], url: string) =>
      `Bonjour,\n\nIl reste peu d’appareils à ${place} :\n\n${lines.join('\n')}\n\nDemandez-en à un autre lieu, ou recevez un lot. Le seuil se change sur la même page :\n${url}\n`,
  },
  loans: {
    subject: (place: string) => `Des prêts sont à rendre à ${place}`,
    line: (number: string, day: string) => `${number} : à rendre avant le ${day}`,
    text: (place: string, lines: readonly string[], url: string) =>
      `Bonjour,\n\nCes appareils prêtés à ${place} ne sont pas revenus :\n\n${lines.join('\n')}\n\nQuand ils reviennent, notez-le ici :\n${url}\n`,
  },
};
