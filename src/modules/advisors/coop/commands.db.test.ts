import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type CoopServer, coopActivity, startCoop } from '../../../../tests/support/coop.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import {
  makeAccount,
  makePartner,
  makePartnership,
  makePlace,
} from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { compareRollups } from '../../activity/public.ts';
import { recordAccompaniment } from '../accompaniments/commands.ts';
import { accompanimentInput } from '../accompaniments/contract.ts';
import { createAdvisor } from '../commands.ts';
import { advisorInput } from '../contract.ts';
import { sayMediator, sayStructure, sayTwice, startCoop as start } from './commands.ts';
import { listRuns, listWaiting } from './queries.ts';

let test: TestDatabase;
let coop: CoopServer;
let lead: Actor;
let advisor: string;
let place: string;
const waits: number[] = [];
const MEDIATOR = '11111111-1111-4111-8111-111111111111';
const id = (n: number): string => `33333333-3333-4333-8333-${String(n).padStart(12, '0')}`;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
  coop = await startCoop();
});
afterAll(async () => {
  await coop.stop();
  await test.close();
});
beforeEach(async () => {
  await test.reset();
  coop.activities.clear();
  coop.faults.length = 0;
  coop.asked.length = 0;
  waits.length = 0;
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  const partner = await makePartner(test.db, lead, '23096');
  const partnershipId = await makePartnership(test.db, lead, partner, '23');
  place = await makePlace(test.db, '23096', '23');
  const made = await createAdvisor(
    ctxOf(test.db, lead),
    need(lead, 'advisors.write'),
    advisorInput.parse({
      name: 'Conseiller',
      kind: 'advisor',
      partnershipId,
      themes: ['email'],
      departmentCode: '23',
      activeFrom: '2025-01-01',
    }),
  );
  if (!made.ok) throw new Error(made.failure.code);
  advisor = made.value.id;
});

async function run(more: { pageSize?: number; token?: string; timeoutMs?: number } = {}) {
  const started = await start({
    db: test.db,
    access: { url: coop.url, token: more.token ?? coop.token },
    now: () => NOW,
    startedBy: null,
    pageSize: more.pageSize ?? 500,
    timeoutMs: more.timeoutMs ?? 500,
    wait: async (ms) => void waits.push(ms),
  });
  if (!started.ok) throw new Error(started.failure.code);
  await started.value.work();
  const [latest] = await listRuns(test.db, need(lead, 'imports.run'));
  if (!latest) throw new Error('no run');
  return latest;
}

const counted = async () =>
  test.db
    .selectFrom('activity')
    .select(['id', 'kind', 'participations', 'minutes', 'status', 'place_id', 'version'])
    .orderBy('id')
    .execute();
const who = () => sayMediator(ctxOf(test.db, lead), need(lead, 'imports.run'), MEDIATOR, advisor);

