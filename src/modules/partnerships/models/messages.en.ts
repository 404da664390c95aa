import type { Messages } from '../../../platform/i18n/messages.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  title: 'Models',
  lead: 'Partnerships that work, told so that other territories can do the same.',
  none: 'No model yet.',
  noneHint: 'A partnership that was agreed becomes a model from its page.',
  all: 'All commitments',
  commitment: 'Commitment',
  filter: 'Filter',
  name: 'Model',
  from: 'Where it comes from',
  replications: 'Taken over',
  times: (n: number) =>
    n === 0 ? 'not taken over yet' : n === 1 ? 'taken over once' : `taken over ${n} times`,
  newTitle: 'Make it a model',
  editTitle: 'Edit the model',
  edit: 'Edit',
  modelTitle: 'The model in one line',
  problem: 'What problem?',
  problemHint: 'For whom, where, what was missing.',
  took: 'What it took',
  moneyEuros: 'Money, a year (€)',
  days: 'Time, a year (days)',
  inKind: 'In kind',
  inKindHint: 'Room, vehicle, equipment, material.',
  money: (euros: string) => `${euros} a year`,
  time: (days: string) => `${days} days a year`,
  nothingSaid: 'Nothing noted.',
  results: 'What came of it',
  conditions: 'On what conditions',
  conditionsHint: 'What it does not work without.',
  contact: 'Whom to ask',
  contactName: 'Name',
  contactEmail: 'Email',
  contactAgreed: 'This person agrees to be named here',
  save: 'Save the model',
  documents: 'Documents',
  noDocuments: 'No document.',
  documentTitle: 'Title of the document',
  file: 'File (PDF, picture, spreadsheet: 20 MB at most)',
  addDocument: 'Add the document',
  like: 'Territories that are alike',
  likeLead:
    'Score out of 100: indicators that lie near (50), open needs of the same commitment (25), partners of the same kind (15), contact points (10). Indicators of the commitment count twice.',
  territory: 'Territory',
  score: 'Score',
  why: 'Why',
  indicator: (label: string, there: string, here: string) => `${label}: ${there} (here ${here})`,
  needs: (n: number) =>
    n === 0
      ? 'no open need of this commitment'
      : n === 1
        ? '1 open need of this commitment'
        : `${n} open needs of this commitment`,
  places: (n: string) => `${n} contact points`,
  partners: (n: number, names: string) =>
    n === 0
      ? 'no partner of the same kind'
      : `${n} ${n === 1 ? 'partner' : 'partners'} of the same kind${names ? `: ${names}` : ''}`,
  alreadyTaken: (n: number) => `taken over here already (${n})`,
  start: 'Start here',
  startIn: (name: string) => `Start here: ${name}`,
  family: 'The family',
  familyLead: (n: number) =>
    n === 0
      ? 'Nobody has taken it over yet.'
      : n === 1
        ? '1 replication since the first.'
        : `${n} replications since the first.`,
  takesOver: (title: string) => `This partnership takes over the model “${title}”.`,
};
