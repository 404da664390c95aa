import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { setRegionTargets } from './commands.ts';
import { readGrowth } from './queries.ts';

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

it('tells how earlier ones fared, and lists the oldest of a department', async () => {
  await makePartnership(test.db, lead, partnerId, '23', 'agreed');
  const waiting = await makePartnership(test.db, lead, partnerId, '19', 'idea');
  const growth = await readGrowth(test.db, 2026, '2030-01-01', ['19']);
  expect(growth.ageing.map(({ id }) => id)).toEqual([waiting]);
  const { past, open } = await readGrowth(test.db, 2026, '2026-12-31');
  expect(open).toMatchObject([{ stage: 'idea', regionCode: '75' }]);
  expect(past.filter(({ agreedAfter }) => agreedAfter !== null)).toHaveLength(2);
});
