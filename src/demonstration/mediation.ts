import type { Db } from '../platform/db/schema.ts';
import { searchText } from '../platform/db/search.ts';
import { today } from '../platform/i18n/messages.ts';
import { daysLater } from '../platform/i18n/paris-time.ts';
import { insertRows } from './insert.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT, HOME_TOWN } from './territory.ts';

/** Of ten places, those that have somebody to help with digital tools. */
const SHARE = 0.3;

const SUMMARIES = [
  'Une personne vous aide à faire vos démarches en ligne. (démonstration)',
  'Un ordinateur en libre accès et quelqu’un pour vous montrer. (démonstration)',
  'On prend le temps avec vous, pas à pas. (démonstration)',
];

/** Sheets of digital mediation for some of the contact points, all of them invented. */
export async function makeMediation(
  trx: Db,
  places: readonly DemoPlace[],
  /** Places where something takes place, which then have a sheet. */
  busy: ReadonlySet<string>,
  random: Random,
  now: Date,
): Promise<void> {
  const chosen = places.filter(
    (place) =>
      place.town.code === HOME_TOWN ||
      place.town.department === HOME_DEPARTMENT ||
      busy.has(place.id) ||
      random.chance(SHARE),
  );
  const some = (codes: readonly string[], chance: number): string[] =>
    codes.filter(() => random.chance(chance));
  const rows = chosen.map((place) => {
    const services = some(['work', 'safety', 'understanding', 'parenting', 'equipment'], 0.3);
    const accompaniments = ['individual', ...some(['alone', 'workshop', 'remote'], 0.4)];
    const host = `${place.town.code.toLowerCase()}.demonstration.example`;
    return {
      place_id: place.id,
      services: ['access', 'everyday-tools', 'procedures', ...services].sort(),
      publics: some(['seniors', 'young', 'families'], 0.2),
      special_care: some(['step-free', 'deaf', 'low-vision', 'illiteracy', 'english'], 0.4),
      fees: [random.chance(0.85) ? 'free' : 'free-on-condition'],
      itinerance: ['fixed'],
      programmes: some(['aidants-connect', 'conseillers-numeriques'], 0.3),
      labels: place.kind === 'post-office' ? some(['etapes-numeriques'], 0.4) : [],
      access_ways: random.chance(0.7) ? ['phone', 'visit'] : ['phone'],
      accompaniments: accompaniments.sort(),
      typology: place.kind === 'post-office' ? ['LA_POSTE'] : ['MUNI'],
      other_labels: [],
      opening_hours: '',
      summary: random.pick(SUMMARIES),
      detail: '',
      emails: [`contact@${host}`],
      booking_url: null,
      accessibility_url: null,
      pivot: null,
      parent_structure: '',
      source: 'Maillage (démonstration)',
      source_url: null,
      updated_on: daysLater(today(now), -random.int(5, 300)),
      edited_at: null,
      edited_by: null,
      version: 1,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    };
  });
  await insertRows(trx, 'place_mediation', rows);
  await makeTwins(trx, places, random, now);
}

/** One place that came from two files under two names: a pair for somebody to look at. */
async function makeTwins(
  trx: Db,
  places: readonly DemoPlace[],
  random: Random,
  now: Date,
): Promise<void> {
  const town = places.find((place) => place.town.code === HOME_TOWN)?.town;
  if (!town || town.latitude === null || town.longitude === null) return;
  const twins = [
    { name: 'Espace numérique de Guéret (démo)', address: '3 rue des Écoles', shift: 0 },
    { name: 'ESPACE NUMERIQUE GUERET (démo)', address: '3 RUE DES ECOLES', shift: 0.0002 },
  ].map((twin) => ({ ...twin, id: random.uuid() }));
  await insertRows(
    trx,
    'place',
    twins.map(({ id, name, address, shift }) => ({
      id,
      source: 'demonstration',
      external_id: id.slice(0, 8),
      kind: 'digital-place',
      name,
      address,
      address_extra: '',
      postal_code: town.postalCode,
      commune_code: town.code,
      department_code: town.department,
      latitude: (town.latitude ?? 0) + 0.004 + shift,
      longitude: (town.longitude ?? 0) + 0.006,
      position_precision: 'address',
      phone: '05 36 49 00 23',
      website: null,
      hours: null,
      hours_note: '',
      services: [],
      parent_external_id: null,
      qpv_code: null,
      status: 'open',
      vintage: 'démonstration',
      version: 1,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
      search_text: searchText([name], [town.postalCode, town.code]),
      search_weight: 100,
    })),
  );
  for (const { id } of twins)
    await trx
      .insertInto('place_mediation')
      .values({
        place_id: id,
        services: ['access', 'everyday-tools'],
        fees: ['free'],
        access_ways: ['visit'],
        accompaniments: ['alone', 'individual'],
        typology: ['TIERS_LIEUX'],
        summary: 'Des ordinateurs en libre accès. (démonstration)',
        booking_url: null,
        accessibility_url: null,
        pivot: null,
        source: 'Maillage (démonstration)',
        source_url: null,
        updated_on: daysLater(today(now), -90),
        edited_at: null,
        edited_by: null,
      })
      .execute();
  const [place_a = '', place_b = ''] = twins.map(({ id }) => id).sort();
  await trx
    .insertInto('place_likeness')
    .values({
      id: random.uuid(),
      place_a,
      place_b,
      score: 0.9,
      distance: 22,
      decision: null,
      kept_id: null,
      decided_by: null,
      decided_at: null,
    })
    .execute();
}
