import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import { type Actor, authorize } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { createProposal, decideProposal } from '../co-design/commands.ts';
import { decisionInput, proposalInput } from '../co-design/contract.ts';
import { prepareConvention } from '../convention/commands.ts';
import { STALE_DAYS } from '../domain.ts';
import { recordNeed } from '../needs/commands.ts';
import { needInput } from '../needs/contract.ts';
import { homeAgenda } from './queries.ts';

const TODAY = NOW.toISOString().slice(0, 10);
let test: TestDatabase;
let creuse: Actor;
let correze: Actor;
let partnerId: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  const lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  correze = await makeAccount(test.db, 'territory-delegate', 'department', '19');
  partnerId = await makePartner(test.db, lead, '23096');
});

const agendaOf = (actor: Actor) =>
  homeAgenda(
    test.db,
    {
      act: authorize(actor, 'partnerships.move'),
      agree: authorize(actor, 'partnerships.agree'),
      needs: authorize(actor, 'needs.write'),
      decide: authorize(actor, 'codesign.decide'),
    },
    TODAY,
  );
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

async function since(
  stage: 'idea' | 'co-design' | 'agreed' | 'active',
  days: number,
  nextStepOn: string | null = null,
) {
  const id = await makePartnership(test.db, creuse, partnerId, '23', stage);
  await test.db
    .updateTable('partnership')
    .set({
      stage_since: new Date(NOW.getTime() - days * 86_400_000),
      next_step_on: nextStepOn,
    })
    .where('id', '=', id)
    .execute();
  return id;
}

it('shows what stands still, unless somebody said what comes next', async () => {
  const idea = await since('idea', STALE_DAYS.idea + 1);
  const agreed = await since('agreed', STALE_DAYS.agreed + 1);
  const forgotten = await since('co-design', STALE_DAYS['co-design'] + 1, '2026-06-14');
  const planned = await since('co-design', STALE_DAYS['co-design'] + 1, TODAY);
  const fresh = await since('co-design', STALE_DAYS['co-design']);
  await since('idea', STALE_DAYS.idea);
  await since('active', 900);
  const agenda = await agendaOf(creuse);
  expect(ids(agenda.stalled)).toEqual([forgotten, idea, agreed]);
  // What stands still is not shown a second time as being prepared.
  expect(ids(agenda.coDesign)).toEqual([planned, fresh]);
  expect((await agendaOf(correze)).stalled).toEqual([]);
});

it('shows a refused signature until the person is asked again or taken off', async () => {
  const id = await makePartnership(test.db, creuse, partnerId, '23', 'agreed');
  const made = await prepareConvention(
    ctxOf(test.db, creuse),
    need(creuse, 'conventions.write'),
    id,
  );
  if (!made.ok) throw new Error(made.failure.code);
  const signatory = newId();
  await test.db
    .insertInto('convention_signatory')
    .values({
      id: signatory,
      convention_id: made.value.id,
      side: 'partner',
      name: 'Claude',
      function: '',
      email: 'claude@example.org',
      name_folded: 'claude',
      position: 9,
      told_at: null,
      refused_at: NOW,
      removed_at: null,
    })
    .execute();
  expect(ids((await agendaOf(creuse)).refused)).toEqual([id]);
  expect((await agendaOf(correze)).refused).toEqual([]);
  await test.db
    .updateTable('convention_signatory')
    .set({ refused_at: null })
    .where('id', '=', signatory)
    .execute();
  expect((await agendaOf(creuse)).refused).toEqual([]);
});

it('shows proposals to whoever decides on them, until they did', async () => {
  const ctx = ctxOf(test.db, creuse);
  const recorded = await recordNeed(
    ctx,
    need(creuse, 'needs.write'),
    needInput.parse({
      territoryKind: 'commune',
      territoryCode: '23096',
      commitment: 'ecology',
      title: 'Réparer plutôt que jeter',
    }),
  );
  if (!recorded.ok) throw new Error(recorded.failure.code);
  const member = await makeAccount(test.db, 'partner-admin', 'organisation', partnerId);
  const propose = async (visibility: string) => {
    const made = await createProposal(
      ctxOf(test.db, member),
      need(member, 'codesign.propose'),
      proposalInput.parse({
        needId: recorded.value.id,
        partnerId,
        title: 'Un atelier par mois',
        body: 'Un atelier de réparation au bureau.',
        visibility,
      }),
    );
    if (!made.ok) throw new Error(made.failure.code);
    return made.value.id;
  };
  await propose('draft');
  const shared = await propose('shared');
  const waiting = [{ id: shared, title: 'Un atelier par mois', territoryName: 'Guéret' }];
  expect((await agendaOf(creuse)).toDecide).toEqual(waiting);
  expect((await agendaOf(correze)).toDecide).toEqual([]);
  expect((await agendaOf(member)).toDecide).toEqual([]);
  const decided = await decideProposal(
    ctx,
    need(creuse, 'codesign.decide'),
    shared,
    decisionInput.parse({ outcome: 'set-aside', reason: 'Le bureau ferme pour travaux.' }),
  );
  expect(decided).toMatchObject({ ok: true });
  expect((await agendaOf(creuse)).toDecide).toEqual([]);
});
