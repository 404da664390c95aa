import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { getPartnership, listMoves } from '../queries.ts';
import { moveMany } from './commands.ts';

let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let idea: string;
let coDesign: string;
let elsewhere: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  const partner = await makePartner(test.db, lead, '23096');
  idea = await makePartnership(test.db, lead, partner, '23', 'idea', { title: 'A idée' });
  coDesign = await makePartnership(test.db, lead, partner, '23', 'co-design', { title: 'B' });
  elsewhere = await makePartnership(test.db, lead, partner, '19', 'idea', { title: 'C' });
});

const scope = () => need(creuse, 'partnerships.move');
const stageOf = async (id: string) =>
  (await getPartnership(test.db, need(lead, 'partnerships.read'), id))?.stage;
const all = () =>
  [idea, coDesign, elsewhere, newId(), 'not an id'].map((id) => ({ id, version: null }));

it('says beforehand what moves and why the rest does not, and changes nothing', async () => {
  const preview = await moveMany(
    ctxOf(test.db, creuse),
    scope(),
    all(),
    { to: 'co-design', reason: '' },
    true,
  );
  expect(preview.map(({ id, problem }) => [id, problem])).toEqual([
    [idea, null],
    [coDesign, 'move-not-allowed'],
    [elsewhere, 'out-of-scope'],
  ]);
  expect(await stageOf(idea)).toBe('idea');
});

it('moves what may move, records why on each, and leaves the rest', async () => {
  const done = await moveMany(
    ctxOf(test.db, creuse),
    scope(),
    all(),
    { to: 'abandoned', reason: 'Le programme s’arrête.' },
    false,
  );
  expect(done.filter(({ problem }) => problem === null)).toHaveLength(2);
  expect([await stageOf(idea), await stageOf(coDesign), await stageOf(elsewhere)]).toEqual([
    'abandoned',
    'abandoned',
    'idea',
  ]);
  expect((await listMoves(test.db, coDesign)).at(-1)?.reason).toBe('Le programme s’arrête.');
});

it('does not move what changed since the preview, nor what needs a reason without one', async () => {
  const input = { to: 'abandoned', reason: '' } as const;
  const without = await moveMany(ctxOf(test.db, creuse), scope(), all(), input, false);
  expect(without.map(({ problem }) => problem)).toEqual([
    'reason-needed',
    'reason-needed',
    'out-of-scope',
  ]);
  const late = await moveMany(
    ctxOf(test.db, creuse),
    scope(),
    [{ id: idea, version: 7 }],
    { ...input, reason: 'x' },
    false,
  );
  expect(late[0]?.problem).toBe('changed-meanwhile');
  expect(await stageOf(idea)).toBe('idea');
});
