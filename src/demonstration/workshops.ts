import type { Level, Theme } from '../modules/alliance/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { today } from '../platform/i18n/messages.ts';
import { daysLater, parisInstant } from '../platform/i18n/paris-time.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';

/** Series of a full demonstration, each with one session a week around today. */
const SERIES = 400;
const WEEKS = [-1, 0, 1, 2, 3, 4] as const;

const KINDS: readonly (readonly [title: string, themes: readonly Theme[], level: Level])[] = [
  ['Consulter ses comptes en ligne', ['banque_et_achats_en_ligne'], 'debutant'],
  ['Premiers pas avec une tablette', ['prendre_en_main_du_materiel'], 'debutant'],
  ['Écrire et recevoir des courriels', ['email'], 'debutant'],
  ['Faire ses démarches en ligne', ['aide_aux_demarches_administratives'], 'intermediaire'],
  ['Reconnaître une arnaque', ['securite_numerique', 'email'], 'debutant'],
  ['Ranger ses photos', ['gere_ses_contenus_numeriques'], 'intermediaire'],
];
const HOURS = [
  ['09:30', '11:30'],
  ['10:00', '12:00'],
  ['14:00', '16:00'],
] as const;
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ2346789';

/** Nothing happens on Sundays. */
function notSunday(day: string): string {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0 ? daysLater(day, 1) : day;
}

/** Workshops to come and of last week, with seats that nobody's name is on. */
export async function makeWorkshops(
  trx: Db,
  made: {
    readonly partnerships: readonly DemoPartnership[];
    readonly scale: number;
    readonly now: Date;
    readonly advisor: string;
  },
  random: Random,
): Promise<void> {
  const { scale, now, advisor } = made;
  const able = made.partnerships.filter(
    ({ stage, commitment, places }) =>
      ['active', 'under-review', 'renewed'].includes(stage) &&
      commitment === 'digital-inclusion' &&
      places.length > 0,
  );
  const home = able.filter(({ partner }) => partner.town.department === HOME_DEPARTMENT);
  const series: Record<string, unknown>[] = [];
  const sessions: Record<string, unknown>[] = [];
  const seats: Record<string, unknown>[] = [];
  const code = (): string => {
    const letters = Array.from({ length: 8 }, () => LETTERS[random.int(0, LETTERS.length - 1)]);
    return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
  };
  const count = able.length > 0 ? Math.max(12, Math.round(SERIES * scale)) : 0;
  for (let index = 0; index < count; index += 1) {
    // The home department first, so that whoever tries the product finds some.
    const local = index < 6 && home.length > 0;
    const one = random.pick(local ? home : able);
    const [title, themes, level] = KINDS[index % KINDS.length] ?? random.pick(KINDS);
    const id = random.uuid();
    series.push({
      id,
      partnership_id: one.id,
      title: `${title} (démo)`,
      description: 'Venez comme vous êtes. Le matériel est prêté.',
      themes,
      level,
      access: random.chance(0.6) ? ['step-free'] : [],
      open: true,
      version: 1,
      created_by: advisor,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    });
    const place = random.pick(one.places);
    const [from, to] = random.pick(HOURS);
    const capacity = random.int(6, 12);
    const shift = random.int(1, 6);
    for (const week of WEEKS) {
      const on = notSunday(daysLater(today(now), shift + 7 * week));
      const session = random.uuid();
      const starts = parisInstant(on, from);
      sessions.push({
        id: session,
        workshop_id: id,
        place_id: place.id,
        starts_at: starts.toISOString(),
        ends_at: parisInstant(on, to).toISOString(),
        capacity,
        state: 'planned',
        change_reason: '',
        moved_from: null,
        led_by: local ? advisor : null,
        reminded_at: null,
        version: 1,
      });
      // Those to come soon are nearly full.
      const taken = week <= 1 ? random.int(3, capacity + 1) : random.int(0, 3);
      for (let seat = 0; seat < taken; seat += 1) {
        const at = new Date(Math.min(now.getTime(), starts.getTime()) - (taken - seat) * 3_600_000);
        seats.push({
          id: random.uuid(),
          session_id: session,
          code: code(),
          via: random.chance(0.5) ? 'public' : 'staff',
          state: seat < capacity ? 'registered' : 'waiting',
          sealed_contact: null,
          locale: 'fr',
          registered_by: null,
          registered_at: at.toISOString(),
          changed_at: at.toISOString(),
        });
      }
    }
  }
  await insertRows(trx, 'workshop', series);
  await insertRows(trx, 'workshop_session', sessions);
  await insertRows(trx, 'workshop_registration', seats);
}
