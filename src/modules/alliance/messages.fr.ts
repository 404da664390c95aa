export const fr = {
  commitment: {
    territory: 'Cohésion des territoires',
    'social-inclusion': 'Inclusion sociale',
    'digital-inclusion': 'Inclusion numérique',
    ecology: 'Transition écologique',
  },
  commitmentLabel: 'Engagement',
  kind: {
    commune: 'Commune',
    epci: 'Intercommunalité',
    department: 'Département',
    region: 'Région',
    country: 'France entière',
  },
  doors: {
    'ess-france': 'ESS France et les chambres régionales de l’économie sociale et solidaire',
    dla: 'Le dispositif local d’accompagnement (DLA)',
    'france-active': 'France Active : financement et conseil',
    'inclusion-market': 'Le marché de l’inclusion',
    'france-services': 'France services',
    volunteers: 'JeVeuxAider.gouv.fr : trouver des bénévoles',
  },
};
