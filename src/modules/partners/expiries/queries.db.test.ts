import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { addDocument } from '../documents/commands.ts';
import { documentInput } from '../documents/contract.ts';
import { type PaperReach, paperReach } from '../documents/queries.ts';
import { addLabel } from '../dossier/commands.ts';
import { labelInput } from '../dossier/contract.ts';
import { countExpiries, type ExpiryFilters, listExpiries } from './queries.ts';

const TODAY = '2026-06-15';

function reachOf(reader: Actor): PaperReach {
  const reach = paperReach(reader);
  if (!reach) throw new Error('reads no papers');
  return reach;
}

let test: TestDatabase;
let lead: Actor;
let relay: string;
let garden: string;

beforeAll(async () => {
  test = await testDatabase({ reference: true });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
  relay = await makePartner(test.db, lead, '23096', 'Le Relais');
  garden = await makePartner(test.db, lead, '19031', 'Le Jardin');
});

async function paper(partner: string, kind: string, expiresOn: string, more = {}): Promise<void> {
  const input = documentInput.parse({ kind, expiresOn, ...more });
  const stored = { key: newId(), fileName: 'a.pdf', type: 'application/pdf', size: 1, sha256: '' };
  const scope = need(lead, 'partners.write');
  const done = await addDocument(ctxOf(test.db, lead), scope, partner, input, stored);
  if (!done.ok) throw new Error(done.failure.code);
}

async function label(partner: string, code: string, validTo: string): Promise<void> {
  const input = labelInput.parse({ kind: 'label', code, validTo });
  await addLabel(ctxOf(test.db, lead), need(lead, 'partners.write'), partner, input);
}

async function kinds(filters: ExpiryFilters = {}, reader = lead): Promise<string[]> {
  const reach = reachOf(reader);
  const page = await listExpiries(test.db, reach, filters, TODAY, null);
  expect(await countExpiries(test.db, reach, filters, TODAY)).toBe(page.items.length);
  return page.items.map(({ kind, days }) => `${kind} ${days}`);
}

describe('papers that expire', () => {
  beforeEach(async () => {
    await paper(relay, 'insurance', '2026-06-14');
    await paper(relay, 'statutes', '2026-06-15');
    await paper(garden, 'approval', '2026-07-15');
    await paper(garden, 'report', '2026-09-13');
    await paper(garden, 'accounts', '2026-09-14');
    await label(relay, 'esus', '2026-08-01');
  });

  it('are those that ended and those of the next ninety days, first to end first', async () => {
    const all = ['insurance -1', 'statutes 0', 'approval 30', 'esus 47', 'report 90'];
    expect(await kinds()).toEqual(all);
    expect(await kinds({ state: 'expired' })).toEqual(['insurance -1']);
    expect(await kinds({ state: '30' })).toEqual(['statutes 0', 'approval 30']);
    expect(await kinds({ state: '90' })).toEqual(all.slice(1));
  });

  it('are narrowed by kind and department', async () => {
    expect(await kinds({ kind: 'statutes' })).toEqual(['statutes 0']);
    expect(await kinds({ kind: 'label' })).toEqual(['esus 47']);
    expect(await kinds({ departments: ['19'] })).toEqual(['approval 30', 'report 90']);
    expect(await kinds({ departments: ['19', '23'], state: 'expired' })).toEqual(['insurance -1']);
    expect(await kinds({ departments: [] })).toEqual([]);
  });

  it('leave out what a longer one replaces and what was removed', async () => {
    await paper(relay, 'insurance', '2027-06-14');
    await label(relay, 'esus', '2028-08-01');
    await test.db
      .updateTable('partner_document')
      .set({ removed_at: new Date() })
      .where('kind', '=', 'approval')
      .execute();
    expect(await kinds()).toEqual(['statutes 0', 'report 90']);
  });

  it('are a partner’s own for its people, without those for the operator', async () => {
    await paper(relay, 'other', '2026-06-20', { private: '1' });
    const own = await makeAccount(test.db, 'partner-admin', 'organisation', relay);
    expect(await kinds({}, own)).toEqual(['insurance -1', 'statutes 0', 'esus 47']);
    expect(await kinds({ departments: ['19'] }, own)).toEqual([]);
    expect(await kinds({ kind: 'other' })).toEqual(['other 5']);
  });

  it('are those of the department, and of partnerships that it looks after, for a delegate', async () => {
    await paper(garden, 'other', '2026-06-20', { private: '1' });
    const creuse = await makeAccount(test.db, 'territory-delegate', 'department', '23');
    expect(await kinds({}, creuse)).toEqual(['insurance -1', 'statutes 0', 'esus 47']);
    await makePartnership(test.db, lead, garden, '23', 'idea');
    expect(await kinds({ departments: ['19'] }, creuse)).toEqual([
      'other 5',
      'approval 30',
      'report 90',
    ]);
  });

  it('say whose they are and how many partnerships run with them, page by page', async () => {
    await makePartnership(test.db, lead, relay, '23', 'active');
    await makePartnership(test.db, lead, relay, '23', 'idea');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listExpiries(test.db, reachOf(lead), {}, TODAY, cursor, 2);
      seen.push(...page.items.map(({ kind }) => kind));
      if (!cursor)
        expect(page.items[0]).toMatchObject({
          partnerId: relay,
          partnerName: 'Le Relais',
          departmentCode: '23',
          expiresOn: '2026-06-14',
          running: 1,
        });
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(['insurance', 'statutes', 'approval', 'esus', 'report']);
  });
});
