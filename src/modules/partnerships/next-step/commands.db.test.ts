import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { listPartnerships } from '../queries.ts';
import { planNextStep } from './commands.ts';
import { nextStepInput } from './contract.ts';
import { dueSteps, getNextStep } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let correze: Actor;
let id: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  const partnerId = await makePartner(test.db, lead, '23096');
  id = await makePartnership(test.db, lead, partnerId, '23', 'idea');
});

const plan = (actor: Actor, version: number, change: Record<string, unknown>) =>
  planNextStep(
    ctxOf(test.db, actor),
    need(actor, 'partnerships.write'),
    id,
    version,
    nextStepInput.parse({ step: 'Appeler.', on: '2026-06-10', ownerId: '', ...change }),
  );

it('gives a step to somebody, who finds it when it is due', async () => {
  const move = need(creuse, 'partnerships.move');
  expect(await plan(creuse, 1, { ownerId: creuse.accountId })).toEqual({ ok: true, value: null });
  expect(await getNextStep(test.db, id)).toMatchObject({ step: 'Appeler.', on: '2026-06-10' });
  expect(await dueSteps(test.db, move, '2026-06-09')).toEqual([]);
  expect(await dueSteps(test.db, move, '2026-06-10')).toMatchObject([{ id, step: 'Appeler.' }]);
  // It is somebody's: nobody else is asked for it.
  expect(await dueSteps(test.db, need(lead, 'partnerships.move'), '2026-06-10')).toEqual([]);
  const mine = { mine: true, stepDue: true } as const;
  const listed = async (actor: Actor) =>
    (await listPartnerships(test.db, need(actor, 'partnerships.read'), mine, null, 10)).items;
  expect(await listed(creuse)).toHaveLength(1);
  expect(await listed(lead)).toHaveLength(0);
});

it('asks everybody in reach for what nobody looks after', async () => {
  await plan(lead, 1, {});
  for (const actor of [lead, creuse])
    expect(await dueSteps(test.db, need(actor, 'partnerships.move'), '2026-06-15')).toHaveLength(1);
  expect(await dueSteps(test.db, need(correze, 'partnerships.move'), '2026-06-15')).toEqual([]);
});

it('refuses a stranger, another department and a version that has passed', async () => {
  expect(await plan(creuse, 1, { ownerId: correze.accountId })).toMatchObject({
    failure: { code: 'owner-unknown' },
  });
  expect(await plan(correze, 1, {})).toMatchObject({ failure: { code: 'out-of-scope' } });
  await plan(lead, 1, {});
  expect(await plan(lead, 1, {})).toMatchObject({ failure: { code: 'changed-meanwhile' } });
});
