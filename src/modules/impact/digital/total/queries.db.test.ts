import { afterAll, beforeAll, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../../tests/support/factories.ts';
import type { Actor } from '../../../../platform/access/access.ts';
import { newId } from '../../../../platform/db/ids.ts';
import { recordActivity } from '../../../activity/public.ts';
import type { DigitalQuery } from '../contract.ts';
import { digitalFigures } from '../queries.ts';
import { digitalTotal } from './queries.ts';

const GUERET = '23096';
const GRAND_GUERET = '200034825';
/** Saint-Sulpice-le-Guérétois, in the same group of communes. */
const BESIDE = '23245';

let test: TestDatabase;
let lead: Actor;
let places: string[];
let partners: string[];
let partnerships: string[];

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  const { db } = test;
  lead = await makeAccount(db, 'alliance-lead', 'national', '');
  places = [
    await makePlace(db, GUERET, '23'),
    await makePlace(db, BESIDE, '23'),
    await makePlace(db, '19272', '19'),
  ];
  partners = [await makePartner(db, lead, GUERET), await makePartner(db, lead, GUERET)];
  partnerships = await Promise.all(
    partners.map((partner) => makePartnership(db, lead, partner, '23')),
  );
  // Participations tell which records were added up.
  await record(0, 0, 1, null);
  await record(0, 1, 20, 3);
  await record(1, 1, 300, null);
  await record(1, 2, 4000, 7);
  await orient(0, 0, 5);
  await orient(1, 0, 2);
  await orient(1, null, 1);
  await orient(2, 1, 4);
  await follow(0, 0, '2026-03-01');
  await follow(0, 1, '2026-04-01');
});
afterAll(() => test.close());

async function record(
  partner: number,
  place: number,
  participations: number,
  firstTimers: number | null,
): Promise<void> {
  const done = await recordActivity(ctxOf(test.db, lead), need(lead, 'activity.record'), {
    id: newId(),
    happenedOn: '2026-05-04',
    partnershipId: partnerships[partner] ?? '',
    placeId: places[place] ?? '',
    communeCode: null,
    commitment: 'digital-inclusion',
    kind: 'workshop',
    participations,
    personsDeclared: null,
    minutes: null,
    comment: '',
    firstTimers,
    themes: [],
    advisorId: null,
  });
  if (!done.ok) throw new Error(done.failure.code);
}

async function orient(place: number, host: number | null, count: number): Promise<void> {
  await test.db
    .insertInto('orientation')
    .values(
      Array.from({ length: count }, () => ({
        id: newId(),
        code: newId(),
        place_id: places[place] ?? '',
        department_code: place === 2 ? '19' : '23',
        given_by: null,
        difficulty: 'device' as const,
        wish: 'near' as const,
        access: [],
        offer_kind: 'place' as const,
        host_place_id: places[0] ?? '',
        host_partner_id: host === null ? null : (partners[host] ?? ''),
        session_id: null,
        presence_id: null,
        expected_at: null,
        moved_from: null,
        channel: 'print' as const,
        state: 'given' as const,
        refusal: null,
        result: null,
        earlier_told_at: null,
        sealed_contact: null,
        given_at: new Date('2026-05-04T10:00:00Z'),
        moved_at: new Date('2026-05-04T10:00:00Z'),
        redeemed_at: null,
        redeemed_by: null,
        host_reminded_at: null,
        news_seen_at: null,
      })),
    )
    .execute();
}

async function follow(partner: number, place: number, month: string): Promise<void> {
  const id = newId();
  await test.db
    .insertInto('followed_person')
    .values({
      id,
      partner_id: partners[partner] ?? '',
      keeper_department: null,
      keeper_place_id: null,
      department_code: '23',
      place_id: places[place] ?? '',
      themes: [],
      sealed_person: 'sealed',
      search_keys: [],
      key_space: 'test',
      next_on: null,
      referent: null,
      consent_until: '2027-01-01',
      last_contact_on: month,
      announced_for: null,
      created_by: null,
    })
    .execute();
  await test.db.insertInto('follow_up_month').values({ person_id: id, month }).execute();
}

/** Orientations, participations, first-timers (null: nobody said) and followed, of one subject. */
async function four(query: DigitalQuery, who = lead) {
  const total = await digitalTotal(ctxOf(test.db, who), query);
  if (!total) return null;
  const { orientations, participations, firstTimers, followed } = total.line;
  return [
    orientations,
    participations,
    firstTimers.recordsSaying ? firstTimers.sum : null,
    followed,
  ];
}

