import { COMMITMENTS, type Commitment } from '../modules/alliance/public.ts';
import type { PartnershipType, Stage } from '../modules/partnerships/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { searchText } from '../platform/db/search.ts';
import { DETAILS } from './conventions.ts';
import { insertRows } from './insert.ts';
import { movesTo } from './lifecycle.ts';
import type { DemoNeed } from './needs.ts';
import type { DemoPartner } from './partners.ts';
import type { DemoPlace } from './places.ts';
import type { Random } from './random.ts';
import { HOME_DEPARTMENT } from './territory.ts';
import { NEXT_STEPS, OBJECTIVES, PUBLIC_TEXT, TITLES, TYPE_OF } from './words.ts';

export interface DemoPartnership {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly type: PartnershipType;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly partner: DemoPartner;
  readonly commitment: Commitment;
  readonly stage: Stage;
  readonly places: readonly DemoPlace[];
  /** First and last day on which something may have been done; null when nothing was yet. */
  readonly activeFrom: string | null;
  readonly activeTo: string | null;
}

const STAGES: readonly (readonly [Stage, number])[] = [
  ['idea', 6],
  ['co-design', 7],
  ['agreed', 4],
  ['active', 55],
  ['under-review', 8],
  ['renewed', 10],
  ['ended', 7],
  ['abandoned', 3],
];

/** Share of agreements by years back: about 150 in each of the last three at full size. */
const YEARS_BACK: readonly (readonly [number, number])[] = [
  [0, 12],
  [1, 13],
  [2, 12.5],
  [3, 20],
  [4, 16],
  [5, 14],
  [6, 12],
];

export interface PartnershipSources {
  readonly partners: readonly DemoPartner[];
  readonly places: readonly DemoPlace[];
  readonly needs: readonly DemoNeed[];
  readonly accounts: {
    readonly delegate: string;
    readonly lead: string;
    readonly partnerAdmin: string;
  };
  readonly now: Date;
}

