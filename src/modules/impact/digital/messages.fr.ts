import type { Axis } from './domain.ts';
import { fr as total } from './total/messages.fr.ts';

const months = [
  'Janvier',
  'Février',
  'Mars',
  'Avril',
  'Mai',
  'Juin',
  'Juillet',
  'Août',
  'Septembre',
  'Octobre',
  'Novembre',
  'Décembre',
];

export const fr = {
  title: 'Les chiffres du numérique',
  lead: 'Quatre chiffres séparés. Ils parlent en partie des mêmes personnes : on ne les additionne jamais.',
  filter: {
    year: 'Année',
    region: 'Région',
    department: 'Département',
    epci: 'Intercommunalité',
    commune: 'Commune',
  },
  epciHint: 'Nom ou SIREN.',
  communeHint: 'Nom ou code. Le territoire le plus petit l’emporte.',
  all: 'Toutes',
  allDepartments: 'Tous',
  show: 'Afficher',
  unknown: (typed: string) =>
    `Nous ne trouvons pas « ${typed} ». Voici toute la France : corrigez le territoire ou choisissez-le dans la liste.`,
  unknownSubject:
    'Ce lieu ou ce partenaire n’existe pas, ou vous n’en lisez pas l’activité. Voici toute la France.',
  partial: total.partial,
  badYear: (typed: string) => `« ${typed} » n’est pas une année. Voici l’année en cours.`,
  about: (where: string, year: number) => `${where}, ${year}`,
  country: 'Toute la France',
  everything: 'Voir toute la France',
  csv: 'Exporter (CSV)',
  xlsx: 'Exporter (XLSX)',
  figures: total.figures,
  /** The one definition of each figure; pages, exports and the interface say the same. */
  definitions: {
    orientations:
      'Un papier donné à un guichet compte une fois, quoi qu’il soit devenu. Le lieu est celui du guichet.',
    participations:
      'Présences aux ateliers, accompagnements et services rendus. Une personne venue deux fois compte deux fois.',
    firstTimers:
      'Somme de ce que les séances ont dit : combien venaient pour la première fois. Une personne nouvelle à deux endroits compte deux fois.',
    followed:
      'Personnes suivies avec leur accord et vues dans l’année, chacune une fois quel que soit le nombre de contacts. Une personne que deux organisations suivent compte deux fois : aucune ne sait ce que fait l’autre.',
    persons:
      'Somme des personnes différentes que chaque enregistrement a déclarées. Ce n’est pas un nombre de personnes distinctes.',
  },
  said: (saying: string, records: string) =>
    `Dit pour ${saying} des ${records} séances, accompagnements et services. Pour les autres, c’est inconnu, pas zéro.`,
  notHere: total.notHere,
  notHereHint: total.notHereHint,
  notYoursHint: total.notYoursHint,
  target: {
    title: 'Par rapport à la cible',
    reached: (reached: string, value: string, share: string) =>
      `${reached} personnes déclarées pour une cible de ${value} : ${share}.`,
    compared:
      'La cible parle de personnes accompagnées. Nous lui comparons les personnes déclarées dans les ateliers, accompagnements et services du numérique. Déclarées ne veut pas dire distinctes : le vrai nombre de personnes est plus petit ou égal.',
    source: (source: string) => `Source de la cible : ${source}`,
    none: 'Aucune cible n’est fixée pour cette année.',
    set: 'Régler les cibles',
  },
  funnel: {
    title: 'Ce que sont devenues les personnes orientées',
    lead: {
      territory:
        'Toutes les orientations données dans l’année et sur ce territoire, selon ce que l’on sait aujourd’hui.',
      place:
        'Toutes les orientations données dans l’année au guichet de ce lieu, selon ce que l’on sait aujourd’hui.',
      partner:
        'Toutes les orientations de l’année que ce partenaire devait recevoir, selon ce que l’on sait aujourd’hui.',
    },
    none: 'Aucune orientation sur cette période.',
    byDifficulty: 'Selon la difficulté',
    byOfferKind: 'Selon ce qui a été proposé',
    difficulty: 'Difficulté',
    offerKind: 'Proposition',
    share: 'Venues, en part',
  },
  by: {
    territory: 'Par territoire',
    place: 'Par lieu',
    partner: 'Par partenaire',
    advisor: 'Par conseiller·ère',
    theme: 'Par thème',
    month: 'Mois par mois',
  } satisfies Record<Axis, string>,
  axis: {
    territory: 'Territoire',
    place: 'Lieu',
    partner: 'Partenaire',
    advisor: 'Conseiller·ère',
    theme: 'Thème',
    month: 'Mois',
  } satisfies Record<Axis, string>,
  notes: {
    territory: 'Les lignes s’additionnent, colonne par colonne.',
    place:
      'Les lignes s’additionnent, colonne par colonne. Orientations : le guichet qui les a données.',
    partner:
      'Les lignes s’additionnent. Orientations : celles que le partenaire devait recevoir. Les partenaires dont vous ne lisez pas l’activité sont ensemble, sans nom.',
    advisor:
      'Les lignes s’additionnent. Les conseiller·ères dont vous ne lisez pas l’activité sont ensemble, sans nom.',
    theme:
      'Un enregistrement compte sous chacun de ses thèmes : les lignes ne s’additionnent pas. Les orientations n’ont pas de thème.',
    month: 'Les lignes s’additionnent, colonne par colonne.',
  } satisfies Record<Axis, string>,
  unnamed: {
    territory: 'Territoire non dit',
    place: 'Sans lieu précis',
    partner: 'Sans partenaire, ou dont vous ne lisez pas l’activité',
    advisor: 'Sans conseiller·ère, ou dont vous ne lisez pas l’activité',
    theme: 'Thème non dit',
    month: 'Mois non dit',
  } satisfies Record<Axis, string>,
  shown: (shown: string, of: string) =>
    `Les ${shown} premières lignes sur ${of}. Les exports les donnent toutes.`,
  months,
  /** Under the columns of a chart, where there is little room. */
  monthsShort: [
    'janv.',
    'févr.',
    'mars',
    'avr.',
    'mai',
    'juin',
    'juil.',
    'août',
    'sept.',
    'oct.',
    'nov.',
    'déc.',
  ],
  chart: 'Participations mois par mois',
  none: 'Aucune activité du numérique sur cette période.',
  file: {
    columns: {
      orientations: 'Orientations données (une par papier)',
      participations: 'Participations (présences : venir deux fois compte deux fois)',
      records: 'Enregistrements (séances, accompagnements, services)',
      firstTimers: 'Premières venues déclarées (somme, pas des personnes distinctes)',
      firstSaying: 'Enregistrements qui ont dit les premières venues',
      followed: 'Personnes suivies distinctes (une par fiche)',
      persons: 'Personnes déclarées (somme, pas des personnes distinctes)',
      personsSaying: 'Enregistrements qui ont dit les personnes',
    },
    by: 'Par',
    code: 'Code',
    name: 'Nom',
    total: 'Total',
    difficulty: 'Difficulté',
    offerKind: 'Proposition',
    outcome: 'Devenir des orientations',
    definitions: 'Définitions',
    figure: 'Chiffre',
    definition: 'Définition',
  },
};
