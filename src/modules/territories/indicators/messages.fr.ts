type Peers = 'commune' | 'epci' | 'department' | 'region';

const PEERS: Record<Peers, { some: string; the: string }> = {
  commune: { some: 'communes', the: 'des communes' },
  epci: { some: 'intercommunalités', the: 'des intercommunalités' },
  department: { some: 'départements', the: 'des départements' },
  region: { some: 'régions', the: 'des régions' },
};

const nth = (rank: number) => (rank === 1 ? '' : `${rank}e `);

export const fr = {
  notPublished: 'Non publié',
  concerned: 'Oui',
  notConcerned: 'Non',
  band: {
    'lowest-10': (peers: Peers) =>
      `Parmi les 10\u00a0% de ${PEERS[peers].some} de France aux valeurs les plus basses`,
    'lowest-25': (peers: Peers) =>
      `Dans le quart ${PEERS[peers].the} de France aux valeurs les plus basses`,
    middle: (peers: Peers) =>
      `Au milieu ${PEERS[peers].the} de France\u00a0: ni parmi les valeurs les plus basses, ni parmi les plus hautes`,
    'highest-25': (peers: Peers) =>
      `Dans le quart ${PEERS[peers].the} de France aux valeurs les plus hautes`,
    'highest-10': (peers: Peers) =>
      `Parmi les 10\u00a0% de ${PEERS[peers].some} de France aux valeurs les plus hautes`,
  },
  tone: {
    favourable: 'situation plus favorable qu’ailleurs',
    difficult: 'situation plus difficile qu’ailleurs',
  },
  rank: {
    lowest: (rank: number, of: string, peers: Peers) =>
      `${nth(rank)}valeur la plus basse sur ${of} ${PEERS[peers].some}`,
    highest: (rank: number, of: string, peers: Peers) =>
      `${nth(rank)}valeur la plus haute sur ${of} ${PEERS[peers].some}`,
    within: (rank: string) => `${rank} du département`,
  },
  rate: {
    own: (rate: string) => `${rate} pour 10 000 habitants`,
    department: {
      less: (rate: string) => `moins que dans le département (${rate})`,
      more: (rate: string) => `plus que dans le département (${rate})`,
      alike: (rate: string) => `à peu près comme dans le département (${rate})`,
    },
    country: {
      less: (rate: string) => `moins qu’en France (${rate})`,
      more: (rate: string) => `plus qu’en France (${rate})`,
      alike: (rate: string) => `à peu près comme en France (${rate})`,
    },
  },
  share: {
    yes: (country: string) => `Concernée, comme ${country} des communes de France`,
    no: (country: string) => `Non concernée\u00a0; ${country} des communes de France le sont`,
    inDepartment: (share: string) => `${share} dans le département`,
    of: (share: string) => `${share} des communes concernées`,
    country: (share: string) => `${share} en France`,
  },
  fromParts: 'Réuni à partir des anciennes communes ou des arrondissements',
  method: {
    'population-weighted-mean': 'Moyenne des communes, pondérée par leur population',
    sum: 'Total des communes',
    'share-of-communes': 'Part des communes',
    none: '',
  },
  unit: { count: '', nombre: '', index: '', indice: '' } as Record<string, string>,
};