describe('an import from La Coop', () => {
  it('waits for who the mediator is, then counts what waited, once', async () => {
    for (let n = 1; n <= 5; n += 1) coop.activities.set(id(n), coopActivity());
    expect(await run({ pageSize: 2 })).toMatchObject({
      state: 'done',
      read: 5,
      created: 0,
      waiting: 5,
      reasons: { 'mediator-unknown': 5 },
    });
    expect(await counted()).toEqual([]);
    const waiting = await listWaiting(test.db, need(lead, 'imports.run'));
    expect(waiting.mediators).toEqual([{ id: MEDIATOR, label: '', rows: 5 }]);
    // Five alike on one day are five: only records made here are suspected to be the same.
    expect(await who()).toMatchObject({ value: { taken: 5 } });
    expect(await counted()).toHaveLength(5);
    expect(await run()).toMatchObject({ created: 0, unchanged: 5 });
    expect(await counted()).toHaveLength(5);
    expect(await compareRollups(test.db)).toBe(0);
  });

  it('asks only for what was modified since, corrects, withdraws and brings back', async () => {
    coop.activities.set(id(1), coopActivity());
    await run();
    await who();
    coop.activities.set(
      id(1),
      coopActivity({ duree: 60, modification: '2026-06-11T08:00:00.000Z' }),
    );
    expect(await run()).toMatchObject({ created: 0, updated: 1 });
    expect(coop.asked.at(-2)).toContain('filter%5Bmodification%5D%5Bdepuis%5D=2026-06-10T10');
    expect(await counted()).toMatchObject([{ minutes: 60, status: 'recorded', version: 2 }]);
    const gone = {
      suppression: '2026-06-12T08:00:00.000Z',
      modification: '2026-06-12T08:00:00.000Z',
    };
    coop.activities.set(id(1), coopActivity({ duree: 60, ...gone }));
    expect(await run()).toMatchObject({ updated: 1 });
    expect(await counted()).toMatchObject([{ status: 'withdrawn' }]);
    coop.activities.set(id(1), coopActivity({ modification: '2026-06-13T08:00:00.000Z' }));
    await run();
    expect(await counted()).toMatchObject([{ status: 'recorded', minutes: 45 }]);
    const revisions = await test.db.selectFrom('activity_revision').select('before').execute();
    expect(revisions).toHaveLength(3);
    expect(await compareRollups(test.db)).toBe(0);
  });

  it('tries again when La Coop is busy, down, silent or cut off, as long as it is asked to', async () => {
    coop.activities.set(id(1), coopActivity());
    coop.faults.push('busy', 'down', 'slow', 'cut');
    expect(await run({ timeoutMs: 200 })).toMatchObject({ state: 'done', read: 1, retries: 4 });
    expect(waits).toEqual([2000, 2000, 4000, 8000]);
    coop.faults.push('down', 'down', 'down', 'down', 'down');
    expect(await run()).toMatchObject({ state: 'failed', failure: 'http-503', retries: 4 });
  });

  it('goes on where it broke off, and loses nothing that changed meanwhile', async () => {
    for (let n = 1; n <= 6; n += 1)
      coop.activities.set(id(n), coopActivity({ modification: `2026-06-0${n}T10:00:00.000Z` }));
    coop.faults.push('fine', 'down', 'down', 'down', 'down', 'down');
    expect(await run({ pageSize: 2 })).toMatchObject({ state: 'failed', pages: 1, read: 2 });
    await who();
    expect(await counted()).toHaveLength(2);
    // While the import is down, one of the two that were read changes.
    const later = { duree: 90, modification: '2026-06-09T10:00:00.000Z' };
    coop.activities.set(id(6), coopActivity(later));
    expect(await run({ pageSize: 2 })).toMatchObject({ state: 'done', read: 4, created: 4 });
    expect(await run({ pageSize: 2 })).toMatchObject({ state: 'done', updated: 1 });
    const all = await counted();
    expect(all).toHaveLength(6);
    expect(all.find((one) => one.id === id(6))).toMatchObject({ minutes: 90 });
  });

  it('says which activities it cannot take, and why', async () => {
    coop.activities.set(id(1), coopActivity({ duree: 0 }));
    coop.activities.set(id(2), coopActivity({ date: '2026-07-01' }));
    coop.activities.set(
      id(3),
      coopActivity({ beneficiaires: { total: 1, genres: { feminin: 2 } } }),
    );
    coop.activities.set(id(4), coopActivity({ mediateur_id: null }));
    coop.activities.set(id(5), coopActivity({ beneficiaires: { total: 1, genres: {} } }));
    expect(await run()).toMatchObject({
      read: 5,
      rejected: 4,
      waiting: 1,
      reasons: {
        'length-absurd': 1,
        'date-in-future': 1,
        'totals-exceed': 1,
        'mediator-missing': 1,
        'mediator-unknown': 1,
      },
    });
  });

  it('stops at once at a wrong token and at nonsense', async () => {
    expect(await run({ token: 'wrong' })).toMatchObject({
      state: 'failed',
      failure: 'coop-refused',
      retries: 0,
    });
    coop.faults.push('nonsense');
    expect(await run()).toMatchObject({ state: 'failed', failure: 'coop-unreadable' });
  });

  it('places an activity where somebody says that the structure is', async () => {
    const at = { type_lieu: 'lieu_activite', structure_id: 'struct-1', lieu_code_insee: null };
    coop.activities.set(id(1), coopActivity(at));
    await run();
    await who();
    expect(await counted()).toEqual([]);
    const { structures } = await listWaiting(test.db, need(lead, 'imports.run'));
    expect(structures).toEqual([{ id: 'struct-1', rows: 1 }]);
    const said = await sayStructure(
      ctxOf(test.db, lead),
      need(lead, 'imports.run'),
      'struct-1',
      place,
    );
    expect(said).toMatchObject({ value: { taken: 1 } });
    expect(await counted()).toMatchObject([{ place_id: place }]);
  });

  it('asks before it counts what looks like something recorded here', async () => {
    const mine = accompanimentInput.parse({
      id: newId(),
      advisorId: advisor,
      happenedOn: '2026-06-10',
      minutes: 45,
      placeId: place,
      themes: ['email'],
    });
    const done = await recordAccompaniment(
      ctxOf(test.db, lead),
      need(lead, 'accompaniments.record'),
      need(lead, 'activity.record'),
      mine,
    );
    expect(done).toMatchObject({ ok: true });
    coop.activities.set(id(1), coopActivity());
    coop.activities.set(id(2), coopActivity({ duree: 30 }));
    coop.activities.set(id(3), coopActivity());
    await run();
    expect(await who()).toMatchObject({ value: { taken: 1 } });
    const ctx = ctxOf(test.db, lead);
    const scope = need(lead, 'imports.run');
    expect((await listWaiting(test.db, scope)).twice).toHaveLength(2);
    expect(await sayTwice(ctx, scope, id(1), false)).toMatchObject({ value: { taken: 0 } });
    expect(await sayTwice(ctx, scope, id(3), true)).toMatchObject({ value: { taken: 1 } });
    expect(await counted()).toHaveLength(3);
    expect(await run()).toMatchObject({ created: 0, waiting: 0 });
  });

  it('counts a group as a workshop, with totals that stay totals', async () => {
    coop.activities.set(
      id(1),
      coopActivity({
        type: 'collectif',
        accompagnements: 8,
        titre_atelier: 'Premiers pas',
        beneficiaires: { total: 8, genres: { feminin: 5, masculin: 2 }, tranches_age: {} },
      }),
    );
    await run();
    await who();
    expect(await counted()).toMatchObject([{ kind: 'workshop', participations: 8 }]);
    const row = await test.db
      .selectFrom('accompaniment')
      .select(['format', 'genders', 'ages', 'title'])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      format: 'group',
      genders: { feminin: 5, masculin: 2 },
      ages: {},
      title: 'Premiers pas',
    });
  });

  it('runs once at a time', async () => {
    const options = {
      db: test.db,
      access: coop,
      now: () => NOW,
      startedBy: null,
    };
    const first = await start(options);
    expect(await start(options)).toMatchObject({ failure: { code: 'already-running' } });
    if (first.ok) await first.value.work();
    expect(await start(options)).toMatchObject({ ok: true });
  });
});
