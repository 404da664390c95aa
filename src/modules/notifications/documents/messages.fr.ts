export const fr = {
  kinds: {
    statutes: 'Statuts',
    'general-interest': 'Preuve de l’intérêt général',
    insurance: 'Attestation d’assurance',
    approval: 'Agrément ou conventionnement',
    accounts: 'Comptes',
    report: 'Rapport d’activité',
    other: 'Pièce',
  } as Record<string, string>,
  subject: (days: number) =>
    days > 0 ? 'Une pièce arrive bientôt à échéance' : 'Une pièce est périmée',
  text: (kind: string, partner: string, day: string, url: string) =>
    `Bonjour,\n\n${kind} : ${partner}\nÉchéance : ${day}\n\nDemandez la nouvelle pièce et déposez-la ici :\n${url}\n`,
};
