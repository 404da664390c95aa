import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ctxOf, NOW, need } from '../../../../tests/support/actors.ts';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount, makePartner, makePartnership } from '../../../../tests/support/factories.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { newId } from '../../../platform/db/ids.ts';
import { addContact, addPartnerNote, updatePartner } from '../commands.ts';
import { contactInput, partnerInput } from '../contract.ts';
import { setFederation } from '../dossier/commands.ts';
import { getPartner } from '../queries.ts';
import { mergePartners, undoMerge } from './commands.ts';
import { type Choice, REFERENCES } from './domain.ts';
import { listMerges, survivorOf } from './queries.ts';

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

const scope = () => need(lead, 'partners.write');
const ctx = (now = NOW) => ({ ...ctxOf(test.db, lead), now });

async function versionOf(id: string): Promise<number> {
  return (await getPartner(test.db, need(lead, 'partners.read'), id))?.version ?? 0;
}

const merging = () => need(lead, 'partners.merge');

async function merge(kept: string, merged: string, take: readonly Choice[] = []) {
  return mergePartners(
    ctx(),
    merging(),
    kept,
    merged,
    { kept: await versionOf(kept), merged: await versionOf(merged) },
    new Set(take),
  );
}

async function must<T>(
  outcome: Promise<{ ok: true; value: T } | { ok: false; failure: { code: string } }>,
): Promise<T> {
  const done = await outcome;
  if (!done.ok) throw new Error(done.failure.code);
  return done.value;
}

