import { PROGRAMMES, TRAINING_LABELS } from './domain.ts';

/** The lists of a mediation sheet in plain words. Programmes and labels are proper names. */
export const fr = {
  services: {
    procedures: 'Faire ses démarches en ligne',
    'everyday-tools': 'Se servir d’un ordinateur, d’un téléphone, de sa messagerie',
    work: 'Chercher un travail avec internet',
    safety: 'Éviter les pièges et les arnaques',
    parenting: 'Suivre l’école et les écrans des enfants',
    leisure: 'Créer et se divertir',
    understanding: 'Comprendre le numérique',
    access: 'Utiliser un ordinateur et internet sur place',
    equipment: 'Trouver un ordinateur ou un téléphone pas cher',
  },
  publics: {
    young: 'Jeunes',
    students: 'Étudiants',
    families: 'Familles et enfants',
    seniors: 'Personnes âgées',
    women: 'Femmes',
  },
  specialCare: {
    'step-free': 'Personnes qui ont du mal à se déplacer',
    deaf: 'Personnes sourdes ou malentendantes',
    'low-vision': 'Personnes aveugles ou malvoyantes',
    'learning-disability': 'Personnes en situation de handicap mental',
    illiteracy: 'Personnes qui ont du mal à lire ou à écrire',
    'other-language': 'Personnes qui parlent une autre langue',
    english: 'Personnes qui parlent anglais',
  },
  fees: {
    free: 'Gratuit',
    'free-on-condition': 'Gratuit sous condition',
    paid: 'Payant',
  },
  itinerance: { itinerant: 'Lieu qui se déplace', fixed: 'Lieu fixe' },
  programmes: PROGRAMMES,
  labels: TRAINING_LABELS,
  accessWays: {
    visit: 'Venez sans rendez-vous',
    phone: 'Téléphonez',
    mail: 'Écrivez un courriel',
    'book-online': 'Prenez rendez-vous sur internet',
    'no-public': 'Ce lieu ne reçoit pas de public',
    prescription: 'Un travailleur social doit écrire pour vous',
  },
  accompaniments: {
    alone: 'Seul, avec le matériel du lieu',
    individual: 'Seul à seul, avec quelqu’un qui vous aide',
    workshop: 'En petit groupe, dans un atelier',
    remote: 'À distance, par téléphone ou sur internet',
  },
};
