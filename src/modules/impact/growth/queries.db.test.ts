import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { setRegionTargets } from './commands.ts';
import { readGrowth, readOutlook } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let partnerId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  partnerId = await makePartner(test.db, lead, '23096');
});

const region = async (code: string) =>
  (await readGrowth(test.db, 2026, '2026-06-15')).regions.find((one) => one.code === code);

it('counts what a region agreed in the year and what it has open, beside its target', async () => {
  await makePartnership(test.db, lead, partnerId, '23', 'active');
  await makePartnership(test.db, lead, partnerId, '23', 'agreed');
  await makePartnership(test.db, lead, partnerId, '19', 'idea');
  await makePartnership(test.db, lead, partnerId, '75', 'co-design');
  const old = await makePartnership(test.db, lead, partnerId, '23', 'agreed');
  await test.db
    .updateTable('partnership')
    .set({ agreed_on: '2023-01-10' })
    .where('id', '=', old)
    .execute();
  await setRegionTargets(ctxOf(test.db, lead), need(lead, 'targets.write'), {
    year: 2026,
    values: { '75': 12, '11': null },
  });
  expect(await region('75')).toMatchObject({
    target: 12,
    agreed: 2,
    open: { idea: 1, 'co-design': 0 },
  });
  expect(await region('11')).toMatchObject({ target: null, open: { idea: 0, 'co-design': 1 } });
});

it('follows partnerships from their agreement to their end', async () => {
  const ended = await makePartnership(test.db, lead, partnerId, '23', 'active');
  const running = await makePartnership(test.db, lead, partnerId, '23', 'active');
  await test.db
    .updateTable('partnership')
    .set({
      agreed_on: '2023-01-10',
      starts_on: '2023-01-10',
      stage: 'ended',
      ends_on: '2025-03-01',
    })
    .where('id', '=', ended)
    .execute();
  await test.db
    .updateTable('partnership')
    .set({ agreed_on: '2024-09-01' })
    .where('id', '=', running)
    .execute();
  const { running: days } = await readGrowth(test.db, 2026, '2026-06-15');
  expect(days).toHaveLength(13);
  const on = (day: string) => days.find((one) => one.day === day)?.count;
  expect([on('2023-06-15'), on('2024-12-15'), on('2025-03-15'), on('2026-06-15')]).toEqual([
    1, 2, 1, 1,
  ]);
});

it('expects of terms what came of earlier ones, and says what may run at the end of the year', async () => {
  const ctx = ctxOf(test.db, lead);
  const scope = need(lead, 'growth.read');
  const withTerm = async (endsOn: string, department = '23') => {
    const id = await makePartnership(test.db, lead, partnerId, department, 'active');
    await test.db
      .updateTable('partnership')
      .set({ ends_on: endsOn, agreed_on: '2024-01-10', starts_on: '2024-01-10' })
      .where('id', '=', id)
      .execute();
    return id;
  };
  const due = await withTerm('2026-09-30');
  // Its term passed and nobody decided: it still waits. The next one is for another year.
  await withTerm('2026-03-31', '75');
  await withTerm('2027-01-01');
  expect(await readOutlook(ctx, scope)).toMatchObject({
    due: 2,
    ending: null,
    runningAtEnd: null,
  });
  const moves = [
    ...Array.from({ length: 6 }, () => ['under-review', 'renewed', '2025-05-01'] as const),
    ['under-review', 'active', '2025-05-02'] as const,
    ['active', 'ended', '2025-05-03'] as const,
    // Too long ago to tell.
    ['active', 'ended', '2020-05-03'] as const,
  ];
  await test.db
    .insertInto('partnership_move')
    .values(
      moves.map(([from_stage, to_stage, day]) => ({
        id: newId(),
        partnership_id: due,
        from_stage,
        to_stage,
        reason: '',
        moved_by: lead.accountId,
        moved_at: new Date(`${day}T10:00:00Z`),
      })),
    )
    .execute();
  const outlook = await readOutlook(ctx, scope);
  expect(outlook).toMatchObject({ due: 2, ending: 0.25, runningAtEnd: 2.75 });
  const byRegion = outlook.regions.map(({ code, due: n, ending }) => [code, n, ending]);
  expect(byRegion.sort()).toEqual([
    ['11', 1, 0.125],
    ['75', 1, 0.125],
  ]);
});

it('tells how earlier ones fared, and lists the oldest of a department', async () => {
  await makePartnership(test.db, lead, partnerId, '23', 'agreed');
  const waiting = await makePartnership(test.db, lead, partnerId, '19', 'idea');
  const growth = await readGrowth(test.db, 2026, '2030-01-01', ['19']);
  expect(growth.ageing.map(({ id }) => id)).toEqual([waiting]);
  const { past, open } = await readGrowth(test.db, 2026, '2026-12-31');
  expect(open).toMatchObject([{ stage: 'idea', regionCode: '75' }]);
  expect(past.filter(({ agreedAfter }) => agreedAfter !== null)).toHaveLength(2);
});
