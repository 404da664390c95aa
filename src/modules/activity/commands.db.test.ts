import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../tests/support/factories.ts';
import type { Actor } from '../../platform/access/access.ts';
import { newId } from '../../platform/db/ids.ts';
import { dashboard } from '../impact/public.ts';
import { compareRollups, correctActivity, recordActivity } from './commands.ts';
import { type ActivityInput, activityInput } from './contract.ts';
import { getActivity, listActivity } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let advisor: Actor;
let partnershipId: string;
let placeId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  advisor = await makeAccount(test.db, 'advisor', 'department', '23');
  const partnerId = await makePartner(test.db, lead, '23096');
  partnershipId = await makePartnership(test.db, lead, partnerId, '23');
  placeId = await makePlace(test.db, '23096', '23');
});

const input = (more: Partial<ActivityInput> = {}): ActivityInput => ({
  ...activityInput.parse({
    id: newId(),
    happenedOn: '2026-06-10',
    partnershipId,
    placeId,
    commitment: 'digital-inclusion',
    kind: 'workshop',
    participations: 12,
    personsDeclared: 9,
    minutes: 90,
  }),
  ...more,
});

const record = (value: ActivityInput, actor = advisor) =>
  recordActivity(ctxOf(test.db, actor), need(actor, 'activity.record'), value);

