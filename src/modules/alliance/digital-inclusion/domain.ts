/** Themes of digital mediation, as La Coop de la médiation numérique names them (2026). */
export const THEMES = [
  'prendre_en_main_du_materiel',
  'navigation_sur_internet',
  'email',
  'aide_aux_demarches_administratives',
  'banque_et_achats_en_ligne',
  'securite_numerique',
  'gere_ses_contenus_numeriques',
  'bureautique',
  'reseaux_sociaux',
  'sante',
  'insertion_professionnelle',
  'parentalite',
  'scolarite_et_numerique',
  'entrepreneuriat',
  'culture_numerique',
  'creer_avec_le_numerique',
  'intelligence_artificielle',
  'maintenance_de_materiel',
  'diagnostic_numerique',
] as const;
export type Theme = (typeof THEMES)[number];

/** Levels of a workshop (`niveau_atelier` of La Coop). */
export const LEVELS = ['debutant', 'intermediaire', 'avance'] as const;
export type Level = (typeof LEVELS)[number];

/** `genres`, `tranches_age` and `statuts` of La Coop: only ever totals, never put together. */
export const GENDERS = ['feminin', 'masculin', 'non_communique'] as const;
export const AGES = [
  'moins_de_douze',
  'douze_dix_huit',
  'dix_huit_vingt_quatre',
  'vingt_cinq_trente_neuf',
  'quarante_cinquante_neuf',
  'soixante_soixante_neuf',
  'soixante_dix_plus',
  'non_communique',
] as const;
export const STATUSES = [
  'scolarise',
  'sans_emploi',
  'en_emploi',
  'retraite',
  'non_communique',
] as const;

/**
 * What a person needs in order to take part, and what a place, an advisor or a workshop says that
 * it can meet (`prise_en_charge_specifique`). What a room has is told by `FACILITIES`.
 */
export const ACCESS_NEEDS = [
  'step-free',
  'deaf',
  'low-vision',
  'learning-disability',
  'illiteracy',
  'other-language',
] as const;
export type AccessNeed = (typeof ACCESS_NEEDS)[number];

/** What a room has, whoever comes: built or installed, not what somebody needs. */
export const FACILITIES = [
  'step-free',
  'accessible-toilets',
  'hearing-loop',
  'parking',
  'public-transport',
] as const;
export type Facility = (typeof FACILITIES)[number];

/**
 * What a room must have for a need to be met in it. Nothing where the room does not decide: reading
 * and languages are a matter of how a workshop is held.
 */
export const FACILITIES_FOR: Readonly<Record<AccessNeed, readonly Facility[]>> = {
  'step-free': ['step-free', 'accessible-toilets'],
  deaf: ['hearing-loop'],
  'low-vision': [],
  'learning-disability': [],
  illiteracy: [],
  'other-language': [],
};

/** Needs that a room decides on. */
export const NEEDS_OF_ROOM = ACCESS_NEEDS.filter((need) => FACILITIES_FOR[need].length > 0);

/** What a room lacks for some needs, in the order of the list of facilities. */
export function missingFor(needs: readonly string[], facilities: readonly string[]): Facility[] {
  const wanted = needs.flatMap((need) => FACILITIES_FOR[need as AccessNeed] ?? []);
  return FACILITIES.filter((one) => wanted.includes(one) && !facilities.includes(one));
}

/** How much the person did alone (`autonomie` of La Coop). */
export const AUTONOMIES = ['entierement_accompagne', 'partiellement_autonome', 'autonome'] as const;
export type Autonomy = (typeof AUTONOMIES)[number];

/** What was used (`materiel`). */
export const EQUIPMENTS = ['ordinateur', 'telephone', 'tablette', 'autre', 'aucun'] as const;
export type Equipment = (typeof EQUIPMENTS)[number];

/** Where help was given (`type_lieu`). */
export const SETTINGS = ['lieu_activite', 'domicile', 'a_distance', 'autre'] as const;
export type Setting = (typeof SETTINGS)[number];

/** To which kind of structure somebody was sent on (`structure_de_redirection`). */
export const ORIENTED_TO = [
  'operateur_ou_organisme_en_charge',
  'aide_aux_demarches_administratives',
  'administration',
  'mediation_numerique',
  'aide_sociale',
  'insertion_professionnelle',
  'autre',
] as const;
export type OrientedTo = (typeof ORIENTED_TO)[number];

/** Procedures by topic, said only with `aide_aux_demarches_administratives`. */
export const PROCEDURE_TOPICS = [
  'papiers_elections_citoyennete',
  'famille_scolarite',
  'social_sante',
  'travail_formation',
  'logement',
  'transports_mobilite',
  'argent_impots',
  'justice',
  'etrangers_europe',
  'loisirs_sports_culture',
  'associations',
] as const;
export type ProcedureTopic = (typeof PROCEDURE_TOPICS)[number];

/** Languages in which help is given, beside French (ISO 639-1; `fsl` = French Sign Language). */
export const LANGUAGES = [
  'fsl',
  'en',
  'ar',
  'es',
  'pt',
  'tr',
  'uk',
  'ru',
  'ro',
  'it',
  'de',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** Counts by code; a code that is absent was not counted. */
export type Totals = Readonly<Record<string, number>>;

/** The sum of totals. */
export function sumOf(totals: Totals): number {
  return Object.values(totals).reduce((sum, count) => sum + count, 0);
}
