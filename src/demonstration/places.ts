import type { Db } from '../platform/db/schema.ts';
import { searchText } from '../platform/db/search.ts';
import { insertRows } from './insert.ts';
import { makeNeighbourhoods } from './neighbourhoods.ts';
import type { Random } from './random.ts';
import { HOME_TOWN, type Town } from './territory.ts';

export interface DemoPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly town: Town;
}

const STREETS = [
  'rue de la Poste',
  'place du Marché',
  'avenue de la Gare',
  'rue des Écoles',
  'place de la Mairie',
  'rue Haute',
];
const FULL_SIZE = 17_000;

/**
 * About 17,000 contact points × scale: offices where people are many, agencies and relays where
 * they are few, as in the operator's published list (2020: 17,716).
 */
export async function makePlaces(
  trx: Db,
  towns: readonly Town[],
  random: Random,
  scale: number,
): Promise<DemoPlace[]> {
  const wanted = Math.round(FULL_SIZE * scale);
  const chosen = chooseTowns(towns, wanted, random);
  const places = chosen.map(({ town, nth }) => makePlace(town, nth, random));
  const rows = places.map((place) => row(place, random));
  const names = new Map(towns.map(({ code, name }) => [code, name]));
  await makeNeighbourhoods(trx, rows, (code) => names.get(code) ?? code);
  await insertRows(trx, 'place', rows);
  return places;
}

function chooseTowns(
  towns: readonly Town[],
  wanted: number,
  random: Random,
): { town: Town; nth: number }[] {
  const counts = new Map<Town, number>();
  let placed = 0;
  const home = towns.find((town) => town.code === HOME_TOWN);
  if (home) {
    counts.set(home, 2);
    placed = 2;
  }
  const bySize = [...towns].sort(
    (a, b) => b.population - a.population || (a.code < b.code ? -1 : 1),
  );
  // A third follows the number of people, the rest goes to one place each in ever smaller communes.
  for (const town of bySize) {
    if (placed >= wanted * 0.4) break;
    const count = Math.max(
      1,
      Math.min(60, Math.round((town.population / 9_000) * Math.min(1, wanted / FULL_SIZE + 0.2))),
    );
    counts.set(town, (counts.get(town) ?? 0) + count);
    placed += count;
  }
  const rest = bySize.filter((town) => !counts.has(town));
  while (placed < wanted && rest.length > 0) {
    const at = Math.floor(random.next() ** 2 * rest.length);
    const [town] = rest.splice(at, 1);
    if (!town) break;
    counts.set(town, 1);
    placed += 1;
  }
  return [...counts]
    .sort(([a], [b]) => (a.code < b.code ? -1 : 1))
    .flatMap(([town, count]) => Array.from({ length: count }, (_, nth) => ({ town, nth })));
}

function makePlace(town: Town, nth: number, random: Random): DemoPlace {
  const kind =
    nth > 0 || town.population > 4_000
      ? random.weighted([
          ['post-office', 8],
          ['relay', 2],
        ] as const)
      : random.weighted([
          ['municipal-agency', 6],
          ['intercommunal-agency', 0.4],
          ['relay', 2.6],
          ['post-office', 1],
        ] as const);
  const word = {
    'post-office': 'Bureau',
    relay: 'Relais',
    'municipal-agency': 'Agence',
    'intercommunal-agency': 'Agence',
  }[kind];
  return {
    id: random.uuid(),
    kind,
    town,
    name: nth === 0 ? `${word} de ${town.name}` : `${word} de ${town.name} ${nth + 1}`,
  };
}

function row(place: DemoPlace, random: Random) {
  const { town } = place;
  const located = town.latitude !== null && town.longitude !== null;
  const spread = Math.min(0.03, 0.003 + town.population / 8_000_000);
  const shift = () => (random.next() - 0.5) * 2 * spread;
  const street = random.pick(STREETS);
  return {
    id: place.id,
    source: 'demonstration',
    external_id: place.id.slice(0, 8),
    kind: place.kind,
    name: place.name,
    address: `${random.int(1, 60)} ${street}`,
    address_extra: '',
    postal_code: town.postalCode,
    commune_code: town.code,
    department_code: town.department,
    latitude: located ? round((town.latitude ?? 0) + shift()) : null,
    longitude: located ? round((town.longitude ?? 0) + shift()) : null,
    position_precision: located ? 'commune' : 'unknown',
    phone: inventedPhone(place.id),
    website: null,
    hours: hours(place.kind, random),
    hours_note: '',
    services: place.kind === 'post-office' ? ['mail', 'parcels', 'bank'] : ['mail', 'parcels'],
    parent_external_id: null,
    qpv_code: null as string | null,
    status: 'open',
    vintage: 'démonstration',
    version: 1,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    search_text: searchText([place.name, street], [town.postalCode, town.code]),
    search_weight: place.kind === 'post-office' ? 500 : 200,
  };
}

/** A number from the range that is kept for fiction (Arcep, 05 36 49 xx xx). */
const inventedPhone = (id: string): string => {
  const digits = String(Number.parseInt(id.slice(-6), 16) % 10_000).padStart(4, '0');
  return `05 36 49 ${digits.slice(0, 2)} ${digits.slice(2)}`;
};

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

function hours(kind: string, random: Random) {
  const morning = ['09:00', '12:00'];
  const afternoon = ['14:00', kind === 'post-office' ? '17:30' : '16:00'];
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const week: Record<string, string[][]> = {};
  for (const day of days) {
    if (kind !== 'post-office' && random.chance(0.2)) continue;
    week[day] = kind === 'municipal-agency' ? [morning] : [morning, afternoon];
  }
  if (kind === 'post-office') week.saturday = [morning];
  return week;
}
