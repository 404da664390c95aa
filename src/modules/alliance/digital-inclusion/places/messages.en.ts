import type { Messages } from '../../../../platform/i18n/messages.ts';
import { PROGRAMMES, TRAINING_LABELS } from './domain.ts';
import type { fr } from './messages.fr.ts';

export const en: Messages<typeof fr> = {
  services: {
    procedures: 'Dealing with public services online',
    'everyday-tools': 'Using a computer, a phone, e-mail',
    work: 'Looking for work on the internet',
    safety: 'Avoiding traps and scams',
    parenting: 'Children’s school and screens',
    leisure: 'Creating and having fun',
    understanding: 'Understanding digital life',
    access: 'Using a computer and the internet there',
    equipment: 'Finding a cheap computer or phone',
  },
  publics: {
    young: 'Young people',
    students: 'Students',
    families: 'Families and children',
    seniors: 'Older people',
    women: 'Women',
  },
  specialCare: {
    'step-free': 'People who find it hard to move about',
    deaf: 'Deaf or hard of hearing people',
    'low-vision': 'Blind or partially sighted people',
    'learning-disability': 'People with a learning disability',
    illiteracy: 'People who find reading or writing hard',
    'other-language': 'People who speak another language',
    english: 'People who speak English',
  },
  fees: { free: 'Free', 'free-on-condition': 'Free under conditions', paid: 'Not free' },
  itinerance: { itinerant: 'Moves about', fixed: 'Stays in one place' },
  programmes: PROGRAMMES,
  labels: TRAINING_LABELS,
  accessWays: {
    visit: 'Come without an appointment',
    phone: 'Telephone',
    mail: 'Write an e-mail',
    'book-online': 'Make an appointment on the internet',
    'no-public': 'This place receives nobody',
    prescription: 'A social worker must write for you',
  },
  accompaniments: {
    alone: 'By yourself, with their equipment',
    individual: 'One to one, with somebody who helps',
    workshop: 'In a small group, at a workshop',
    remote: 'From afar, by phone or on the internet',
  },
};
