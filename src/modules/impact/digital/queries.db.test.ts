import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { type ActivityInput, correctActivity, recordActivity } from '../../activity/public.ts';
import { THEMES } from '../../alliance/public.ts';
import { compareOrientationRollup, OFFER_KINDS } from '../../orientation/public.ts';
import type { Axis, BrokenDown } from './domain.ts';
import { type DigitalFigures, digitalFigures } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let places: { id: string; department: string }[];
let partners: { partner: string; partnership: string }[];
let advisorId: string;
const made: ActivityInput[] = [];

/** A small generator of its own, so that a failure comes back. */
let seed = 20260615;
const dice = (sides: number): number => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * sides);
};
const pick = <T>(items: readonly T[]): T => items[dice(items.length)] as T;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const { db } = test;
  lead = await makeAccount(db, 'alliance-lead', 'national', '');
  places = [
    { id: await makePlace(db, '23096', '23'), department: '23' },
    { id: await makePlace(db, '23079', '23'), department: '23' },
    { id: await makePlace(db, '19272', '19'), department: '19' },
  ];
  partners = [];
  for (const department of ['23', '19']) {
    const partner = await makePartner(db, lead, '23096');
    partners.push({ partner, partnership: await makePartnership(db, lead, partner, department) });
  }
  advisorId = newId();
  await db
    .insertInto('advisor')
    .values({
      id: advisorId,
      name: 'Conseillère de l’essai',
      kind: 'advisor',
      employer_partner_id: null,
      partnership_id: partners[0]?.partnership ?? '',
      account_id: null,
      themes: [],
      department_code: '23',
      active_from: '2026-01-01',
      active_until: null,
      created_by: null,
    })
    .execute();
  for (let nth = 0; nth < 60; nth += 1) await record(anything());
});
afterAll(() => test.close());

function anything(): ActivityInput {
  const participations = dice(12);
  const atPlace = dice(4) > 0;
  return {
    id: newId(),
    happenedOn: `2026-0${1 + dice(6)}-0${1 + dice(9)}`,
    partnershipId: pick(partners).partnership,
    placeId: atPlace ? pick(places).id : null,
    communeCode: atPlace ? null : pick(['23096', '19272']),
    commitment: dice(6) === 0 ? 'ecology' : 'digital-inclusion',
    kind: pick(['workshop', 'accompaniment', 'service', 'event', 'equipment'] as const),
    participations,
    personsDeclared: dice(3) === 0 ? null : dice(participations + 1),
    minutes: null,
    comment: '',
    firstTimers: dice(2) === 0 ? null : dice(participations + 1),
    themes: pick([[], ['email'], ['email', 'sante'], ['bureautique']] as const).slice() as never,
    advisorId: dice(3) === 0 ? advisorId : null,
  };
}

async function record(input: ActivityInput): Promise<void> {
  const done = await recordActivity(ctxOf(test.db, lead), need(lead, 'activity.record'), input);
  if (!done.ok) throw new Error(done.failure.code);
  made.push(input);
}

const HELP: readonly string[] = ['workshop', 'accompaniment', 'service'];
const counted = () =>
  made.filter((one) => one.commitment === 'digital-inclusion' && HELP.includes(one.kind));

async function read(
  query: Parameters<typeof digitalFigures>[1] = {},
  actor = lead,
): Promise<DigitalFigures> {
  const found = await digitalFigures(ctxOf(test.db, actor), query, null);
  if (!found) throw new Error('no such territory');
  return found;
}

const linesOf = ({ breakdowns }: DigitalFigures, axis: Axis): readonly BrokenDown[] =>
  breakdowns.find(({ by }) => by === axis)?.lines ?? [];

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** What the records themselves say. */
function expected(records: readonly ActivityInput[]) {
  const saying = records.filter(({ firstTimers }) => firstTimers != null);
  return {
    participations: sum(records.map((one) => one.participations)),
    firstTimers: {
      sum: sum(saying.map((one) => one.firstTimers ?? 0)),
      recordsSaying: saying.length,
      records: records.length,
      method: 'sum-of-declarations',
    },
  };
}