const stored = (id: string) =>
  test.db
    .selectFrom('activity')
    .select(['first_timers', 'themes', 'advisor_id', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

describe('what digital inclusion knows of a record', () => {
  const correct = (value: ActivityInput, version = 1) =>
    correctActivity(
      ctxOf(test.db, advisor),
      need(advisor, 'activity.correct'),
      { version, reason: 'Mal compté.', withdraw: false },
      value,
    );

  it('is not said when it is left out, and stays when a correction leaves it out', async () => {
    const silent = input();
    await record(silent);
    expect(await stored(silent.id)).toMatchObject({
      first_timers: null,
      themes: [],
      advisor_id: null,
    });
    const said = input({ firstTimers: 5, themes: ['email', 'sante'] });
    await record(said);
    const { firstTimers: _, themes: __, ...without } = said;
    await correct({ ...without, participations: 8, personsDeclared: 8 });
    expect(await stored(said.id)).toMatchObject({
      first_timers: 5,
      themes: ['email', 'sante'],
      version: 2,
    });
    await correct({ ...without, firstTimers: null, themes: [] }, 2);
    expect(await stored(said.id)).toMatchObject({ first_timers: null, themes: [], version: 3 });
  });

  it('never holds more first-timers than participations', async () => {
    expect(activityInput.safeParse({ ...input(), firstTimers: 13 }).error?.issues[0]).toMatchObject(
      { path: ['firstTimers'], message: 'more-first-timers-than-participations' },
    );
    const said = input({ firstTimers: 5 });
    await record(said);
    const { firstTimers: _, ...without } = said;
    expect(await correct({ ...without, participations: 4, personsDeclared: 4 })).toMatchObject({
      failure: { code: 'more-first-timers-than-participations', field: 'firstTimers' },
    });
    expect(await stored(said.id)).toMatchObject({ first_timers: 5, version: 1 });
  });

  it('names the author’s own sheet unless told otherwise, and no sheet that is none', async () => {
    const id = newId();
    await test.db
      .insertInto('advisor')
      .values({
        id,
        name: 'Conseillère de l’essai',
        kind: 'advisor',
        employer_partner_id: null,
        partnership_id: partnershipId,
        account_id: advisor.accountId,
        themes: [],
        department_code: '23',
        active_from: '2026-01-01',
        active_until: null,
        created_by: null,
      })
      .execute();
    const [own, green, nobody] = [input(), input({ commitment: 'ecology' }), input()];
    await record(own);
    await record(green);
    await record({ ...nobody, advisorId: null });
    expect((await stored(own.id)).advisor_id).toBe(id);
    expect((await stored(green.id)).advisor_id).toBeNull();
    expect((await stored(nobody.id)).advisor_id).toBeNull();
    expect(await record(input({ advisorId: newId() }))).toMatchObject({
      failure: { code: 'advisor-unknown', field: 'advisorId' },
    });
  });
});

describe('recording', () => {
  it('counts once, however often and however concurrently it is sent', async () => {
    const value = input();
    const outcomes = await Promise.all([record(value), record(value), record(value)]);
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(outcomes.filter((outcome) => outcome.ok && outcome.value.created)).toHaveLength(1);
    const figures = await dashboard(test.db, { year: 2026 }, NOW);
    expect(figures.total).toMatchObject({ records: 1, participations: 12, minutes: 90 });
    expect(await compareRollups(test.db)).toBe(0);
  });

  it('keeps « not said » apart from zero', async () => {
    await record(input({ personsDeclared: null }));
    await record(input({ participations: 4, personsDeclared: 0 }));
    const { total } = await dashboard(test.db, { year: 2026 }, NOW);
    expect(total.persons).toEqual({
      sum: 0,
      recordsSaying: 1,
      records: 2,
      method: 'sum-of-declarations',
    });
  });

  it.each([
    ['2026-06-16', 'date-in-future'],
    ['2020-01-01', 'date-too-old'],
  ])('refuses the day %s', async (happenedOn, code) => {
    expect(await record(input({ happenedOn }))).toMatchObject({
      failure: { code, field: 'happenedOn' },
    });
  });

  it('refuses an unknown place, partnership or commune, and what is out of reach', async () => {
    expect(await record(input({ placeId: newId() }))).toMatchObject({
      failure: { code: 'place-unknown' },
    });
    expect(await record(input({ partnershipId: newId() }))).toMatchObject({
      failure: { code: 'partnership-unknown' },
    });
    expect(await record(input({ placeId: null, communeCode: '99999' }))).toMatchObject({
      failure: { code: 'commune-unknown' },
    });
    const elsewhere = await makeAccount(test.db, 'advisor', 'department', '19');
    expect(await record(input(), elsewhere)).toMatchObject({ failure: { code: 'out-of-scope' } });
    const { total } = await dashboard(test.db, { year: 2026 }, NOW);
    expect(total.records).toBe(0);
  });

  it.each([
    [{ participations: -1 }, 'participations', 'negative'],
    [{ participations: 1_000_000_000 }, 'participations', 'absurd-count'],
    [
      { participations: 3, personsDeclared: 4 },
      'personsDeclared',
      'more-persons-than-participations',
    ],
    [{ happenedOn: '2026-02-30' }, 'happenedOn', 'date-invalid'],
    [{ placeId: '', communeCode: '' }, 'communeCode', 'place-or-commune'],
  ])('names what is wrong with %o', (more, field, message) => {
    const parsed = activityInput.safeParse({ ...input(), ...more });
    expect(
      parsed.error?.issues.some((issue) => issue.path[0] === field && issue.message === message),
    ).toBe(true);
  });
});

describe('correcting', () => {
  it('moves the figures, keeps what it said before, and who, when, why', async () => {
    const value = input();
    await record(value);
    const done = await correctActivity(
      ctxOf(test.db, advisor),
      need(advisor, 'activity.correct'),
      { version: 1, reason: 'Feuille relue', withdraw: false },
      {
        ...value,
        participations: 10,
        personsDeclared: 8,
        commitment: 'social-inclusion',
        happenedOn: '2026-05-02',
      },
    );
    expect(done.ok).toBe(true);
    const figures = await dashboard(test.db, { year: 2026, commitment: 'social-inclusion' }, NOW);
    expect(figures.total).toMatchObject({ records: 1, participations: 10 });
    const before = await dashboard(test.db, { year: 2026, commitment: 'digital-inclusion' }, NOW);
    expect(before.total).toMatchObject({ records: 0, participations: 0 });
    expect(await compareRollups(test.db)).toBe(0);
    const found = await getActivity(test.db, need(advisor, 'activity.read'), value.id);
    expect(found?.revisions).toMatchObject([
      {
        version: 1,
        reason: 'Feuille relue',
        by: 'advisor 23',
        before: { participations: 12, persons_declared: 9 },
      },
    ]);
  });

  it('takes a withdrawn record out of the figures and lists', async () => {
    const value = input();
    await record(value);
    const correct = need(advisor, 'activity.correct');
    const withdrawn = { version: 1, reason: 'Saisie deux fois', withdraw: true };
    expect((await correctActivity(ctxOf(test.db, advisor), correct, withdrawn, value)).ok).toBe(
      true,
    );
    expect((await dashboard(test.db, { year: 2026 }, NOW)).total.records).toBe(0);
    expect((await listActivity(test.db, need(advisor, 'activity.read'), {}, null)).items).toEqual(
      [],
    );
    expect(await compareRollups(test.db)).toBe(0);
  });

  it('refuses a stale version and another department’s advisor', async () => {
    const value = input();
    await record(value);
    const stale = { version: 7, reason: 'x', withdraw: false };
    expect(
      await correctActivity(
        ctxOf(test.db, advisor),
        need(advisor, 'activity.correct'),
        stale,
        value,
      ),
    ).toMatchObject({ failure: { code: 'changed-meanwhile' } });
    const elsewhere = await makeAccount(test.db, 'advisor', 'department', '19');
    expect(
      await correctActivity(
        ctxOf(test.db, elsewhere),
        need(elsewhere, 'activity.correct'),
        { ...stale, version: 1 },
        value,
      ),
    ).toMatchObject({ failure: { code: 'not-found' } });
  });
});

describe('the roll-up', () => {
  it('is told apart from the records when somebody changes it behind our back', async () => {
    await record(input());
    expect(await compareRollups(test.db)).toBe(0);
    await sql`UPDATE activity_rollup SET participations = participations + 1`.execute(test.db);
    expect(await compareRollups(test.db)).toBe(1);
  });

  it('agrees with the records after many writes of every kind', async () => {
    const values = Array.from({ length: 60 }, (_, n) =>
      input({
        happenedOn: `2026-0${1 + (n % 6)}-0${1 + (n % 9)}`,
        commitment: (['territory', 'ecology', 'digital-inclusion'] as const)[n % 3] ?? 'ecology',
        personsDeclared: n % 4 === 0 ? null : n % 9,
        participations: 9 + n,
      }),
    );
    for (const value of values) await record(value);
    await test.db
      .updateTable('activity')
      .set({ department_code: '19', commune_code: '19272' })
      .where('participations', '>', 50)
      .execute();
    await test.db.deleteFrom('activity').where('participations', '<', 15).execute();
    expect(await compareRollups(test.db)).toBe(0);
    const all = await dashboard(test.db, { year: 2026 }, NOW);
    const parts = all.byDepartment.reduce((sum, row) => sum + row.figures.participations, 0);
    expect(parts).toBe(all.total.participations);
  });
});
