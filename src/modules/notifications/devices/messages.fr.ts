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
};
