import { DIFFICULTIES, THEMES_OF, WISHES } from '../modules/orientation/public.ts';
import type { Db } from '../platform/db/schema.ts';
import { insertRows } from './insert.ts';
import type { Random } from './random.ts';

/** Orientations of a full demonstration over the last ninety days. */
const ORIENTATIONS = 20_000;
const DAYS = 90;
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ2346789';
const DAY_MS = 86_400_000;

interface Session {
  readonly id: string;
  readonly placeId: string;
  readonly partnerId: string;
  readonly department: string;
  readonly startsAt: Date;
  readonly themes: readonly string[];
}

/** What counters gave and what became of it: invented, and nobody's name is anywhere. */
export async function makeOrientations(
  trx: Db,
  made: {
    readonly home: { readonly id: string; readonly town: { readonly department: string } };
    readonly scale: number;
    readonly now: Date;
    readonly agent: string;
  },
  random: Random,
): Promise<void> {
  const { home, scale, now, agent } = made;
  const sessions = await readSessions(trx);
  const counters = await trx
    .selectFrom('place')
    .select(['id', 'department_code'])
    .where('kind', '=', 'post-office')
    .where('status', '=', 'open')
    .orderBy('id')
    .execute();
  if (sessions.length === 0 || counters.length === 0) return;
  const local = sessions.filter((one) => one.department === home.town.department);
  const rows: Record<string, unknown>[] = [];
  const count = Math.max(120, Math.round(ORIENTATIONS * scale));
  for (let index = 0; index < count; index += 1) {
    const atHome = index % 3 === 0 && local.length > 0;
    const session = random.pick(atHome ? local : sessions);
    const counter = atHome
      ? { id: home.id, department_code: home.town.department }
      : random.pick(counters);
    const given = new Date(now.getTime() - random.int(1, DAYS * 1440) * 60_000);
    const over = given.getTime() < now.getTime() - 14 * DAY_MS;
    const [state, refusal, result] = fate(random, over);
    const difficulty =
      DIFFICULTIES.find((one) => THEMES_OF[one].some((theme) => session.themes.includes(theme))) ??
      'device';
    rows.push({
      id: random.uuid(),
      code: code(random),
      place_id: counter.id,
      department_code: counter.department_code,
      given_by: counter.id === home.id ? agent : null,
      difficulty,
      wish: random.pick(WISHES),
      access: random.chance(0.15) ? ['step-free'] : [],
      offer_kind: 'workshop',
      host_place_id: session.placeId,
      host_partner_id: session.partnerId,
      session_id: over ? null : session.id,
      presence_id: null,
      expected_at: (over
        ? new Date(given.getTime() + random.int(2, 10) * DAY_MS)
        : session.startsAt
      ).toISOString(),
      moved_from: null,
      channel: random.chance(0.8) ? 'print' : 'sms',
      state,
      refusal,
      result,
      wants_earlier: !over && random.chance(0.05),
      earlier_told_at: null,
      sealed_contact: null,
      locale: 'fr',
      given_at: given.toISOString(),
      clock_offset_s: 0,
      received_at: given.toISOString(),
      moved_at: given.toISOString(),
      redeemed_at: state === 'came' ? given.toISOString() : null,
      redeemed_by: null,
      host_reminded_at: null,
      news_seen_at: null,
    });
  }
  await insertRows(trx, 'orientation', rows);
}

function fate(random: Random, over: boolean): [string, string | null, string | null] {
  if (!over) return [random.chance(0.7) ? 'accepted' : 'given', null, null];
  const dice = random.int(1, 100);
  if (dice <= 58)
    return [
      'came',
      null,
      random.chance(0.7) ? random.pick(['alone', 'with-help', 'sent-on', 'not-yet']) : null,
    ];
  if (dice <= 78) return ['absent', null, null];
  if (dice <= 86) return ['withdrawn', null, null];
  if (dice <= 92) return ['refused', random.pick(['full', 'other-field', 'too-far']), null];
  return ['given', null, null];
}

function code(random: Random): string {
  const letters = Array.from({ length: 10 }, () => LETTERS[random.int(0, LETTERS.length - 1)]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

async function readSessions(trx: Db): Promise<Session[]> {
  const rows = await trx
    .selectFrom('workshop_session as s')
    .innerJoin('workshop as w', 'w.id', 's.workshop_id')
    .innerJoin('partnership as a', 'a.id', 'w.partnership_id')
    .innerJoin('place as l', 'l.id', 's.place_id')
    .select([
      's.id',
      's.place_id as placeId',
      'a.partner_id as partnerId',
      's.starts_at as startsAt',
    ])
    .select(['l.department_code as department', 'w.themes'])
    .where('s.state', '=', 'planned')
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute();
  return rows;
}
