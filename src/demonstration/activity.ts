import { ACTIVITY_KINDS, type ActivityKind } from '../modules/activity/public.ts';
import { THEMES, type Theme } from '../modules/alliance/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { DemoPartnership } from './partnerships.ts';
import type { Random } from './random.ts';

/**
 * Records and people a year, from two years back to the present one. The totals are those that the
 * operator told of in 2022: 250,000, 400,000, then 500,000 as a target; the present year is cut to
 * the part that has passed.
 */
const YEARS = [
  { back: 2, records: 55_000, people: 250_000 },
  { back: 1, records: 85_000, people: 400_000 },
  { back: 0, records: 118_000, people: 520_000 },
] as const;

/** Share of records that say how many different persons there were. */
const SAYING = 0.88;

/** Kinds of record that are about something one learns. */
const HELP: readonly ActivityKind[] = ['workshop', 'accompaniment', 'service'];

/** Share of workshops that say how many came for the first time. */
const FIRST_SAYING = 0.7;

const MIX: readonly (readonly [ActivityKind, number, number, number])[] = [
  // kind, weight, participations from, to
  ['workshop', 26, 3, 14],
  ['accompaniment', 42, 1, 2],
  ['orientation', 12, 1, 4],
  ['service', 10, 1, 10],
  ['event', 3, 15, 70],
  ['equipment', 4, 1, 6],
  ['mission', 3, 1, 3],
];

/** Three years of activity; returns how many records were made. */
export async function makeActivity(
  trx: Db,
  partnerships: readonly DemoPartnership[],
  random: Random,
  scale: number,
  now: Date,
  recordedBy: string,
  progress: (done: number) => void,
): Promise<number> {
  let total = 0;
  for (const { back, records, people } of YEARS) {
    const year = now.getUTCFullYear() - back;
    const from = Date.UTC(year, 0, 2);
    const to = back === 0 ? now.getTime() - 86_400_000 : Date.UTC(year, 11, 30);
    const part = back === 0 ? (to - from) / (365 * 86_400_000) : 1;
    const eligible = partnerships.filter(
      (one) =>
        one.activeFrom !== null &&
        one.places.length > 0 &&
        one.activeFrom < isoDay(to) &&
        (one.activeTo ?? '') > isoDay(from),
    );
    if (eligible.length === 0 || part <= 0) continue;
    const rows = Array.from({ length: Math.round(records * part * scale) }, () =>
      record(random.pick(eligible), from, to, random, recordedBy),
    );
    fitPeople(rows, Math.round(people * part * scale), random);
    for (const row of rows)
      if (row.kind === 'workshop' && row.commitment === 'digital-inclusion')
        row.first_timers = random.chance(FIRST_SAYING)
          ? random.int(0, Math.ceil(row.participations * 0.6))
          : null;
    rows.sort((a, b) => (a.happened_on < b.happened_on ? -1 : 1));
    await insertRows(trx, 'activity', rows, 5_000);
    total += rows.length;
    progress(total);
  }
  return total;
}

/** One or two; what people ask for most stands first in the list. */
function someThemes(random: Random): Theme[] {
  const one = (): Theme =>
    random.pick(random.chance(0.6) ? THEMES.slice(0, 6) : THEMES.slice(6)) ?? THEMES[0];
  return [...new Set(random.chance(0.3) ? [one(), one()] : [one()])];
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function record(
  one: DemoPartnership,
  yearFrom: number,
  yearTo: number,
  random: Random,
  recordedBy: string,
) {
  const from = Math.max(yearFrom, Date.parse(one.activeFrom ?? ''));
  const to = Math.min(yearTo, Date.parse(one.activeTo ?? ''));
  let at = from + random.next() * Math.max(0, to - from);
  // Nothing happens on Sundays.
  if (new Date(at).getUTCDay() === 0) at = Math.max(from, at - 86_400_000);
  const [kind, , low, high] = random.weighted(MIX.map((row) => [row, row[1]] as const));
  const participations = random.int(low, high);
  const place = random.pick(one.places);
  const digital = one.commitment === 'digital-inclusion' && HELP.includes(kind);
  return {
    id: random.uuid(),
    happened_on: isoDay(at),
    place_id: place.id,
    commune_code: place.town.code,
    department_code: place.town.department,
    partnership_id: one.id,
    partner_id: one.partner.id,
    commitment: one.commitment,
    kind: ACTIVITY_KINDS.includes(kind) ? kind : 'service',
    participations,
    persons_declared: random.chance(SAYING) ? participations : null,
    minutes: random.weighted([
      [30, 4],
      [45, 2],
      [60, 3],
      [90, 2],
      [120, 2],
    ] as const),
    first_timers: null as number | null,
    themes: digital && random.chance(SAYING) ? someThemes(random) : [],
    comment: '',
    status: 'recorded',
    version: 1,
    recorded_by: recordedBy,
    recorded_at: new Date(at + 36_000_000).toISOString(),
  };
}

/** Moves participations so that the persons declared add up to the year's total, nearly. */
function fitPeople(
  rows: { participations: number; persons_declared: number | null }[],
  wanted: number,
  random: Random,
): void {
  const sum = rows.reduce((total, row) => total + (row.persons_declared ?? 0), 0);
  const factor = sum > 0 ? wanted / sum : 1;
  for (const row of rows) {
    const exact = row.participations * factor;
    const scaled = Math.max(1, Math.floor(exact) + (random.chance(exact % 1) ? 1 : 0));
    if (row.persons_declared !== null) row.persons_declared = scaled;
    // Some came more than once.
    row.participations = scaled + (random.chance(0.25) ? random.int(1, 3) : 0);
  }
}
