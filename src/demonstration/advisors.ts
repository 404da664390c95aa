import { extendRounds } from '../modules/advisors/public.ts';
import type { Theme } from '../modules/alliance/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { today } from '../platform/i18n/messages.ts';
import { daysLater } from '../platform/i18n/paris-time.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

/** As announced: 100 advisors in 57 departments (interview, 2022). */
const FULL_SIZE = 100;
const DEPARTMENTS = 57;
const LEAST = 6;
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ2346789';
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const HALF_DAYS = [
  ['09:00', '12:00'],
  ['14:00', '17:00'],
] as const;
const THEMES: readonly Theme[] = [
  'prendre_en_main_du_materiel',
  'navigation_sur_internet',
  'email',
  'aide_aux_demarches_administratives',
  'banque_et_achats_en_ligne',
  'securite_numerique',
];
const TOPICS = [
  'famille_scolarite',
  'social_sante',
  'argent_impots',
  'logement',
  'travail_formation',
];
const LENGTHS = [30, 30, 30, 45, 45, 60, 15, 90];
const KINDS = ['advisor', 'mediator', 'france-services'] as const;
const NAMES = {
  advisor: 'Conseiller numérique',
  mediator: 'Médiatrice',
  'france-services': 'Agent France Services',
} as const;

export interface AdvisorsWanted {
  readonly home: DemoPlace;
  readonly places: readonly DemoPlace[];
  readonly partnerships: readonly DemoPartnership[];
  readonly scale: number;
  readonly now: Date;
  readonly by: string;
  /** The demonstration's own advisor, who gets the first sheet. */
  readonly advisor: string;
}

interface Made {
  readonly id: string;
  readonly kind: (typeof KINDS)[number];
  readonly department: string;
  readonly places: readonly DemoPlace[];
  readonly partnership: DemoPartnership;
  readonly account: string | null;
}

/** Invented advisors with their rounds, some appointments and what they did these last weeks. */
export async function makeAdvisors(trx: Db, wanted: AdvisorsWanted, random: Random): Promise<void> {
  const { now, by } = wanted;
  const advisors = choose(wanted, random);
  if (advisors.length === 0) return;
  const at = now.toISOString();
  const start = daysLater(today(now), -28);
  await insertRows(
    trx,
    'advisor',
    advisors.map((one, nth) => ({
      id: one.id,
      name: `${NAMES[one.kind]} ${one.places[0]?.town.name ?? ''} ${nth + 1} (démo)`,
      kind: one.kind,
      employer_partner_id: one.kind === 'mediator' ? one.partnership.partner.id : null,
      partnership_id: one.partnership.id,
      account_id: one.account,
      themes: THEMES.filter((_, index) => index < 2 || random.chance(0.5)),
      access: random.chance(0.6) ? ['step-free'] : [],
      languages: random.chance(0.2) ? ['en'] : [],
      department_code: one.department,
      active_from: daysLater(start, -200),
      active_until: null,
      version: 1,
      created_by: by,
      created_at: at,
      updated_at: at,
    })),
  );
  await insertRows(
    trx,
    'advisor_round',
    advisors.flatMap((one) =>
      one.places.map((place, nth) => {
        const [from, to] = HALF_DAYS[nth % 2] ?? HALF_DAYS[0];
        const slots = one.account !== null || random.chance(0.7);
        return {
          id: random.uuid(),
          advisor_id: one.id,
          place_id: place.id,
          weekday: WEEKDAYS[nth % WEEKDAYS.length],
          every_weeks: nth % 3 === 2 ? 2 : 1,
          from_time: from,
          to_time: to,
          valid_from: start,
          valid_until: null,
          by_appointment: slots,
          slot_minutes: slots ? 30 : null,
          written_until: null,
          created_by: by,
          created_at: at,
        };
      }),
    ),
  );
  // From four weeks ago on: the weeks behind first, then those ahead.
  await extendRounds(trx, new Date(now.getTime() - 28 * 86_400_000));
  await extendRounds(trx, now);
  await giveSlots(trx, now, random);
  await makeRecords(trx, advisors, wanted, random);
}

function choose(wanted: AdvisorsWanted, random: Random): Made[] {
  const { places, partnerships, scale, home, advisor } = wanted;
  const able = partnerships.filter(
    ({ stage, commitment, activeFrom }) =>
      ['active', 'under-review', 'renewed'].includes(stage) &&
      commitment === 'digital-inclusion' &&
      activeFrom !== null,
  );
  if (able.length === 0) return [];
  const byDepartment = Map.groupBy(places, ({ town }) => town.department);
  const others = [...byDepartment.keys()].filter((code) => code !== HOME_DEPARTMENT).sort();
  const departments = [HOME_DEPARTMENT];
  while (departments.length < DEPARTMENTS && others.length > 0)
    departments.push(...others.splice(random.int(0, others.length - 1), 1));
  const count = Math.max(LEAST, Math.round(FULL_SIZE * scale));
  return Array.from({ length: count }, (_, nth): Made => {
    // The first three are at home, so that whoever tries the product finds some.
    const department =
      (nth < 3 ? HOME_DEPARTMENT : departments[nth % departments.length]) ?? HOME_DEPARTMENT;
    const there = byDepartment.get(department) ?? [home];
    const local = able.filter(({ partner }) => partner.town.department === department);
    const near = nth < 3 ? there.filter(({ town }) => town.code === home.town.code) : [];
    const chosen = new Set([...near.slice(nth % 2, (nth % 2) + 1)]);
    while (chosen.size < Math.min(there.length, random.int(2, 5))) chosen.add(random.pick(there));
    return {
      id: random.uuid(),
      kind: KINDS[nth % KINDS.length] ?? 'advisor',
      department,
      places: [...chosen],
      partnership: random.pick(local.length > 0 ? local : able),
      account: nth === 0 ? advisor : null,
    };
  });
}

