/** Words of devices on somebody's file; apart, so that it loads no other words about equipment. */
export const fr = {
  title: 'Appareils remis',
  when: 'Remis le',
  how: 'Don ou prêt',
  given: 'Donné',
  lent: (day: string) => `Prêté, à rendre avant le ${day}`,
  back: (day: string) => `Revenu le ${day}`,
  model: 'Modèle',
  place: 'Lieu',
};
