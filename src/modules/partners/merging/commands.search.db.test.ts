import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { matches, prefixQuery } from '../../../platform/db/search.ts';
import { updatePartner } from '../commands.ts';
import { partnerInput } from '../contract.ts';
import { getPartner } from '../queries.ts';
import { mergePartners, undoMerge } from './commands.ts';

let test: TestDatabase;
let lead: Actor;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
});

/** Partnerships that the typed words find, as the list looks for them. */
async function found(typed: string): Promise<string[]> {
  const rows = await test.db
    .selectFrom('partnership as s')
    .select('s.id')
    .where(matches('s', prefixQuery(typed) ?? ''))
    .orderBy('s.id')
    .execute();
  return rows.map(({ id }) => id);
}

async function rename(id: string, name: string, acronym = ''): Promise<void> {
  const input = partnerInput.parse({ name, acronym, kind: 'association', communeCode: '23096' });
  const version = (await getPartner(test.db, need(lead, 'partners.read'), id))?.version ?? 0;
  const scope = need(lead, 'partners.write');
  const done = await updatePartner(ctxOf(test.db, lead), scope, id, version, input);
  if (!done.ok) throw new Error(done.failure.code);
}

it('finds a partnership by its partner’s name and acronym of now, and by its own title', async () => {
  const partner = await makePartner(test.db, lead, '23096', 'Le Relais');
  const id = await makePartnership(test.db, lead, partner, '23');
  expect(await found('ateliers relais')).toEqual([id]);
  await rename(partner, 'La Passerelle', 'LPC');
  expect(await found('relais')).toEqual([]);
  expect(await found('ateliers passer')).toEqual([id]);
  expect(await found('lpc')).toEqual([id]);
  const other = await makePartner(test.db, lead, '23096', 'Les Jardins');
  await test.db.updateTable('partnership').set({ partner_id: other }).execute();
  expect(await found('passerelle')).toEqual([]);
  expect(await found('jardins')).toEqual([id]);
});

it('follows a merge, and its undoing', async () => {
  const kept = await makePartner(test.db, lead, '23096', 'Le Relais');
  const gone = await makePartner(test.db, lead, '23096', 'Maison Bleue');
  const ofKept = await makePartnership(test.db, lead, kept, '23');
  const ofGone = await makePartnership(test.db, lead, gone, '23');
  const both = [ofKept, ofGone].sort();
  const merging = need(lead, 'partners.merge');
  const versions = { kept: 1, merged: 1 };
  const ctx = ctxOf(test.db, lead);
  const merged = await mergePartners(ctx, merging, kept, gone, versions, new Set());
  if (!merged.ok) throw new Error(merged.failure.code);
  expect(await found('maison')).toEqual([]);
  expect(await found('relais')).toEqual(both);
  await rename(kept, 'Le Grand Relais');
  expect(await found('grand')).toEqual(both);
  await undoMerge(ctx, merging, merged.value.id);
  expect(await found('maison')).toEqual([ofGone]);
  expect(await found('grand')).toEqual([ofKept]);
});

it('takes the name that a merge chose', async () => {
  const kept = await makePartner(test.db, lead, '23096', 'Le Relais');
  const gone = await makePartner(test.db, lead, '23096', 'Maison Bleue');
  const id = await makePartnership(test.db, lead, kept, '23');
  const ctx = ctxOf(test.db, lead);
  const merging = need(lead, 'partners.merge');
  const versions = { kept: 1, merged: 1 };
  await mergePartners(ctx, merging, kept, gone, versions, new Set(['name']));
  expect(await found('relais')).toEqual([]);
  expect(await found('maison bleue')).toEqual([id]);
});
