import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { seedDemonstration } from '../../src/demonstration/seed.ts';
import type { Role, ScopeKind } from '../../src/modules/accounts/public.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { writeSetting } from '../../src/platform/db/setting.ts';
import { diskStore } from '../../src/platform/files/files.ts';
import { KEPT, plantCanaries, wordOf } from '../support/canaries.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { makeAccount } from '../support/factories.ts';
import { serveTest, type TestServer } from '../support/http.ts';
import { apiAddresses, pageAddresses, poolsOf } from '../support/walk.ts';

/** Thousands of addresses: what is shown to whom is the same SQL on both engines, so once. */
const once = inject('templates').engine === 'postgres';

/**
 * A whole invented alliance. Into everything that is kept of one partner a word is written, and
 * accounts that stand elsewhere ask for every address there is with the ids of its records.
 */
let test: TestDatabase;
let server: TestServer;
let planted: Awaited<ReturnType<typeof plantCanaries>>;
let pages: string[];
let operations: string[];
/** The partner whose matters are looked for, and where others stand. */
let theirs: { partner: string; department: string };
let elsewhere: Record<ScopeKind, string>;
const folder = mkdtempSync(join(tmpdir(), 'maillage-private-'));

beforeAll(async () => {
  if (!once) return;
  test = await testDatabase({ reference: true });
  const { db } = test;
  await seedDemonstration(db, {
    scale: 0.01,
    now: new Date(),
    files: diskStore(folder),
    secret: 's'.repeat(40),
    progress: () => {},
  });
  // The pages of a demonstration are open on purpose; these are those of a real alliance.
  await writeSetting(db, 'alliance.demonstration', false);
  const { rows } = await sql<{ partner: string; department: string }>`
    SELECT p.id AS partner, p.department_code AS department FROM account_grant g
    JOIN partner p ON p.id::text = g.scope_code WHERE g.role = 'partner-admin'`.execute(db);
  theirs = rows[0] as typeof theirs;
  elsewhere = await standsElsewhere();
  planted = await plantCanaries(db, theirs.partner);
  const pools = await poolsOf(db, theirs.partner);
  pages = pageAddresses(pools, theirs.department);
  operations = apiAddresses(pools, theirs.department);
  server = await serveTest(test);
}, 240_000);
afterAll(async () => {
  await server?.stop();
  await test?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Another partner, a place and a department in which that partner has nothing. */
async function standsElsewhere(): Promise<typeof elsewhere> {
  const { partner } = theirs;
  const one = async (query: ReturnType<typeof sql<{ code: string }>>): Promise<string> =>
    (await query.execute(test.db)).rows[0]?.code ?? '';
  const busy = sql`SELECT s.department_code FROM partnership s WHERE s.partner_id = ${partner}
    UNION SELECT department_code FROM partner WHERE id = ${partner}
    UNION SELECT department_code FROM join_request WHERE partner_id = ${partner}
    UNION SELECT n.department_code FROM partner_note n WHERE n.partner_id = ${partner}`;
  return {
    national: '',
    region: '',
    department: await one(sql`SELECT s.department_code AS code FROM partnership s
      WHERE s.department_code NOT IN (${busy}) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`),
    place: await one(sql`SELECT pp.place_id AS code FROM partnership_place pp
      JOIN place l ON l.id = pp.place_id WHERE l.department_code NOT IN (${busy})
      ORDER BY 1 LIMIT 1`),
    organisation: await one(sql`SELECT s.partner_id AS code FROM partnership s
      JOIN partner p ON p.id = s.partner_id
      WHERE s.partner_id <> ${partner} AND p.department_code NOT IN (${busy})
      GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`),
  };
}

/** The words that somebody reads anywhere, each with the first address where it stood. */
async function wordsRead(actor: Actor): Promise<Map<string, string>> {
  const cookie = await server.cookieOf(actor);
  const authorization = `Bearer ${await server.tokenOf(actor)}`;
  const found = new Map<string, string>();
  const words = planted.map(wordOf);
  for (const path of [...pages, ...operations]) {
    const answer = await fetch(server.url + path, {
      redirect: 'manual',
      headers: path.startsWith('/api/') ? { authorization } : { cookie },
    });
    const headers = JSON.stringify([...answer.headers]);
    const text = headers + Buffer.from(await answer.arrayBuffer()).toString('utf8');
    for (const word of words) if (!found.has(word) && text.includes(word)) found.set(word, path);
    if (answer.status >= 500) found.set(`${answer.status} ${path}`, path);
  }
  return found;
}

const stands = (role: Role, kind: ScopeKind, code: string) =>
  makeAccount(test.db, role, kind, code);

describe.runIf(once)('what is kept of one partner', () => {
  it('is walked past, and read by who is meant to', async () => {
    expect(elsewhere).toMatchObject({
      department: expect.stringMatching(/./),
      place: expect.stringMatching(/./),
      organisation: expect.stringMatching(/./),
    });
    expect(pages.length).toBeGreaterThan(250);
    const lead = await wordsRead(await stands('alliance-lead', 'national', ''));
    const own = await wordsRead(await stands('partner-admin', 'organisation', theirs.partner));
    const unread = planted.map(wordOf).filter((word) => !lead.has(word) && !own.has(word));
    expect(unread).toEqual([]);
    expect(KEPT.filter((one) => !planted.includes(one)).map(wordOf)).toEqual([]);
  }, 300_000);

  const outside: readonly (readonly [Role, ScopeKind])[] = [
    ['advisor', 'organisation'],
    ['partner-admin', 'organisation'],
    ['partner-member', 'organisation'],
    ['advisor', 'place'],
    ['place-manager', 'place'],
    ['counter-agent', 'place'],
    ['advisor', 'department'],
    ['territory-delegate', 'department'],
    ['employee', 'department'],
  ];
  it.each(outside)(
    'is nowhere for a %s of another %s',
    async (role, kind) => {
      const read = await wordsRead(await stands(role, kind, elsewhere[kind]));
      const refused = planted.filter((one) => one.kept === 'private' || kind === 'organisation');
      const words = new Set(refused.map(wordOf));
      expect([...read].filter(([word]) => words.has(word) || /^5/.test(word))).toEqual([]);
    },
    300_000,
  );

  it('stays with who has contacts, papers and texts for a verifier of another trade', async () => {
    const read = await wordsRead(await stands('verifier', 'national', ''));
    const people = [...read.keys()].filter((word) =>
      /contact|partner-note|partnership-note/.test(word),
    );
    expect(people).toEqual([]);
  }, 300_000);
});
