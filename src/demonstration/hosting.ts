import { changeOf } from '../modules/partnerships/public.ts';
import type { WeekHours } from '../modules/places/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

/** Hosted businesses of a full demonstration. */
const MOST = 90;
const NAMES = ['Le Comptoir de {c}', 'Le Café de {c}', 'L’Épicerie de {c}', 'Le Local de {c}'];
const SERVICES = [
  'Épicerie de dépannage',
  'Dépôt de pain',
  'Café',
  'Retrait de colis',
  'Point numérique',
  'Presse',
  'Relais de paniers paysans',
];
const OPEN_DAYS = ['tuesday', 'wednesday', 'thursday', 'friday'] as const;

/** Solidarity businesses in rural contact points, with the hours before and since. */
export async function makeHostings(
  trx: Db,
  partnerships: readonly DemoPartnership[],
  random: Random,
  now: Date,
  by: string,
): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  const versions: Record<string, unknown>[] = [];
  const taken = new Set<string>();
  const able = partnerships
    .filter(({ stage }) => ['active', 'under-review', 'renewed'].includes(stage))
    .filter(({ partner, type, commitment }) =>
      // The home department shows some, whatever the dice said of its partnerships.
      partner.town.department === HOME_DEPARTMENT
        ? commitment !== 'social-inclusion'
        : type === 'economic-cooperation',
    )
    .slice(0, MOST);
  for (const { id: partnership_id, places, activeFrom, endsOn } of able) {
    const place = places.find((one) => !taken.has(one.id));
    if (!place || !activeFrom) continue;
    taken.add(place.id);
    const id = random.uuid();
    const at = now.toISOString();
    const chosen = SERVICES.filter(() => random.chance(0.45));
    rows.push({
      id,
      partnership_id,
      place_id: place.id,
      name: `${random.pick(NAMES).replace('{c}', place.town.name)} (démo)`,
      surface_m2: random.int(12, 80),
      services_before: ['Courrier', 'Colis'],
      services_after: ['Courrier', 'Colis', ...(chosen.length > 0 ? chosen : ['Café'])],
      agreement_starts_on: activeFrom,
      agreement_ends_on: endsOn,
      ended_on: null,
      end_reason: '',
      version: 1,
      created_by: by,
      created_at: at,
      updated_at: at,
    });
    const before = week(['09:00', '12:00']);
    versions.push(
      version(id, activeFrom, before, week(['09:00', '12:30'], ['15:00', '18:00']), by),
    );
    const since = new Date(now.getTime() - random.int(20, 200) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    if (since > activeFrom && random.chance(0.5)) {
      const after = {
        ...week(['08:30', '12:30'], ['14:30', '18:30']),
        saturday: [['09:00', '12:30']] as const,
      };
      versions.push(version(id, since, before, after, by));
    }
  }
  await insertRows(trx, 'hosting', rows);
  await insertRows(trx, 'hosting_hours', versions);
}

function week(...spans: (readonly [string, string])[]): WeekHours {
  return Object.fromEntries(OPEN_DAYS.map((day) => [day, spans]));
}

function version(id: string, from: string, before: WeekHours, after: WeekHours, by: string) {
  const change = changeOf(before, after);
  return {
    hosting_id: id,
    valid_from: from,
    hours_before: before,
    hours_after: after,
    minutes_before: change.before,
    minutes_after: change.after,
    changed_by: by,
    changed_at: `${from}T08:00:00Z`,
  };
}