describe('figures of digital inclusion', () => {
  it('are those of its records, and of no other kind or commitment', async () => {
    const { total } = await read();
    expect(total).toMatchObject(expected(counted()));
    expect(total.persons.recordsSaying).toBe(
      counted().filter((one) => one.personsDeclared !== null).length,
    );
    expect(total.firstTimers.recordsSaying).toBeLessThan(total.firstTimers.records);
  });

  it('add up to the total on every axis but the one of themes', async () => {
    const figures = await read();
    for (const axis of ['territory', 'place', 'partner', 'advisor', 'month'] as const) {
      const lines = linesOf(figures, axis);
      expect(lines.length, axis).toBeGreaterThan(1);
      expect(sum(lines.map((one) => one.participations)), axis).toBe(figures.total.participations);
      expect(sum(lines.map((one) => one.firstTimers.sum)), axis).toBe(
        figures.total.firstTimers.sum,
      );
      expect(sum(lines.map((one) => one.persons.records)), axis).toBe(
        figures.total.persons.records,
      );
    }
    const themes = linesOf(figures, 'theme');
    for (const theme of ['email', 'sante', 'bureautique', ''] as const) {
      const under = counted().filter((one) =>
        theme === '' ? one.themes?.length === 0 : one.themes?.includes(theme),
      );
      expect(
        themes.find(({ key }) => key === theme),
        theme || 'none',
      ).toMatchObject(expected(under));
    }
    expect(themes.every(({ key }) => key === '' || THEMES.includes(key as 'email'))).toBe(true);
  });

  it('of the parts of the country add up to the country', async () => {
    const whole = await read();
    const parts = await Promise.all(['23', '19'].map((department) => read({ department })));
    expect(sum(parts.map(({ total }) => total.participations))).toBe(whole.total.participations);
    expect(
      linesOf(whole, 'territory')
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['19', '23']);
    const [creuse] = parts;
    expect(creuse && sum(linesOf(creuse, 'territory').map((one) => one.participations))).toBe(
      creuse?.total.participations,
    );
    const communes = await Promise.all(
      ['23096', '23079', '19272'].map((commune) => read({ commune })),
    );
    expect(sum(communes.map(({ total }) => total.participations))).toBe(whole.total.participations);
    expect((await read({ region: '75' })).total.participations).toBe(whole.total.participations);
    expect((await read({ year: 2025 })).total.participations).toBe(0);
    expect(await digitalFigures(ctxOf(test.db, lead), { department: '999' }, 10)).toBeNull();
  });

  it('gives the first lines only, and says how many there are', async () => {
    const all = linesOf(await read(), 'place');
    const some = await digitalFigures(ctxOf(test.db, lead), {}, 2);
    const place = some?.breakdowns.find(({ by }) => by === 'place');
    expect(place).toMatchObject({ of: all.length, lines: all.slice(0, 2) });
  });

  it('follow corrections and withdrawals', async () => {
    const before = (await read()).total;
    const input: ActivityInput = {
      ...anything(),
      commitment: 'digital-inclusion',
      kind: 'workshop',
      participations: 10,
      personsDeclared: 10,
      firstTimers: 4,
    };
    await record(input);
    const correct = (more: Partial<ActivityInput>, version: number, withdraw = false) =>
      correctActivity(
        ctxOf(test.db, lead),
        need(lead, 'activity.correct'),
        { version, withdraw, reason: 'Mal compté.' },
        { ...input, ...more },
      );
    await correct({ firstTimers: null, participations: 12 }, 1);
    const corrected = (await read()).total;
    expect(corrected.participations).toBe(before.participations + 12);
    expect(corrected.firstTimers).toMatchObject({
      sum: before.firstTimers.sum,
      recordsSaying: before.firstTimers.recordsSaying,
      records: before.firstTimers.records + 1,
    });
    await correct({}, 2, true);
    expect((await read()).total).toEqual(before);
    made.pop();
  });

  it('names partners and advisors only to who reads their activity, and still counts the others', async () => {
    const own = partners[0]?.partner ?? '';
    const admin = await makeAccount(test.db, 'partner-admin', 'organisation', own);
    const agent = await makeAccount(test.db, 'counter-agent', 'place', places[0]?.id ?? '');
    const [whole, mine, none] = [await read(), await read({}, admin), await read({}, agent)];
    expect(linesOf(mine, 'partner').map(({ key }) => key)).toEqual([own, '']);
    expect(linesOf(mine, 'partner')[0]?.participations).toBe(
      linesOf(whole, 'partner').find(({ key }) => key === own)?.participations,
    );
    expect(sum(linesOf(mine, 'partner').map((one) => one.participations))).toBe(
      whole.total.participations,
    );
    expect(none.total).toEqual(whole.total);
    expect(none.breakdowns.map(({ by }) => by)).toEqual(['territory', 'place', 'theme', 'month']);
  });
});

