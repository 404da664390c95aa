import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { removeView, savedViewInput, saveView } from './commands.ts';
import { listViews } from './queries.ts';

let test: TestDatabase;
let lead: Actor;
let creuse: Actor;
let partner: Actor;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
  const id = await makePartner(test.db, lead, '23096');
  partner = await makeAccount(test.db, 'partner-admin', 'organisation', id);
});

const read = (actor: Actor) => need(actor, 'partnerships.read');
const save = (actor: Actor, name: string, more: Record<string, unknown> = {}) =>
  saveView(
    ctxOf(test.db, actor),
    read(actor),
    savedViewInput.parse({ name, view: 'board', search: '?etape=active', ...more }),
  );

it('keeps filters and nothing else, under one name an account', async () => {
  await save(lead, 'Creuse', { search: '?departement=23&suite=abc&secret=1&q=%20atelier%20' });
  await save(lead, 'CREUSE', { search: '?departement=19' });
  expect(await listViews(test.db, read(lead))).toMatchObject([
    { name: 'CREUSE', to: '/partenariats/tableau?departement=19', mine: true },
  ]);
});

it('shows one’s own views, and shared ones to the operator’s team alone', async () => {
  await save(lead, 'À moi');
  await save(lead, 'À tous', { shared: '1' });
  await save(partner, 'Du partenaire', { shared: '1' });
  const names = async (actor: Actor) => (await listViews(test.db, read(actor))).map((v) => v.name);
  expect(await names(creuse)).toEqual(['À tous']);
  expect(await names(partner)).toEqual(['Du partenaire']);
});

it('is forgotten by whoever kept it, and by nobody else', async () => {
  const kept = await save(lead, 'À tous', { shared: '1' });
  const id = kept.ok ? kept.value.id : '';
  expect(await removeView(ctxOf(test.db, creuse), read(creuse), id)).toMatchObject({ ok: false });
  expect(await removeView(ctxOf(test.db, lead), read(lead), id)).toMatchObject({ ok: true });
  expect(await removeView(ctxOf(test.db, lead), read(lead), 'x')).toMatchObject({ ok: false });
});