/** Partnerships of all types and stages, with their moves, places, needs and objectives. */
export async function makePartnerships(
  trx: Db,
  sources: PartnershipSources,
  random: Random,
  count: number,
): Promise<DemoPartnership[]> {
  const rows: Record<string, unknown>[] = [];
  const parts = {
    commitment: [],
    territory: [],
    place: [],
    need: [],
    objective: [],
    move: [],
  } as Record<string, Record<string, unknown>[]>;
  const made: DemoPartnership[] = [];
  const nearby = groupBy(sources.places, (place) => place.town.department);
  const needsOf = groupBy(sources.needs, (need) => need.department);
  for (let n = 0; n < count; n += 1) {
    const partner = sources.partners[n % sources.partners.length];
    if (!partner) throw new Error('no partner');
    const one = makeOne(n, partner, sources, random, nearby);
    made.push(one.partnership);
    rows.push(one.row);
    const id = one.partnership.id;
    const { department } = partner.town;
    parts.territory?.push({
      partnership_id: id,
      territory_kind: 'department',
      territory_code: department,
    });
    for (const code of new Set([
      partner.town.code,
      ...one.partnership.places.map((place) => place.town.code),
    ])) {
      parts.territory?.push({
        partnership_id: id,
        territory_kind: 'commune',
        territory_code: code,
      });
    }
    for (const place of one.partnership.places)
      parts.place?.push({ partnership_id: id, place_id: place.id });
    if (random.chance(0.35)) {
      const further = random.pick(COMMITMENTS.filter((c) => c !== one.partnership.commitment));
      parts.commitment?.push({ partnership_id: id, commitment: further });
    }
    const fitting = (needsOf.get(department) ?? []).filter(
      (need) => need.commitment === one.partnership.commitment,
    );
    if (fitting.length > 0 && random.chance(0.6))
      parts.need?.push({ partnership_id: id, need_id: random.pick(fitting).id });
    const [label, unit, target] = random.pick(OBJECTIVES[one.partnership.commitment]);
    parts.objective?.push({
      id: random.uuid(),
      partnership_id: id,
      label,
      unit,
      target,
      due_on: one.row.ends_on,
      position: 0,
    });
    parts.move?.push(...one.moves);
  }
  await insertRows(trx, 'partnership', rows);
  for (const [name, list] of Object.entries(parts))
    await insertRows(trx, `partnership_${name}`, list);
  return made;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function makeOne(
  n: number,
  partner: DemoPartner,
  sources: PartnershipSources,
  random: Random,
  nearby: ReadonlyMap<string, readonly DemoPlace[]>,
) {
  const { now, accounts } = sources;
  const home = partner.town.department === HOME_DEPARTMENT;
  // The first partners' partnerships are the ones that the one-click accounts work with.
  const commitment: Commitment =
    n < 4
      ? 'digital-inclusion'
      : random.weighted([
          ['digital-inclusion', 48],
          ['social-inclusion', 24],
          ['territory', 17],
          ['ecology', 11],
        ] as const);
  const stage: Stage = n < 4 ? 'active' : random.weighted(STAGES);
  const agreed = !['idea', 'co-design', 'abandoned'].includes(stage);
  const yearsBack = n < 4 ? 3 : random.weighted(YEARS_BACK);
  // What was agreed and has not begun is of the last weeks; the rest spreads over the years.
  const agreedOn = !agreed
    ? null
    : stage === 'agreed'
      ? day(new Date(now.getTime() - random.int(2, 110) * 86_400_000))
      : agreedDay(now, yearsBack, random);
  const places = choosePlaces(nearby.get(partner.town.department) ?? [], partner, random);
  const id = random.uuid();
  const reference = `P${String(n + 1).padStart(5, '0')}`;
  const where = places[0]?.town.name ?? partner.town.name;
  const title = random.pick(TITLES[commitment]).replace('{c}', where);
  const owner = home ? accounts.delegate : accounts.lead;
  const moves = movesTo(stage, id, agreedOn, now, owner, random);
  const endsOn = agreedOn && stage !== 'agreed' ? endDay(stage, agreedOn, now, random) : null;
  const published = agreed && n % 21 === 0;
  const waiting = agreed && n === 1;
  const at = `${agreedOn ?? day(now)}T09:00:00Z`;
  const type = random.weighted(TYPE_OF[commitment]);
  const row = {
    id,
    reference,
    title,
    type,
    details: DETAILS[type],
    stage,
    commitment,
    partner_id: partner.id,
    department_code: partner.town.department,
    summary: 'Partenariat inventé pour la démonstration.',
    starts_on: agreedOn && stage !== 'agreed' ? agreedOn : null,
    ends_on: endsOn,
    agreed_on: agreedOn,
    slug: published ? `demonstration-${reference.toLowerCase()}` : null,
    public_summary: published || waiting ? PUBLIC_TEXT.replace('{p}', partner.name) : '',
    operator_agreed_at: published || waiting ? at : null,
    operator_agreed_by: published || waiting ? accounts.lead : null,
    partner_agreed_at: published ? at : null,
    partner_agreed_by: published ? accounts.partnerAdmin : null,
    owner_id: owner,
    ...nextStep(stage, now, random),
    version: 1,
    created_by: owner,
    created_at: moves[0]?.moved_at ?? at,
    updated_at: moves.at(-1)?.moved_at ?? at,
    stage_since: moves.at(-1)?.moved_at ?? at,
    search_text: searchText([title], [reference]),
  };
  const over = stage === 'ended' ? endsOn : null;
  const partnership: DemoPartnership = {
    id,
    reference,
    title,
    type,
    startsOn: row.starts_on,
    endsOn,
    partner,
    commitment,
    stage,
    places,
    activeFrom: stage === 'agreed' ? null : agreedOn,
    activeTo: agreedOn ? (over ?? day(now)) : null,
  };
  return { row, partnership, moves };
}

/** A next step for two in three of those that are being prepared. */
function nextStep(stage: Stage, now: Date, random: Random) {
  if (!['idea', 'co-design', 'agreed'].includes(stage) || random.chance(0.34))
    return { next_step: '', next_step_on: null };
  return {
    next_step: random.pick(NEXT_STEPS),
    next_step_on: day(new Date(now.getTime() + random.int(-15, 60) * 86_400_000)),
  };
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

function agreedDay(now: Date, yearsBack: number, random: Random): string {
  const year = now.getUTCFullYear() - yearsBack;
  const lastDay = yearsBack === 0 ? Math.max(1, dayOfYear(now) - 20) : 360;
  return day(new Date(Date.UTC(year, 0, random.int(1, lastDay))));
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

function endDay(stage: Stage, agreedOn: string, now: Date, random: Random): string {
  const start = new Date(`${agreedOn}T00:00:00Z`).getTime();
  if (stage === 'ended')
    return day(new Date(start + (now.getTime() - start) * (0.6 + random.next() * 0.39)));
  // Running ones end from a month to five years ahead.
  return day(new Date(now.getTime() + random.int(30, 1_800) * 86_400_000));
}

function choosePlaces(
  candidates: readonly DemoPlace[],
  partner: DemoPartner,
  random: Random,
): DemoPlace[] {
  if (candidates.length === 0) return [];
  const own = candidates.filter((place) => place.town.code === partner.town.code).slice(0, 1);
  const others = Array.from({ length: random.int(0, 3) }, () => random.pick(candidates));
  const chosen = [...new Set([...own, ...others])];
  return chosen.length > 0 ? chosen : [random.pick(candidates)];
}
