import type { AccessNeed, Theme } from '../domain.ts';

/**
 * Closed lists of the national standard of « lieux de médiation numérique » (LaMednum,
 * standard-mediation-num 1.0.2; typology: npm `@gouvfr-anct/lieux-de-mediation-numerique`). Each
 * maps a code of ours to the standard's own words, which files carry and screens do not have to.
 */
export const MEDIATION_SERVICES = {
  procedures: 'Aide aux démarches administratives',
  'everyday-tools': 'Maîtrise des outils numériques du quotidien',
  work: 'Insertion professionnelle via le numérique',
  safety: 'Utilisation sécurisée du numérique',
  parenting: 'Parentalité et éducation avec le numérique',
  leisure: 'Loisirs et créations numériques',
  understanding: 'Compréhension du monde numérique',
  access: 'Accès internet et matériel informatique',
  equipment: 'Acquisition de matériel informatique à prix solidaire',
} as const;

/** `publics_specifiquement_adresses`. */
const MEDIATION_PUBLICS = {
  young: 'Jeunes',
  students: 'Étudiants',
  families: 'Familles et/ou enfants',
  seniors: 'Seniors',
  women: 'Femmes',
} as const;

/** `prise_en_charge_specifique`: the access needs of workshops, and English. */
const SPECIAL_CARE = {
  'step-free': 'Handicaps moteurs',
  deaf: 'Surdité',
  'low-vision': 'Déficience visuelle',
  'learning-disability': 'Handicaps mentaux',
  illiteracy: 'Illettrisme',
  'other-language': 'Langues étrangères (autres)',
  english: 'Langues étrangères (anglais)',
} as const satisfies Record<AccessNeed | 'english', string>;

const FEES = {
  free: 'Gratuit',
  'free-on-condition': 'Gratuit sous condition',
  paid: 'Payant',
} as const;

const ITINERANCES = { itinerant: 'Itinérant', fixed: 'Fixe' } as const;

/** `dispositif_programmes_nationaux`. */
export const PROGRAMMES = {
  'aidants-connect': 'Aidants Connect',
  'reference-libraries': 'Bibliothèques numérique de référence',
  pix: 'Certification PIX',
  'conseillers-numeriques': 'Conseillers numériques',
  'emmaus-connect': 'Emmaüs Connect',
  'france-services': 'France Services',
  'grande-ecole': 'Grande école du numérique',
  'croix-rouge': 'La Croix Rouge',
  'caf-point': "Point d'accès numérique CAF",
  'promeneurs-du-net': 'Promeneurs du net',
  'relais-numerique': 'Relais numérique (Emmaüs Connect)',
} as const;

/** `formations_labels`. */
export const TRAINING_LABELS = {
  'mon-espace-sante': 'Formé à « Mon Espace Santé »',
  duplex: 'Formé à « DUPLEX » (illettrisme)',
  'mednum-bfc': 'Arnia/MedNum BFC (Bourgogne-Franche-Comté)',
  'reemploi-normandie': 'Collectif ressources et acteurs réemploi (Normandie)',
  'etapes-numeriques': 'Étapes numériques (La Poste)',
  'fabriques-de-territoire': 'Fabriques de Territoire',
  'eclaireurs-drome': 'Les Éclaireurs du numérique (Drôme)',
  'mes-papiers': 'Mes Papiers (Métropole de Lyon)',
  'ordi-3-0': 'ORDI 3.0',
  'sud-labs': 'SUD LABS (PACA)',
} as const;

/** `modalites_acces`. */
const ACCESS_WAYS = {
  visit: 'Se présenter',
  phone: 'Téléphoner',
  mail: 'Contacter par mail',
  'book-online': 'Prendre un RDV en ligne',
  'no-public': "Ce lieu n'accueille pas de public",
  prescription: 'Envoyer un mail avec une fiche de prescription',
} as const;

/** `modalites_accompagnement`. */
const ACCOMPANIMENTS = {
  alone: 'En autonomie',
  individual: 'Accompagnement individuel',
  workshop: 'Dans un atelier collectif',
  remote: 'À distance',
} as const;

/** `typologie`: the code is the standard's own. */
export const TYPOLOGIES = (
  'ACI ACIPHC AFPA AI ASE ASSO ASSO_CHOMEUR Autre AVIP BIB CAARUD CADA CAF CAP_EMPLOI CAVA CC ' +
  'CCAS CCONS CD CDAS CFP CHRS CHU CIAS CIDFF CITMET CMP CMS CPAM CPH CS CSAPA CSC DEETS DEPT ' +
  'DIPLP E2C EA EATT EI EITI ENM EPCI EPI EPIDE EPN ES ESAT ESS ETTI EVS FABLAB FABRIQUE FAIS FT ' +
  'GEIQ HUDA LA_POSTE MDE MDH MDEF MDPH MDS MJC ML MQ MSA MSAP MUNI OACAS ODC OF OIL OPCS PAD ' +
  'PENSION PI PIJ_BIJ PIMMS PJJ PLIE PREF PREVENTION REG RELAIS_LECTURE RESSOURCERIE RFS RS_FJT ' +
  'SCP SPIP TIERS_LIEUX UDAF'
).split(' ');

