import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { addExperiment, moveExperiment, updateExperiment } from '../experiments/commands.ts';
import { experimentInput, experimentMoveInput } from '../experiments/contract.ts';
import { listExperiments } from '../experiments/queries.ts';
import { likelyHosts, likeTerritories } from '../likeness/queries.ts';
import { createModel, replicate, updateModel } from './commands.ts';
import { modelInput } from './contract.ts';
import { countReplications, familyTree } from './domain.ts';
import { familyOf, getModel, listModels } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let correze: Actor;
let partnerId: string;
let source: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  partnerId = await makePartner(test.db, lead, '23096');
  source = await makePartnership(test.db, lead, partnerId, '23', 'active');
});

const told = (change: Record<string, unknown> = {}) =>
  modelInput.parse({
    title: 'Une permanence le samedi',
    problem: 'Personne pour aider.',
    moneyEuros: '12 500,50',
    days: '40',
    results: 'On revient.',
    ...change,
  });
const create = (actor: Actor, change: Record<string, unknown> = {}) =>
  createModel(ctxOf(test.db, actor), need(actor, 'models.write'), source, told(change));
const read = () => need(lead, 'models.read');

async function model(): Promise<string> {
  const made = await create(creuse);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value.id;
}

describe('a model', () => {
  it('is told once of a partnership that was agreed, by who looks after it', async () => {
    expect(await create(correze)).toMatchObject({ failure: { code: 'out-of-scope' } });
    const id = await model();
    expect(await getModel(test.db, read(), id)).toMatchObject({
      title: 'Une permanence le samedi',
      moneyEuros: 12_500.5,
      days: 40,
      replications: 0,
    });
    expect(await create(lead)).toMatchObject({ failure: { code: 'model-exists' } });
    source = await makePartnership(test.db, lead, partnerId, '23', 'idea');
    expect(await create(lead)).toMatchObject({ failure: { code: 'not-agreed-yet' } });
  });

  it('names nobody who did not agree', () => {
    const named = modelInput.safeParse({ ...told(), contactName: 'Quelqu’un', contactAgreed: '' });
    expect(named.error?.issues[0]).toMatchObject({ message: 'agreement-needed' });
    expect(told({ contactName: 'Quelqu’un', contactAgreed: '1' }).contactName).toBe('Quelqu’un');
  });

  it('is not overwritten by who saw an older one', async () => {
    const id = await model();
    const change = (version: number) =>
      updateModel(ctxOf(test.db, creuse), need(creuse, 'models.write'), id, version, told());
    expect(await change(1)).toMatchObject({ ok: true });
    expect(await change(1)).toMatchObject({ failure: { code: 'changed-meanwhile' } });
  });

  it('has a family: who took it over, and who took over from those', async () => {
    const id = await model();
    const take = async (from: string, department: string): Promise<string> => {
      const taken = await makePartnership(test.db, lead, partnerId, department, 'idea');
      await test.db.transaction().execute((trx) => replicate(trx, id, taken));
      if (from !== source)
        await test.db
          .updateTable('replication')
          .set({ from_partnership_id: from })
          .where('partnership_id', '=', taken)
          .execute();
      return taken;
    };
    const child = await take(source, '19');
    const grandchild = await take(child, '87');
    for (const seen of [source, child, grandchild]) {
      const { rootId, family } = await familyOf(test.db, seen);
      expect(rootId).toBe(source);
      const tree = familyTree(rootId, family);
      expect(tree && countReplications(tree)).toBe(2);
      expect(tree?.children[0]?.children[0]?.id).toBe(grandchild);
    }
    expect(await listModels(test.db, read(), null)).toMatchObject([{ id, replications: 2 }]);
    expect(await listModels(test.db, read(), 'ecology')).toEqual([]);
  });

  it('finds territories with reasons, and never its own', async () => {
    const found = await getModel(test.db, read(), await model());
    if (!found) throw new Error('no model');
    await makePartner(test.db, lead, '19272', 'Le Relais de Tulle');
    await test.db
      .insertInto('need')
      .values({
        id: source,
        territory_kind: 'department',
        territory_code: '19',
        department_code: '19',
        commitment: 'digital-inclusion',
        title: 'Aide aux démarches',
        description: '',
        evidence: '[]',
        status: 'open',
        created_by: null,
      })
      .execute();
    const { ranked } = await likeTerritories(test.db, found);
    expect(ranked.map(({ code }) => code)).not.toContain('23');
    expect(ranked[0]).toMatchObject({ code: '19', needs: 1, partners: 1, taken: 0 });
    const hosts = (actor: Actor) =>
      likelyHosts(test.db, need(actor, 'partners.read'), found, ['19', '87']);
    expect((await hosts(lead)).map(({ name }) => name)).toEqual(['Le Relais de Tulle']);
    // A partner is not told of others.
    const other = await makeAccount(test.db, 'partner-admin', 'organisation', newId());
    expect(await hosts(other)).toEqual([]);
  });
});

describe('an experiment', () => {
  const input = experimentInput.parse({
    hypothesis: 'On revient.',
    measure: 'Personnes',
    baseline: '0',
    target: '2,5',
    stopRule: 'Personne en un mois.',
  });
  const ctx = () => ctxOf(test.db, creuse);
  const scope = () => need(creuse, 'partnerships.write');
  const one = async () => (await listExperiments(test.db, source))[0];
  const move = async (to: string, change: Record<string, unknown> = {}) =>
    moveExperiment(
      ctx(),
      scope(),
      (await one())?.id ?? '',
      experimentMoveInput.parse({ to, ...change }),
    );

  it('goes from a hypothesis to a decision, and keeps what was believed', async () => {
    await addExperiment(ctx(), scope(), source, input);
    expect(await one()).toMatchObject({ state: 'planned', target: 2.5, moves: [] });
    await move('running');
    expect(await move('scaled')).toMatchObject({ failure: { code: 'move-not-allowed' } });
    expect(await move('evaluated')).toMatchObject({ failure: { field: 'learned' } });
    await move('evaluated', { result: '3', learned: 'Un jour fixe compte.' });
    const evaluated = await one();
    expect(evaluated).toMatchObject({ state: 'evaluated', result: 3 });
    const late = updateExperiment(
      ctx(),
      scope(),
      evaluated?.id ?? '',
      evaluated?.version ?? 0,
      input,
    );
    expect(await late).toMatchObject({ failure: { code: 'move-not-allowed' } });
    expect(await move('scaled')).toMatchObject({ failure: { code: 'reason-needed' } });
    await move('scaled', { reason: 'Trois territoires le veulent.' });
    expect((await one())?.moves.map(({ to }) => to)).toEqual(['running', 'evaluated', 'scaled']);
  });

  it('is not written from another department', async () => {
    const other = addExperiment(
      ctxOf(test.db, correze),
      need(correze, 'partnerships.write'),
      source,
      input,
    );
    expect(await other).toMatchObject({ failure: { code: 'out-of-scope' } });
  });
});