async function follow(place: string, themes: string[], months: string[]): Promise<void> {
  const id = newId();
  await test.db
    .insertInto('followed_person')
    .values({
      id,
      partner_id: partners[0]?.partner ?? '',
      keeper_department: null,
      keeper_place_id: null,
      department_code: '23',
      place_id: place,
      themes,
      sealed_person: 'sealed',
      search_keys: [],
      key_space: 'test',
      next_on: null,
      referent: null,
      consent_until: '2027-01-01',
      last_contact_on: '2026-05-01',
      announced_for: null,
      created_by: null,
    })
    .execute();
  await test.db
    .insertInto('follow_up_month')
    .values(months.map((month) => ({ person_id: id, month })))
    .execute();
}

describe('people followed', () => {
  it('count once over several contacts, and are unknown by commune', async () => {
    const [here] = places;
    await follow(here?.id ?? '', ['email', 'sante'], ['2026-01-01', '2026-03-01', '2026-05-01']);
    await follow(here?.id ?? '', [], ['2026-04-01']);
    await follow(here?.id ?? '', ['email'], ['2025-04-01']);
    await test.db
      .insertInto('follow_up_fact')
      .values({
        id: newId(),
        partner_id: null,
        keeper_department: '19',
        keeper_place_id: null,
        department_code: '19',
        place_id: null,
        themes: ['email'],
        months: ['2026-02-01', '2026-03-01'],
        ended_on: '2026-04-01',
        why: 'finished',
      })
      .execute();
    const figures = await read();
    expect(figures.total.followed).toBe(3);
    const followed = (axis: Axis) =>
      Object.fromEntries(
        linesOf(figures, axis)
          .filter((one) => one.followed)
          .map(({ key, followed }) => [key, followed]),
      );
    expect(followed('territory')).toEqual({ '23': 2, '19': 1 });
    expect(followed('place')).toEqual({ [here?.id ?? '']: 2, '': 1 });
    expect(followed('partner')).toEqual({ [partners[0]?.partner ?? '']: 2, '': 1 });
    // One person under both of their themes.
    expect(followed('theme')).toEqual({ email: 2, sante: 1, '': 1 });
    expect((await read({ department: '19' })).total.followed).toBe(1);
    expect((await read({ year: 2025 })).total.followed).toBe(1);
    expect((await read({ commune: '23096' })).total.followed).toBeNull();
  });

  it('are shared out only to who reads figures of follow-up everywhere', async () => {
    const delegate = await makeAccount(test.db, 'territory-delegate', 'department', '23');
    const figures = await read({}, delegate);
    expect(figures.total.followed).toBe(3);
    expect(linesOf(figures, 'place').every(({ followed }) => followed === null)).toBe(true);
  });
});