it('counts what was given, recorded and followed there, and nothing else', async () => {
  expect(await four({})).toEqual([12, 4321, 10, 2]);
  expect(await four({ place: places[0] })).toEqual([5, 1, null, 1]);
  expect(await four({ place: places[1] })).toEqual([3, 320, 3, 1]);
  expect(await four({ partner: partners[0] })).toEqual([7, 21, 3, 2]);
  expect(await four({ partner: partners[1] })).toEqual([4, 4300, 7, 0]);
  // The commune where a followed person lives is sealed.
  expect(await four({ commune: GUERET })).toEqual([5, 1, null, null]);
  expect(await four({ epci: GRAND_GUERET })).toEqual([8, 321, 3, null]);
  expect(await four({ department: '23' })).toEqual([8, 321, 3, 2]);
  expect(await four({ region: '75' })).toEqual([12, 4321, 10, 2]);
  expect(await four({ region: '11' })).toEqual([0, 0, null, 0]);
  expect(await four({ place: places[0], year: 2025 })).toEqual([0, 0, null, 0]);
  for (const unknown of [{ place: newId() }, { partner: newId() }, { epci: '999999999' }])
    expect(await digitalTotal(ctxOf(test.db, lead), unknown)).toBeNull();
});

it('is the total of the page about the same, whose lines add up to it', async () => {
  for (const query of [
    { place: places[1] },
    { partner: partners[1] },
    { epci: GRAND_GUERET },
    { commune: BESIDE },
    { department: '19' },
    { region: '75' },
  ]) {
    const about = JSON.stringify(query);
    const figures = await digitalFigures(ctxOf(test.db, lead), query, null);
    expect(figures?.total, about).toEqual((await digitalTotal(ctxOf(test.db, lead), query))?.line);
    expect(figures?.funnel.given, about).toBe(figures?.total.orientations);
    for (const { by, lines } of figures?.breakdowns ?? []) {
      if (by === 'theme') continue;
      const sum = (of: (line: (typeof lines)[number]) => number | null) =>
        lines.reduce((all, line) => all + (of(line) ?? 0), 0);
      expect(
        sum((line) => line.participations),
        `${about} ${by}`,
      ).toBe(figures?.total.participations);
      if (by !== 'advisor')
        expect(
          sum((line) => line.orientations),
          `${about} ${by}`,
        ).toBe(figures?.total.orientations);
    }
  }
  const own = await digitalFigures(ctxOf(test.db, lead), { partner: partners[0] }, null);
  expect(own?.breakdowns.map(({ by }) => by)).toEqual([
    'territory',
    'place',
    'advisor',
    'theme',
    'month',
  ]);
  expect(own?.breakdowns[1]?.lines).toMatchObject([
    { key: places[1], orientations: 2, participations: 20, followed: 1 },
    { key: places[0], orientations: 5, participations: 1, followed: 1 },
  ]);
});

it('shows of a partner and of followed people only what its reader may know', async () => {
  const [own, other] = partners;
  const admin = await makeAccount(test.db, 'partner-admin', 'organisation', own ?? '');
  expect(await four({ partner: own }, admin)).toEqual([7, 21, 3, 2]);
  expect(await four({ partner: other }, admin)).toBeNull();
  expect(await four({ place: places[1] }, admin)).toEqual([3, 320, 3, null]);

  const agent = await makeAccount(test.db, 'counter-agent', 'place', places[0] ?? '');
  expect(await four({ partner: own }, agent)).toBeNull();
  expect(await four({ place: places[0] }, agent)).toEqual([5, 1, null, null]);

  // Whoever reads all activity, but files only of their own.
  const delegate = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  expect(await four({ partner: own }, delegate)).toEqual([7, 21, 3, null]);
  expect(await four({ place: places[0] }, delegate)).toEqual([5, 1, null, null]);

  // Whoever reads the activity of a place alone: of the partner only what was done and given there.
  const manager = await makeAccount(test.db, 'place-manager', 'place', places[1] ?? '');
  const part = await digitalTotal(ctxOf(test.db, manager), { partner: own });
  expect(part).toMatchObject({ partial: true, line: { orientations: 2, participations: 20 } });
  expect(part?.line.followed).toBeNull();
  const page = await digitalFigures(ctxOf(test.db, manager), { partner: own }, null);
  expect(page?.total).toEqual(part?.line);
  expect(page?.funnel.given).toBe(2);
});
