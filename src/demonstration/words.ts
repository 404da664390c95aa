import type { Commitment } from '../modules/alliance/public.ts';
import type { PartnershipType } from '../modules/partnerships/public.ts';

/** Invented organisations: a first word and a place. All end in « (démo) » on the screen. */
export const ORGANISATIONS: readonly (readonly [pattern: string, kind: string])[] = [
  ['Le Fil de {c}', 'association'],
  ['Maison partagée de {c}', 'association'],
  ['{c} Entraide', 'association'],
  ['Atelier solidaire de {c}', 'ACI'],
  ['Chantier des Berges de {c}', 'ACI'],
  ['Clic et Compagnie {c}', 'association'],
  ['Le Comptoir de {c}', 'esus'],
  ['Coopérative du Marché de {c}', 'cooperative'],
  ['Ressourcerie de {c}', 'association'],
  ['{c} Vélo pour tous', 'association'],
  ['Relais des Aînés de {c}', 'association'],
  ['Emploi Passerelle {c}', 'AI'],
  ['Interim Tremplin {c}', 'ETTI'],
  ['Ateliers adaptés de {c}', 'EA'],
  ['Les Établis de {c}', 'ESAT'],
  ['Numérique en commun {c}', 'association'],
  ['Café des Possibles de {c}', 'cooperative'],
  ['Jardins de {c}', 'EI'],
  ['Mobilité douce en pays de {c}', 'impact-startup'],
  ['Fédération des foyers de {c}', 'federation'],
];

export const TITLES: Readonly<Record<Commitment, readonly string[]>> = {
  territory: [
    'Un comptoir de services ouvert le samedi à {c}',
    'Épicerie solidaire hébergée au bureau de {c}',
    'Permanence partagée des services à {c}',
    'Point de retrait et café à {c}',
  ],
  'social-inclusion': [
    'Reconditionnement des caissettes par des salariés en insertion à {c}',
    'Entretien des locaux confié à une entreprise adaptée, {c}',
    'Visites aux personnes isolées autour de {c}',
    'Tremplin vers l’emploi à {c}',
  ],
  'digital-inclusion': [
    'Ateliers numériques au bureau de {c}',
    'Premiers pas avec la banque en ligne à {c}',
    'Permanence d’un conseiller numérique à {c}',
    'Tablettes et prise en main pour les aînés de {c}',
  ],
  ecology: [
    'Collecte et réemploi des téléphones à {c}',
    'Vélos cargo pour la tournée de {c}',
    'Atelier de réparation au bureau de {c}',
    'Tri et recyclage du papier autour de {c}',
  ],
};

export const NEEDS: Readonly<Record<Commitment, readonly string[]>> = {
  territory: [
    'Aucun commerce ouvert après 17 h',
    'Le bureau le plus proche est à plus de 15 km',
    'Plus de distributeur de billets dans la vallée',
  ],
  'social-inclusion': [
    'Des habitants âgés que personne ne visite',
    'Peu d’emplois accessibles sans voiture',
    'Des familles qui renoncent à leurs droits',
  ],
  'digital-inclusion': [
    'Personne pour aider aux démarches en ligne',
    'Beaucoup de retraités sans adresse électronique',
    'Des jeunes à l’aise avec le téléphone, pas avec les démarches',
  ],
  ecology: [
    'Rien pour faire réparer un appareil',
    'Tout se fait en voiture, même sur deux kilomètres',
    'Les déchets du marché ne sont pas triés',
  ],
};

export const NEED_WORDS = [
  'Dit en réunion publique par une dizaine d’habitants.',
  'Relevé par les agents du bureau pendant un mois.',
  'Signalé par le centre communal d’action sociale.',
  'Constaté lors d’un atelier avec la mairie.',
];

export const TYPE_OF: Readonly<
  Record<Commitment, readonly (readonly [PartnershipType, number])[]>
> = {
  territory: [
    ['economic-cooperation', 7],
    ['social-innovation', 3],
  ],
  'social-inclusion': [
    ['responsible-practices', 6],
    ['skills-sponsorship', 3],
    ['social-innovation', 1],
  ],
  'digital-inclusion': [
    ['social-innovation', 5],
    ['skills-sponsorship', 3],
    ['economic-cooperation', 2],
  ],
  ecology: [
    ['social-innovation', 5],
    ['responsible-practices', 4],
    ['skills-sponsorship', 1],
  ],
};

export const OBJECTIVES: Readonly<
  Record<Commitment, readonly (readonly [string, string, number])[]>
> = {
  territory: [
    ['Heures d’ouverture gagnées par semaine', 'heures', 12],
    ['Services nouveaux proposés', 'services', 4],
  ],
  'social-inclusion': [
    ['Personnes en parcours d’insertion', 'personnes', 15],
    ['Visites à domicile par mois', 'visites', 40],
  ],
  'digital-inclusion': [
    ['Ateliers tenus dans l’année', 'ateliers', 30],
    ['Personnes accompagnées dans l’année', 'personnes', 350],
  ],
  ecology: [
    ['Appareils réparés', 'appareils', 200],
    ['Tonnes de papier recyclées', 'tonnes', 8],
  ],
};

export const REASONS = {
  renewed: 'Les objectifs sont atteints et la commune souhaite continuer.',
  ended: 'Le besoin a trouvé une autre réponse.',
  abandoned: 'Le partenaire n’a pas trouvé d’animateur.',
} as const;

export const PUBLIC_TEXT =
  'Deux fois par semaine, des habitants poussent la porte pour apprendre, réparer ou demander de l’aide. ' +
  'L’équipe de {p} les accueille dans un lieu qu’ils connaissent déjà. ' +
  'Ce que l’on a appris : des horaires simples, un visage connu, et du temps.\n\n' +
  'Cette page fait partie d’une démonstration : tout y est inventé.';

export const NEXT_STEPS = [
  'Appeler la présidente pour fixer la visite.',
  'Envoyer le projet de convention.',
  'Voir la salle avec le responsable du lieu.',
  'Réunir les deux équipes pour écrire les objectifs.',
  'Demander l’attestation d’assurance.',
];

/** Invented people; « (démo) » follows each name on the screen. */
export const CONTACT_NAMES = [
  'Camille Bruyère',
  'Dominique Sureau',
  'Claude Genévrier',
  'Maxime Tilleul',
  'Andrea Charmille',
  'Sacha Noisetier',
  'Lou Églantier',
  'Noa Fougère',
  'Alix Aubépine',
  'Charlie Cornouiller',
  'Eden Saule',
  'Morgan Peuplier',
];

export const NOTES = [
  'Appelée le matin : l’attestation d’assurance arrive avec le prochain courrier.',
  'La présidente souhaite un bilan à l’automne, avec les élus.',
  'L’équipe change en septembre ; demander qui prend la suite.',
  'Très satisfaits de la salle. Ils cherchent un créneau le samedi.',
];