describe('what became of orientations', () => {
  const FATES = [
    ['given', null, null],
    ['accepted', null, null],
    ['refused', 'full', null],
    ['withdrawn', null, null],
    ['absent', null, null],
    ['came', null, null],
    ['came', null, 'alone'],
  ] as const;

  it('is what their records say, altogether and by difficulty and kind of offer', async () => {
    const rows = Array.from({ length: 80 }, (_, nth) => {
      const from = pick(places);
      const [state, refusal, result] = pick(FATES);
      return {
        id: newId(),
        code: `TEST${nth}`,
        place_id: from.id,
        department_code: from.department,
        given_by: null,
        difficulty: pick(['device', 'messages', 'safety'] as const),
        wish: 'near' as const,
        access: [],
        offer_kind: pick(OFFER_KINDS),
        host_place_id: pick(places).id,
        host_partner_id: dice(3) === 0 ? null : pick(partners).partner,
        session_id: null,
        presence_id: null,
        expected_at: null,
        moved_from: null,
        channel: 'print' as const,
        state,
        refusal,
        result,
        earlier_told_at: null,
        sealed_contact: null,
        // The last evening of the year in Paris, which is the year before nowhere else.
        given_at: nth === 0 ? new Date('2025-12-31T22:59:00Z') : new Date('2025-12-31T23:01:00Z'),
        moved_at: new Date('2026-06-01T10:00:00Z'),
        redeemed_at: null,
        redeemed_by: null,
        host_reminded_at: null,
        news_seen_at: null,
      };
    });
    await test.db.insertInto('orientation').values(rows).execute();
    const figures = await read();
    const mine = rows.slice(1);
    const of = (test: (row: (typeof rows)[number]) => boolean) => {
      const own = mine.filter(test);
      const count = (...states: string[]): number =>
        own.filter(({ state }) => states.includes(state)).length;
      return {
        given: own.length,
        accepted: count('accepted', 'came', 'absent'),
        came: count('came'),
        withResult: own.filter(({ result }) => result !== null).length,
        refused: count('refused'),
        withdrawn: count('withdrawn'),
        absent: count('absent'),
      };
    };
    expect(figures.funnel).toEqual(of(() => true));
    expect(figures.total.orientations).toBe(mine.length);
    for (const { key, funnel } of figures.byDifficulty)
      expect(funnel, key).toEqual(of((row) => row.difficulty === key));
    for (const { key, funnel } of figures.byOfferKind)
      expect(funnel, key).toEqual(of((row) => row.offer_kind === key));
    for (const axis of ['territory', 'place', 'partner', 'month'] as const)
      expect(sum(linesOf(figures, axis).map((one) => one.orientations ?? 0)), axis).toBe(
        mine.length,
      );
    const [first] = partners;
    expect(
      linesOf(figures, 'partner').find(({ key }) => key === first?.partner)?.orientations,
    ).toBe(mine.filter((row) => row.host_partner_id === first?.partner).length);
    expect(linesOf(figures, 'advisor').every(({ orientations }) => orientations === null)).toBe(
      true,
    );
    const creuse = await read({ department: '23' });
    expect(creuse.funnel).toEqual(of((row) => row.department_code === '23'));
    const gueret = await read({ commune: '23096' });
    expect(gueret.funnel).toEqual(of((row) => row.place_id === places[0]?.id));
    expect(await compareOrientationRollup(test.db)).toBe(0);
  });

  it('follows an orientation whose state moves', async () => {
    const before = await read();
    const moved = await test.db
      .updateTable('orientation')
      .set({ state: 'came', refusal: null, result: 'with-help' })
      .where('state', '=', 'refused')
      .where('given_at', '>', new Date('2025-12-31T23:00:00Z'))
      .executeTakeFirst();
    const after = await read();
    const n = Number(moved.numUpdatedRows);
    expect(n).toBeGreaterThan(0);
    expect(after.funnel).toEqual({
      ...before.funnel,
      refused: 0,
      accepted: before.funnel.accepted + n,
      came: before.funnel.came + n,
      withResult: before.funnel.withResult + n,
    });
    expect(after.total).toEqual(before.total);
  });
});