/** About a third of the slots of the coming two weeks is given, to nobody in particular. */
async function giveSlots(trx: Db, now: Date, random: Random): Promise<void> {
  const presences = await trx
    .selectFrom('advisor_presence')
    .select(['id', 'advisor_id', 'starts_at', 'slot_minutes'])
    .where('starts_at', '>', now)
    .where('starts_at', '<', new Date(now.getTime() + 14 * 86_400_000))
    .where('slot_minutes', 'is not', null)
    .orderBy('starts_at')
    .orderBy('place_id')
    .execute();
  const code = (): string => {
    const letters = Array.from({ length: 8 }, () => LETTERS[random.int(0, LETTERS.length - 1)]);
    return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
  };
  const rows = presences.flatMap((one) =>
    [0, 1, 2, 3].flatMap((slot) => {
      if (!random.chance(0.4)) return [];
      const length = (one.slot_minutes ?? 30) * 60_000;
      const starts = one.starts_at.getTime() + slot * length;
      return [
        {
          id: random.uuid(),
          presence_id: one.id,
          advisor_id: one.advisor_id,
          starts_at: new Date(starts).toISOString(),
          ends_at: new Date(starts + length).toISOString(),
          code: code(),
          via: random.chance(0.7) ? 'counter' : 'staff',
          state: 'booked',
          theme: random.chance(0.5) ? random.pick(THEMES) : null,
          sealed_contact: null,
          locale: 'fr',
          reminded_at: null,
          moved_from: null,
          booked_by: null,
          booked_at: now.toISOString(),
          changed_at: now.toISOString(),
        },
      ];
    }),
  );
  await insertRows(trx, 'advisor_appointment', rows);
}

/** What was done in the last four weeks, a few records a day and advisor at most. */
async function makeRecords(
  trx: Db,
  advisors: readonly Made[],
  { now, by, scale }: AdvisorsWanted,
  random: Random,
): Promise<void> {
  const each = Math.max(12, Math.round(30 * Math.min(1, scale * 10)));
  const activity: Record<string, unknown>[] = [];
  const helped: Record<string, unknown>[] = [];
  for (const one of advisors) {
    for (let nth = 0; nth < each; nth += 1) {
      const id = random.uuid();
      const place = random.pick(one.places);
      const group = nth % 9 === 8;
      const people = group ? random.int(3, 8) : 1;
      const on = daysLater(today(now), -random.int(1, 28));
      const themes = one.kind === 'france-services' ? [THEMES[3]] : [random.pick(THEMES)];
      activity.push({
        id,
        happened_on: on,
        place_id: place.id,
        commune_code: place.town.code,
        department_code: place.town.department,
        partnership_id: one.partnership.id,
        partner_id: one.partnership.partner.id,
        commitment: 'digital-inclusion',
        kind: one.kind === 'france-services' ? 'service' : 'accompaniment',
        participations: people,
        persons_declared: people,
        minutes: random.pick(LENGTHS),
        first_timers: null,
        themes,
        advisor_id: one.id,
        comment: '',
        status: 'recorded',
        version: 1,
        recorded_by: one.account ?? by,
        recorded_at: `${on}T16:00:00Z`,
      });
      helped.push({
        id,
        advisor_id: one.id,
        format: group ? 'group' : 'individual',
        setting: 'lieu_activite',
        themes,
        topics: themes[0] === THEMES[3] ? [random.pick(TOPICS)] : [],
        autonomy: random.chance(0.6) ? 'partiellement_autonome' : null,
        equipment: random.chance(0.5) ? ['telephone'] : ['ordinateur'],
        oriented_to: random.chance(0.1) ? 'administration' : null,
        title: '',
        genders: group ? { feminin: Math.ceil(people / 2) } : {},
        ages: group ? { soixante_dix_plus: random.int(0, people) } : {},
        statuses: {},
        followed_person_id: null,
        appointment_id: null,
        source: 'here',
        coop_id: null,
        recorded_by: one.account ?? by,
        recorded_at: `${on}T16:00:00Z`,
      });
    }
  }
  await insertRows(trx, 'activity', activity);
  await insertRows(trx, 'accompaniment', helped);
}
