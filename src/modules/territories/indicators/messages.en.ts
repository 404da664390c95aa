import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type Peers = 'commune' | 'epci' | 'department' | 'region';

const PEERS: Record<Peers, string> = {
  commune: 'communes',
  epci: 'groups of communes',
  department: 'departments',
  region: 'regions',
};

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIX: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const nth = (rank: number) => (rank === 1 ? '' : `${rank}${SUFFIX[ORDINALS.select(rank)]} `);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const en: Messages<typeof fr> = {
  notPublished: 'Not published',
  concerned: 'Yes',
  notConcerned: 'No',
  band: {
    'lowest-10': (peers: Peers) =>
      `Among the 10% of ${PEERS[peers]} in France with the lowest values`,
    'lowest-25': (peers: Peers) =>
      `In the quarter of ${PEERS[peers]} in France with the lowest values`,
    middle: (peers: Peers) =>
      `In the middle of ${PEERS[peers]} in France: neither among the lowest values nor the highest`,
    'highest-25': (peers: Peers) =>
      `In the quarter of ${PEERS[peers]} in France with the highest values`,
    'highest-10': (peers: Peers) =>
      `Among the 10% of ${PEERS[peers]} in France with the highest values`,
  },
  tone: {
    favourable: 'better off than elsewhere',
    difficult: 'worse off than elsewhere',
  },
  rank: {
    lowest: (rank: number, of: string, peers: Peers) =>
      capital(`${nth(rank)}lowest value of ${of} ${PEERS[peers]}`),
    highest: (rank: number, of: string, peers: Peers) =>
      capital(`${nth(rank)}highest value of ${of} ${PEERS[peers]}`),
    within: (rank: string) => `${rank} in the department`,
  },
  rate: {
    own: (rate: string) => `${rate} per 10,000 inhabitants`,
    department: {
      less: (rate: string) => `fewer than in the department (${rate})`,
      more: (rate: string) => `more than in the department (${rate})`,
      alike: (rate: string) => `about as many as in the department (${rate})`,
    },
    country: {
      less: (rate: string) => `fewer than in France (${rate})`,
      more: (rate: string) => `more than in France (${rate})`,
      alike: (rate: string) => `about as many as in France (${rate})`,
    },
  },
  share: {
    yes: (country: string) => `Concerned, as are ${country} of communes in France`,
    no: (country: string) => `Not concerned; ${country} of communes in France are`,
    inDepartment: (share: string) => `${share} in the department`,
    of: (share: string) => `${share} of communes concerned`,
    country: (share: string) => `${share} in France`,
  },
  fromParts: 'Put together from former communes or districts',
  method: {
    'population-weighted-mean': 'Mean of the communes, weighted by their population',
    sum: 'Total of the communes',
    'share-of-communes': 'Share of the communes',
    none: '',
  },
  unit: { count: '', nombre: '', index: '', indice: '' },
};