/** The lists of a mediation sheet, by the name of the sheet's field. */
export const MEDIATION_LISTS = {
  services: MEDIATION_SERVICES,
  publics: MEDIATION_PUBLICS,
  specialCare: SPECIAL_CARE,
  fees: FEES,
  itinerance: ITINERANCES,
  programmes: PROGRAMMES,
  labels: TRAINING_LABELS,
  accessWays: ACCESS_WAYS,
  accompaniments: ACCOMPANIMENTS,
} as const;
export type MediationList = keyof typeof MEDIATION_LISTS;
export type MediationService = keyof typeof MEDIATION_SERVICES;

/** The codes of a list, in the standard's order. */
export function codesOf(list: MediationList): readonly string[] {
  return Object.keys(MEDIATION_LISTS[list]);
}

/**
 * A standard's word as files write it, made comparable: apostrophes of both kinds (La Coop writes
 * U+2019, the standard U+0027), guillemets, blanks and case do not count, and « Étapes
 * numériques(La Poste) », as the standard's regular expression has it, is the text's spelling.
 */
function foldWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9/.]+/g, '');
}

/** Spellings of older versions of the standard and of the tools that write it. */
const ALSO: Readonly<Partial<Record<MediationList, Readonly<Record<string, string>>>>> = {
  specialCare: {
    'Langues étrangères (autre)': 'other-language',
    'Handicaps psychiques': 'learning-disability',
  },
  publics: { Familles: 'families', 'Familles/enfants': 'families' },
  programmes: {
    CNFS: 'conseillers-numeriques',
    'Conseillers numériques France Services': 'conseillers-numeriques',
    'Bibliothèques numériques de référence': 'reference-libraries',
    'Croix-Rouge': 'croix-rouge',
  },
  accessWays: {
    'Prendre RDV en ligne': 'book-online',
    'Envoyer un mail': 'mail',
    'Ce lieu n’accueille pas de public': 'no-public',
  },
  accompaniments: {
    Seul: 'alone',
    'Avec de l’aide : je suis accompagné seul dans l’usage du numérique': 'individual',
    'Dans un atelier': 'workshop',
  },
  fees: { 'Gratuit : Je peux accéder gratuitement au lieu et à ses services': 'free' },
  // The first list of services of advisors' places (2022).
  services: {
    'Prendre en main un smartphone ou une tablette': 'everyday-tools',
    'Prendre en main un ordinateur': 'everyday-tools',
    'Utiliser le numérique au quotidien': 'everyday-tools',
    'Approfondir ma culture numérique': 'understanding',
    'Réaliser des démarches administratives': 'procedures',
    'Réaliser des démarches administratives avec un accompagnement': 'procedures',
    'Devenir autonome dans les démarches administratives': 'procedures',
    'Accéder à du matériel': 'access',
    'Accéder à une connexion internet': 'access',
    'Acquérir du matériel informatique à prix solidaire': 'equipment',
    'Accompagner vers l’emploi': 'work',
  },
};

const lookups = new Map<MediationList, ReadonlyMap<string, string>>();

/** The code behind a word of a file; null when the standard has no such word. */
export function codeOfWord(list: MediationList, word: string): string | null {
  let lookup = lookups.get(list);
  if (!lookup) {
    const own = Object.entries(MEDIATION_LISTS[list]).map(
      ([code, official]) => [foldWord(official), code] as const,
    );
    const also = Object.entries(ALSO[list] ?? {}).map(
      ([spelling, code]) => [foldWord(spelling), code] as const,
    );
    lookup = new Map([...also, ...own]);
    lookups.set(list, lookup);
  }
  return lookup.get(foldWord(word)) ?? null;
}

/** The standard's words for codes, in the standard's order; unknown codes are left out. */
export function wordsOf(list: MediationList, codes: readonly string[]): string[] {
  const words: Readonly<Record<string, string>> = MEDIATION_LISTS[list];
  return Object.keys(words).flatMap((code) => (codes.includes(code) ? [words[code] ?? ''] : []));
}

/** Themes of workshops that teach what a service of the standard is about. */
export const THEMES_OF_SERVICE: Readonly<Record<MediationService, readonly Theme[]>> = {
  procedures: ['aide_aux_demarches_administratives', 'sante', 'banque_et_achats_en_ligne'],
  'everyday-tools': [
    'prendre_en_main_du_materiel',
    'navigation_sur_internet',
    'email',
    'gere_ses_contenus_numeriques',
    'bureautique',
    'diagnostic_numerique',
  ],
  work: ['insertion_professionnelle', 'entrepreneuriat'],
  safety: ['securite_numerique'],
  parenting: ['parentalite', 'scolarite_et_numerique'],
  leisure: ['creer_avec_le_numerique', 'reseaux_sociaux'],
  understanding: ['culture_numerique', 'intelligence_artificielle'],
  access: ['maintenance_de_materiel'],
  equipment: [],
};
