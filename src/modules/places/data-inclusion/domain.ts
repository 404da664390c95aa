import { MEDIATION_SERVICES, type MediationService, type Theme } from '../../alliance/public.ts';
import { genericEmails, openingHoursOf, type Sheet } from '../mediation/domain.ts';
import type { MediationPlace } from '../mediation/queries.ts';
import { internationalPhone, publishedId } from '../national-schema/domain.ts';
import type { ServiceRow, StructureRow } from './contract.ts';

/** How this house is called as a source. */
export const OWN_SOURCE = 'maillage';

/** Networks of data·inclusion that the programmes of the national standard name. */
const NETWORKS: Readonly<Record<string, string>> = {
  'aidants-connect': 'aidants-connect',
  'conseillers-numeriques': 'conseillers-numeriques',
  'croix-rouge': 'croix-rouge',
  'emmaus-connect': 'emmaus',
  'france-services': 'france-service',
};

/** The network of places of the operator, which the standard has among the typologies. */
const OPERATOR = { network: 'la-poste', typology: 'LA_POSTE' } as const;

/** Which topic of data·inclusion a service of the national standard falls under. */
const TOPICS: Readonly<Record<MediationService, string>> = {
  procedures: 'numerique--acceder-a-des-services-en-ligne',
  'everyday-tools': 'numerique--maitriser-les-fondamentaux-du-numerique',
  work: 'numerique--acceder-a-des-services-en-ligne',
  safety: 'numerique--maitriser-les-fondamentaux-du-numerique',
  parenting: 'numerique--maitriser-les-fondamentaux-du-numerique',
  leisure: 'numerique--maitriser-les-fondamentaux-du-numerique',
  understanding: 'numerique--maitriser-les-fondamentaux-du-numerique',
  access: 'numerique--acceder-a-une-connexion-internet',
  equipment: 'numerique--acquerir-un-equipement',
};

const ONLINE = 'numerique--acceder-a-des-services-en-ligne';
const BASICS = 'numerique--maitriser-les-fondamentaux-du-numerique';
const EQUIPMENT = 'numerique--acquerir-un-equipement';

/**
 * Which topic of data·inclusion v1 a theme of a workshop (La Coop's `thematiques`) falls under:
 * whoever learns to do something with a service that is online, under services online; to keep a
 * device going, under equipment; everything else are basics. No theme is about a connection.
 */
const TOPIC_OF_THEME: Readonly<Record<Theme, string>> = {
  prendre_en_main_du_materiel: BASICS,
  navigation_sur_internet: BASICS,
  email: BASICS,
  aide_aux_demarches_administratives: ONLINE,
  banque_et_achats_en_ligne: ONLINE,
  securite_numerique: BASICS,
  gere_ses_contenus_numeriques: BASICS,
  bureautique: BASICS,
  reseaux_sociaux: BASICS,
  sante: ONLINE,
  insertion_professionnelle: ONLINE,
  parentalite: BASICS,
  scolarite_et_numerique: ONLINE,
  entrepreneuriat: ONLINE,
  culture_numerique: BASICS,
  creer_avec_le_numerique: BASICS,
  intelligence_artificielle: BASICS,
  maintenance_de_materiel: EQUIPMENT,
  diagnostic_numerique: BASICS,
};

/** Topics of a workshop in the order of its themes, each once; basics when it says no theme. */
export function topicsOfThemes(themes: readonly string[]): string[] {
  const topics = themes.flatMap((theme) => TOPIC_OF_THEME[theme as Theme] ?? []);
  return topics.length === 0 ? [BASICS] : [...new Set(topics)];
}

/** The service that a topic alone means, where the name of the service does not say more. */
const SERVICE_OF_TOPIC: Readonly<Record<string, MediationService>> = {
  'numerique--acceder-a-des-services-en-ligne': 'procedures',
  'numerique--maitriser-les-fondamentaux-du-numerique': 'everyday-tools',
  'numerique--acceder-a-une-connexion-internet': 'access',
  'numerique--acquerir-un-equipement': 'equipment',
};

const AUDIENCES: Readonly<Record<string, string>> = {
  young: 'jeunes',
  students: 'etudiants',
  families: 'familles',
  seniors: 'seniors',
  women: 'femmes',
};
const HANDICAPS = ['step-free', 'deaf', 'low-vision', 'learning-disability'];

const CONDITION = 'Gratuit sous condition';