it('moves every column of the database that refers to a partner', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT conrelid::regclass::text || ' ' || a.attname AS name
    FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
    WHERE k.contype = 'f' AND k.confrelid = 'partner'::regclass ORDER BY 1`.execute(test.db);
  expect(rows.map(({ name }) => name)).toEqual(
    REFERENCES.map(({ table, column }) => `${table} ${column}`).sort(),
  );
});

describe('a merge', () => {
  it('keeps the chosen values, moves what hung on the other and leads its address on', async () => {
    const kept = await makePartner(test.db, lead, '23096', 'Le Relais');
    const gone = await makePartner(test.db, lead, '23096', 'Le Relais de Guéret');
    await makePartnership(test.db, lead, gone, '23', 'active');
    await must(addContact(ctx(), scope(), gone, contactInput.parse({ name: 'Claude' })));
    const member = await makeAccount(test.db, 'partner-admin', 'organisation', gone);
    await must(merge(kept, gone, ['name']));
    const found = await getPartner(test.db, need(lead, 'partners.read'), kept);
    expect(found?.name).toBe('Le Relais de Guéret');
    expect(await getPartner(test.db, need(lead, 'partners.read'), gone)).toBeNull();
    expect(await survivorOf(test.db, gone)).toBe(kept);
    const grant = await test.db
      .selectFrom('account_grant')
      .select('scope_code')
      .where('user_id', '=', member.accountId ?? '')
      .executeTakeFirstOrThrow();
    expect(grant.scope_code).toBe(kept);
    expect(await snapshot()).toMatchObject({
      owners: { partnership: [kept], partner_contact: [kept] },
    });
  });

  it('is undone for thirty days; what was added or changed since stays', async () => {
    const kept = await makePartner(test.db, lead, '23096', 'Le Relais');
    const gone = await makePartner(test.db, lead, '23096', 'Le Relais de Guéret');
    await must(addContact(ctx(), scope(), gone, contactInput.parse({ name: 'Claude' })));
    const { id } = await must(merge(kept, gone, ['name']));
    await must(addContact(ctx(), scope(), kept, contactInput.parse({ name: 'Ajoutée' })));
    const current = await getPartner(test.db, need(lead, 'partners.read'), kept);
    await must(
      updatePartner(
        ctx(),
        scope(),
        kept,
        current?.version ?? 0,
        partnerInput.parse({ ...current, description: 'Décrite depuis.' }),
      ),
    );
    const late = new Date(Date.now() + 31 * 86_400_000);
    expect(await undoMerge(ctx(late), merging(), id)).toMatchObject({
      failure: { code: 'undo-too-late' },
    });
    await must(undoMerge(ctx(), merging(), id));
    expect(await getPartner(test.db, need(lead, 'partners.read'), kept)).toMatchObject({
      name: 'Le Relais',
      description: 'Décrite depuis.',
    });
    const contacts = await test.db
      .selectFrom('partner_contact')
      .select(['name', 'partner_id'])
      .orderBy('name')
      .execute();
    expect(contacts).toEqual([
      { name: 'Ajoutée', partner_id: kept },
      { name: 'Claude', partner_id: gone },
    ]);
    expect(await survivorOf(test.db, gone)).toBeNull();
    expect((await listMerges(test.db, kept, NOW))[0]?.undoUntil).toBeNull();
  });

  it('is refused for oneself, for what changed meanwhile and outside one’s department', async () => {
    const kept = await makePartner(test.db, lead, '23096');
    const other = await makePartner(test.db, lead, '19031');
    expect(await merge(kept, kept)).toMatchObject({ failure: { code: 'same-partner' } });
    expect(
      await mergePartners(ctx(), merging(), kept, other, { kept: 9, merged: 1 }, new Set()),
    ).toMatchObject({ failure: { code: 'changed-meanwhile' } });
    const actor = await makeAccount(test.db, 'territory-delegate', 'department', '23');
    expect(
      await mergePartners(
        ctxOf(test.db, actor),
        need(actor, 'partners.merge'),
        kept,
        other,
        { kept: 1, merged: 1 },
        new Set(),
      ),
    ).toMatchObject({ failure: { code: 'out-of-scope' } });
  });
});

/** Every record that hangs on a partner, with its owner, and the partners themselves. */
async function snapshot() {
  const owners: Record<string, string[]> = {};
  const ids: Record<string, string[]> = {};
  for (const { table, column, key } of REFERENCES) {
    if (table === 'partner_event') continue;
    const { rows } = await sql<{ id: string; owner: string | null }>`
      SELECT ${sql.ref(key)}::text AS id, ${sql.ref(column)}::text AS owner
      FROM ${sql.table(table)} ORDER BY 1, 2`.execute(test.db);
    const hung = rows.filter(({ owner }) => owner !== null);
    if (table !== 'partner') ids[table] = rows.map(({ id }) => id);
    owners[table] = hung.map(({ owner }) => owner ?? '');
  }
  const { rows: partners } = await sql<{ row: string }>`
    SELECT (to_jsonb(p) - 'search' - 'version' - 'updated_at')::text AS row
    FROM partner p ORDER BY id`.execute(test.db);
  return { owners, ids, partners: partners.map(({ row }) => row) };
}

type Step =
  | { readonly kind: 'merge'; readonly a: number; readonly b: number; readonly take: Choice[] }
  | { readonly kind: 'undo'; readonly n: number }
  | { readonly kind: 'contact' | 'note' | 'edit'; readonly a: number }
  | { readonly kind: 'parent'; readonly a: number; readonly b: number };

const who = fc.nat(3);
const take = fc.uniqueArray(fc.constantFrom<Choice>('name', 'siret', 'address', 'parent_id'));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), a: who, b: who, take }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('undo' as const), n: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('contact' as const, 'note' as const, 'edit' as const),
      a: who,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('parent' as const), a: who, b: who }) },
);

const SIRETS = ['73282932000074', '35600000009075', null, null];

it('neither loses nor doubles anything, whatever is merged, undone and written', async () => {
  let merges = 0;
  let undos = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      await test.reset();
      lead = await makeAccount(test.db, 'alliance-lead', 'national', '');
      const all: string[] = [];
      const needId = newId();
      await sql`INSERT INTO need (id, territory_kind, territory_code, department_code, commitment, title)
        VALUES (${needId}, 'department', '23', '23', 'territory', 'Besoin')`.execute(test.db);
      for (const siret of SIRETS) {
        const id = await makePartner(test.db, lead, '23096');
        const made = await getPartner(test.db, need(lead, 'partners.read'), id);
        await must(updatePartner(ctx(), scope(), id, 1, partnerInput.parse({ ...made, siret })));
        await makePartnership(test.db, lead, id, '23', 'idea');
        await must(addContact(ctx(), scope(), id, contactInput.parse({ name: 'Une' })));
        // One voice a partner on the same need: two records that are one have one.
        await sql`INSERT INTO need_priority (need_id, partner_id, priority)
          VALUES (${needId}, ${id}, 'first')`.execute(test.db);
        all.push(id);
      }
      let written = 0;
      const open: { id: string; before: Awaited<ReturnType<typeof snapshot>>; clean: boolean }[] =
        [];
      const touched = () => {
        for (const one of open) one.clean = false;
      };
      for (const one of steps) {
        const alive = await test.db.selectFrom('partner').select('id').orderBy('id').execute();
        const pick = (n: number): string => alive[n % alive.length]?.id ?? '';
        if (one.kind === 'merge') {
          const before = await snapshot();
          const done = await merge(pick(one.a), pick(one.b), one.take);
          if (!done.ok) {
            expect(done.failure.code).toBe('same-partner');
            continue;
          }
          merges += 1;
          open.push({ id: done.value.id, before, clean: true });
        } else if (one.kind === 'undo') {
          const last = open.at(-1 - (one.n % Math.max(1, open.length)));
          if (!last) continue;
          const done = await undoMerge(ctx(), merging(), last.id);
          if (!done.ok) {
            expect(['undo-later-first', 'siret-taken']).toContain(done.failure.code);
            continue;
          }
          undos += 1;
          const wasLast = open.at(-1) === last;
          open.splice(open.indexOf(last), 1);
          // Undone at once, everything is as it was.
          if (last.clean && wasLast) expect(await snapshot()).toEqual(last.before);
          else touched();
        } else {
          touched();
          const id = pick(one.a);
          if (one.kind === 'parent')
            await setFederation(ctx(), scope(), id, one.b === one.a ? null : pick(one.b));
          else if (one.kind === 'contact') {
            await must(addContact(ctx(), scope(), id, contactInput.parse({ name: 'Une' })));
            written += 1;
          } else if (one.kind === 'note')
            await must(
              addPartnerNote(ctx(), need(lead, 'notes.write'), id, {
                body: 'Note',
                departmentCode: '23',
              }),
            );
          else {
            const found = await getPartner(test.db, need(lead, 'partners.read'), id);
            const input = partnerInput.parse({ ...found, name: `${found?.name} bis` });
            await must(updatePartner(ctx(), scope(), id, found?.version ?? 0, input));
          }
        }
        const now = await snapshot();
        // A partner in the table or in an open merge; every record once, with an owner that exists.
        expect(now.partners.length + open.length).toBe(all.length);
        expect(now.ids.partnership).toHaveLength(all.length);
        expect(now.ids.partner_contact).toHaveLength(all.length + written);
        const { rows: loops } = await sql`WITH RECURSIVE up AS (
          SELECT id AS start, parent_id, 1 AS depth FROM partner
          UNION ALL SELECT up.start, p.parent_id, depth + 1 FROM partner p
            JOIN up ON p.id = up.parent_id WHERE depth < 12)
          SELECT 1 FROM up WHERE depth > 8`.execute(test.db);
        expect(loops).toEqual([]);
      }
      // What is still merged comes apart again, the last first, unless a number was taken since.
      for (let last = open.pop(); last; last = open.pop()) {
        const done = await undoMerge(ctx(), merging(), last.id);
        if (!done.ok) {
          expect(done.failure.code).toBe('siret-taken');
          break;
        }
        undos += 1;
        if (last.clean) expect(await snapshot()).toEqual(last.before);
        else touched();
      }
    }),
    { numRuns: 15 },
  );
  expect(merges).toBeGreaterThan(5);
  expect(undos).toBeGreaterThan(2);
});
