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
};
