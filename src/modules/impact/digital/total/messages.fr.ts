/** Words of the four figures where they stand small, on the page of what they are about. */
export const fr = {
  title: (year: number) => `Numérique : les chiffres de ${year}`,
  lead: 'Quatre chiffres séparés, qu’on n’additionne pas.',
  more: 'D’où viennent ces chiffres',
  none: (year: number) =>
    `Rien n’est noté ici pour le numérique en ${year} : ni orientation, ni présence, ni personne suivie.`,
  noneKnown: (year: number) =>
    `Rien n’est noté ici pour le numérique en ${year} : ni orientation, ni présence.`,
  noRecord: 'Aucune séance, aucun accompagnement, aucun service noté.',
  orientations: {
    territory: 'Données aux guichets d’ici.',
    place: 'Données au guichet de ce lieu.',
    partner: 'Données pour aller chez ce partenaire.',
  },
  participations: 'Présences : venir deux fois compte deux fois.',
  firstTimers: (saying: string, records: string) =>
    `Dit pour ${saying} enregistrements sur ${records}. Pour les autres, c’est inconnu, pas zéro.`,
  noneSaid: 'Aucun enregistrement ne l’a dit : c’est inconnu, pas zéro.',
  followed: 'Suivies avec leur accord et vues dans l’année, chacune une fois par organisation.',
  partial:
    'Vous ne lisez qu’une partie de l’activité de ce partenaire : les chiffres comptent cette partie seulement.',
  figures: {
    orientations: 'Orientations données',
    participations: 'Participations',
    firstTimers: 'Premières venues déclarées',
    followed: 'Personnes suivies, distinctes',
    persons: 'Personnes déclarées',
  },
  notHere: '—',
  notHereHint: 'La commune où vit une personne suivie reste scellée : ce chiffre n’existe pas ici.',
  notYoursHint:
    'Ce chiffre n’est montré qu’à l’organisation qui suit ces personnes et au pilotage de l’alliance.',
};