/** The id of a place as a structure of data·inclusion. */
export function structureId(place: Pick<MediationPlace, 'id' | 'placeSource' | 'externalId'>) {
  const id = publishedId(place);
  return place.placeSource === 'data-inclusion'
    ? id
    : `${OWN_SOURCE}--${id.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
}

const sourceOf = (id: string): string => id.slice(0, id.indexOf('--'));
const orNull = (text: string): string | null => text || null;
/** Names of data·inclusion do not end with a point. */
const title = (text: string): string =>
  text
    .replace(/[.\s]+$/, '')
    .slice(0, 150)
    .trimEnd();

/** What a structure and its services have in common. */
function commonOf(place: MediationPlace, publicUrl: string) {
  const { sheet } = place;
  return {
    lien_source: sheet.sourceUrl ?? `${publicUrl}/aide/${place.id}`,
    commune: place.communeName,
    code_postal: orNull(place.postalCode),
    code_insee: place.communeCode,
    adresse: orNull(place.address),
    complement_adresse: orNull(place.addressExtra),
    longitude: place.longitude,
    latitude: place.latitude,
    telephone: orNull(internationalPhone(place.phone, place.departmentCode)),
    courriel: genericEmails(sheet.emails)[0] ?? null,
    horaires_accueil: orNull(openingHoursOf(place.hours, sheet.openingHours)),
    date_maj: sheet.updatedOn,
  };
}

/** A place as a structure. */
export function toStructure(place: MediationPlace, publicUrl: string): StructureRow {
  const { sheet } = place;
  const id = structureId(place);
  const networks = sheet.programmes.flatMap((programme) => NETWORKS[programme] ?? []);
  const all = sheet.typology.includes(OPERATOR.typology)
    ? [...networks, OPERATOR.network]
    : networks;
  return {
    source: sourceOf(id),
    id,
    nom: title(place.name),
    ...commonOf(place, publicUrl),
    description: orNull(sheet.detail || sheet.summary),
    siret: sheet.pivot && /^\d{14}$/.test(sheet.pivot) ? sheet.pivot : null,
    site_web: place.website,
    accessibilite_lieu: sheet.accessibilityUrl,
    reseaux_porteurs: all.length > 0 ? [...new Set(all)].sort() : null,
  };
}

/** Programmes and typology behind a structure's networks. */
export function fromNetworks(networks: readonly string[]) {
  return {
    programmes: Object.entries(NETWORKS)
      .filter(([, network]) => networks.includes(network))
      .map(([programme]) => programme),
    typology: networks.includes(OPERATOR.network) ? [OPERATOR.typology] : [],
  };
}

type Costs = Pick<ServiceRow, 'frais' | 'frais_precisions'>;

/** « Gratuit sous condition » has no value of its own in data·inclusion: it is said in words. */
function costs(fees: readonly string[]): Costs {
  if (fees.includes('free-on-condition')) return { frais: null, frais_precisions: CONDITION };
  if (fees.includes('free')) return { frais: 'gratuit', frais_precisions: null };
  if (fees.includes('paid')) return { frais: 'payant', frais_precisions: null };
  return { frais: null, frais_precisions: null };
}

function audiences(sheet: Sheet): NonNullable<ServiceRow['publics']> {
  const found = Object.entries(AUDIENCES)
    .filter(([code]) => sheet.publics.includes(code))
    .map(([, word]) => word);
  if (sheet.specialCare.some((care) => HANDICAPS.includes(care)))
    found.push('personnes-en-situation-de-handicap');
  // Whoever receives some people in particular still receives everybody: this value stands alone.
  return (found.length > 0 ? found : ['tous-publics']) as NonNullable<ServiceRow['publics']>;
}

function reaching(
  sheet: Sheet,
): Pick<
  ServiceRow,
  'modes_accueil' | 'modes_mobilisation' | 'mobilisable_par' | 'lien_mobilisation'
> {
  const ways: NonNullable<ServiceRow['modes_mobilisation']> = [];
  const has = (way: string): boolean => sheet.accessWays.includes(way);
  if (has('mail') || has('prescription')) ways.push('envoyer-un-courriel');
  if (has('visit')) ways.push('se-presenter');
  if (has('phone')) ways.push('telephoner');
  if (has('book-online') && sheet.bookingUrl) ways.push('utiliser-lien-mobilisation');
  const remote = sheet.accompaniments.includes('remote');
  const there = !remote || sheet.accompaniments.length > 1;
  return {
    modes_accueil: [
      ...(remote ? (['a-distance'] as const) : []),
      ...(there ? (['en-presentiel'] as const) : []),
    ],
    modes_mobilisation: ways.length > 0 ? ways : null,
    mobilisable_par: has('prescription') ? ['usagers', 'professionnels'] : ['usagers'],
    lien_mobilisation: sheet.bookingUrl,
  };
}

function typeOf(service: string, sheet: Sheet): ServiceRow['type'] {
  if (service === 'equipment' || service === 'access') return 'aide-materielle';
  return sheet.accompaniments.length === 1 && sheet.accompaniments[0] === 'workshop'
    ? 'atelier'
    : 'accompagnement';
}

/** One service for each that the sheet of a place names. */
export function toServices(place: MediationPlace, publicUrl: string): ServiceRow[] {
  const { sheet } = place;
  const structure = structureId(place);
  return (Object.keys(MEDIATION_SERVICES) as MediationService[])
    .filter((service) => sheet.services.includes(service))
    .map((service) => ({
      source: sourceOf(structure),
      structure_id: structure,
      id: `${structure}-${service}`,
      nom: MEDIATION_SERVICES[service],
      description:
        sheet.detail || sheet.summary || `${MEDIATION_SERVICES[service]} : ${place.name}`,
      ...commonOf(place, publicUrl),
      type: typeOf(service, sheet),
      thematiques: [TOPICS[service]],
      ...costs(sheet.fees),
      publics: audiences(sheet),
      ...reaching(sheet),
    }));
}

/** An open workshop that people may still join, as far as feeds need it. */
export interface FeedSession {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly themes: readonly string[];
  /** Day and hour in words. */
  readonly when: string;
  readonly url: string;
  /** `YYYY-MM-DD`, the day of the feed. */
  readonly on: string;
}

/** A coming session of a workshop as a service of its place. */
export function toWorkshopService(
  place: MediationPlace,
  session: FeedSession,
  publicUrl: string,
): ServiceRow {
  const structure = structureId(place);
  return {
    source: sourceOf(structure),
    structure_id: structure,
    id: `${structure}-${session.id}`,
    nom: title(session.title).padEnd(3, '-'),
    ...commonOf(place, publicUrl),
    description: `${session.when}. ${session.description || session.title}`,
    date_maj: session.on,
    lien_source: session.url,
    type: 'atelier',
    thematiques: topicsOfThemes(session.themes),
    frais: 'gratuit',
    frais_precisions: null,
    publics: audiences(place.sheet),
    modes_accueil: ['en-presentiel'],
    modes_mobilisation: ['utiliser-lien-mobilisation'],
    mobilisable_par: ['usagers', 'professionnels'],
    lien_mobilisation: session.url,
  };
}

const SERVICE_OF_NAME = new Map(
  Object.entries(MEDIATION_SERVICES).map(([code, words]) => [words as string, code]),
);

/** What the services of a structure say for the sheet of its place. */
export function sheetOfServices(services: readonly ServiceRow[]) {
  const all = <T>(pick: (row: ServiceRow) => readonly T[]): T[] =>
    [...new Set(services.flatMap(pick))].sort();
  const ways = all((row) => row.modes_mobilisation ?? []);
  const modes = all((row) => row.modes_accueil ?? []);
  const audience = all((row) => row.publics ?? []) as string[];
  return {
    services: all((row) => {
      const named = SERVICE_OF_NAME.get(row.nom);
      if (named) return [named];
      return (row.thematiques ?? []).flatMap((topic) => SERVICE_OF_TOPIC[topic] ?? []);
    }),
    fees: all((row) => {
      if (row.frais_precisions === CONDITION) return ['free-on-condition'];
      return row.frais === 'gratuit' ? ['free'] : row.frais === 'payant' ? ['paid'] : [];
    }),
    publics: Object.entries(AUDIENCES)
      .filter(([, word]) => audience.includes(word))
      .map(([code]) => code),
    accessWays: [
      ...(ways.includes('utiliser-lien-mobilisation') ? ['book-online'] : []),
      ...(ways.includes('envoyer-un-courriel') ? ['mail'] : []),
      ...(ways.includes('telephoner') ? ['phone'] : []),
      ...(ways.includes('se-presenter') ? ['visit'] : []),
    ],
    accompaniments: [
      ...(services.some((row) => row.type === 'accompagnement') ? ['individual'] : []),
      ...(modes.includes('a-distance') ? ['remote'] : []),
      ...(services.some((row) => row.type === 'atelier') ? ['workshop'] : []),
    ],
    bookingUrl: services.find((row) => row.lien_mobilisation)?.lien_mobilisation ?? null,
  };
}
