import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { testFolder } from '../../../tests/support/folder.ts';
import { makeWorkbook } from '../../../tests/support/workbook.ts';
import type { Trx } from '../db/schema.ts';
import { ok } from '../result.ts';
import { UnusableFile } from '../tabular/failure.ts';
import type { Importer, Parsed, Tally } from './importer.ts';
import { type ImportProgress, importKind, type RunOptions } from './run.ts';
import { findColumns, type NamedCells, openTableSource } from './table-source.ts';
import { jsonRows, runUpsert } from './upsert.ts';

interface Entry {
  readonly key: string;
  readonly value: string;
}
type Row = NamedCells<'key' | 'value'>;

const folder = testFolder();
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => test.reset());
afterAll(() => test.close());

/** Writes keys and values into the table of settings; `late` values wait, `!` breaks the write. */
const importer: Importer<Row, ReadonlySet<string>, Entry, 'forbidden' | 'odd'> = {
  kind: 'settings',
  messages: {
    fr: { forbidden: (p) => `${p.key} est interdit`, odd: () => 'Bizarre' },
    en: { forbidden: (p) => `${p.key} is forbidden`, odd: () => 'Odd' },
  },
  async open(path) {
    const source = await openTableSource(path, {
      key: { names: ['Clé'], required: true },
      value: { names: ['valeur', 'value'] },
    });
    if (!source.ok) return source;
    return ok({
      ...source.value,
      prepare: async () => new Set(['no']),
      parse: ({ named }, forbidden): Parsed<Entry, 'forbidden' | 'odd'> => {
        const { key, value } = named;
        if (forbidden.has(key)) {
          const issues = [
            { field: 'Clé', code: 'forbidden' as const, params: { key } },
            { field: 'valeur', code: 'required' as const },
          ];
          return { accepted: false, issues };
        }
        const warnings = value === 'odd' ? [{ field: 'valeur', code: 'odd' as const }] : [];
        return { accepted: true, key, record: { key, value }, warnings, late: value === 'late' };
      },
      apply: write,
    });
  },
};
const settings = importKind(importer);

async function write(trx: Trx, records: readonly Entry[]): Promise<Tally> {
  if (records.some((record) => record.value === '!')) throw new Error('the database broke');
  if (records.some((record) => record.value === 'lost'))
    return { created: 0, updated: 0, unchanged: 0 };
  const statement = sql<{ created: boolean }>`
    INSERT INTO setting AS s (key, value)
    SELECT key, to_jsonb(value) FROM jsonb_to_recordset(${jsonRows(records)}) AS r(key text, value text)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
    WHERE s.value IS DISTINCT FROM excluded.value
    RETURNING (xmax = 0) AS created`;
  return runUpsert(trx, statement, records.length);
}

async function run(content: string | Buffer, options: Partial<RunOptions> = {}, kind = settings) {
  const kept: string[] = [];
  const done = await kind.run({
    db: test.db,
    path: folder.write('settings.csv', content),
    locale: 'fr',
    workFolder: folder.path,
    keepRejected: async (path) => void kept.push(readFileSync(path, 'utf8')),
    ...options,
  });
  return { done, rejected: kept[0] ?? '' };
}

async function outcome(content: string | Buffer, options: Partial<RunOptions> = {}) {
  const { done, rejected } = await run(content, options);
  if (!done.ok) throw new Error(done.failure.code);
  return { ...done.value, rejected, rejectedRows: done.value.rejected };
}

const stored = async () => {
  const rows = await test.db
    .selectFrom('setting')
    .select(['key', 'value'])
    .orderBy('key')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
};
/** Text that no index can squeeze below its limit. */
const incompressible = (length: number) =>
  randomBytes(length).toString('base64url').slice(0, length);
const leftovers = () =>
  readdirSync(folder.path).filter((name) => name.startsWith('maillage-import-'));

describe('an import', () => {
  it('puts down to its row what the database refuses, and takes all the others', async () => {
    const lines = Array.from({ length: 2500 }, (_, n) => `k${n};v`);
    // A key too long for its index, and a value that a rule of the table refuses.
    lines[700] = `${incompressible(9000)};v`;
    lines[1900] = 'refused;by-a-rule';
    await sql`ALTER TABLE setting ADD CONSTRAINT no_rule CHECK (value <> '"by-a-rule"')`.execute(
      test.db,
    );
    try {
      for (const dryRun of [true, false]) {
        const result = await outcome(`cle;valeur\n${lines.join('\n')}\n`, { dryRun });
        expect(result).toMatchObject({ read: 2500, created: 2498, rejectedRows: 2 });
        expect(result.errors.map(({ line, code }) => [line, code])).toEqual([
          [702, 'database-refused'],
          [1902, 'database-refused'],
        ]);
        expect(result.rejected).toContain('refused;by-a-rule;1902;');
        expect(result.rejected).toContain('Corrigez la ligne');
      }
      expect(Object.keys(await stored()).filter((key) => /^k\d+$/.test(key))).toHaveLength(2498);
    } finally {
      await sql`ALTER TABLE setting DROP CONSTRAINT no_rule`.execute(test.db);
    }
  });

  it('accounts for every row and names line, column and reason', async () => {
    const file = 'cle;Valeur;autre\na;1;x\nno;2;=1+1\nb;odd\n\na;3;z\nc;4;;;\n';
    const result = await outcome(file);
    expect(result).toMatchObject({ read: 5, created: 3, updated: 0, unchanged: 0, warnings: 2 });
    expect(result.rejectedRows).toBe(2);
    expect(result.errors).toEqual([
      { line: 3, level: 'error', field: 'Clé', code: 'forbidden', params: { key: 'no' } },
      { line: 3, level: 'error', field: 'valeur', code: 'required' },
      {
        line: 6,
        level: 'error',
        field: '',
        code: 'duplicate-key',
        params: { key: 'a', firstLine: 2 },
      },
    ]);
    expect(result.warningCounts).toEqual({ 'too-few-cells': 1, odd: 1 });
    expect(result.rejected.replace('\ufeff', '').split('\r\n')).toEqual([
      'cle;Valeur;autre;ligne;champ;code;message',
      'no;2;\'=1+1;3;Clé | valeur;forbidden | required;"no est interdit | La valeur manque ; elle est obligatoire."',
      'a;3;z;6;;duplicate-key;"Cette ligne répète « a », déjà donné à la ligne 2. Gardez une seule des deux lignes."',
      '',
    ]);
    expect(await stored()).toMatchObject({ a: '1', b: 'odd', c: '4' });
    expect(leftovers()).toEqual([]);
  });

  it('changes nothing the second time, and only what differs the third', async () => {
    await outcome('clé;valeur\na;1\nb;2\n');
    expect(await outcome('clé;valeur\na;1\nb;2\n')).toMatchObject({ unchanged: 2, updated: 0 });
    expect(await outcome('clé;valeur\na;1\nb;3\nc;4\n')).toMatchObject({
      created: 1,
      updated: 1,
      unchanged: 1,
    });
  });

  it('writes late records after all others', async () => {
    const order: string[] = [];
    const kind = importKind({
      ...importer,
      async open(path, options) {
        const opened = await importer.open(path, options);
        if (!opened.ok) return opened;
        return ok({
          ...opened.value,
          apply: async (trx: Trx, records: readonly Entry[]) => {
            order.push(...records.map((record) => record.key));
            return write(trx, records);
          },
        });
      },
    });
    await run('clé;valeur\na;late\nb;1\nc;late\nd;2\n', {}, kind);
    expect(order).toEqual(['b', 'd', 'a', 'c']);
  });

  it('counts in a trial what it would do, and undoes it', async () => {
    await outcome('clé;valeur\na;1\n');
    const before = await stored();
    expect(await outcome('clé;valeur\na;2\nb;3\nno;4\n', { dryRun: true })).toMatchObject({
      dryRun: true,
      created: 1,
      updated: 1,
      rejectedRows: 1,
    });
    expect(await stored()).toEqual(before);
  });

  it('lists the first thousand errors, counts all, and puts all into the file', async () => {
    const rows = Array.from({ length: 2500 }, () => 'no;1');
    const result = await outcome(`clé;valeur\n${rows.join('\n')}\n`);
    expect(result.errors).toHaveLength(1000);
    expect(result).toMatchObject({
      errorTotal: 5000,
      errorCounts: { forbidden: 2500, required: 2500 },
    });
    expect(result.rejected.trimEnd().split('\r\n')).toHaveLength(2501);
  });

  it('tells its progress', async () => {
    const seen: ImportProgress[] = [];
    const rows = Array.from({ length: 2500 }, (_, at) => `k${at};1`);
    await outcome(`clé;valeur\n${rows.join('\n')}\n`, { onProgress: (at) => seen.push(at) });
    expect(seen).toEqual([
      { phase: 'reading', rows: 1000, of: null },
      { phase: 'reading', rows: 2000, of: null },
      { phase: 'writing', rows: 1000, of: 2500 },
      { phase: 'writing', rows: 2000, of: 2500 },
      { phase: 'writing', rows: 2500, of: 2500 },
    ]);
  });

  it('reads workbooks and headers in any case', async () => {
    const book = makeWorkbook({
      A: [
        ['CLE', 'Value'],
        ['x', 12],
      ],
    });
    expect(await outcome(book)).toMatchObject({ created: 1 });
    expect(await stored()).toMatchObject({ x: '12' });
  });
});

describe('an import that fails', () => {
  it.each([
    ['the database breaks in the third batch', `${many(2500)}z;!\n`, /broke/],
    ['the importer loses count', `${many(10)}z;lost\n`, /accounts for/],
  ])('writes nothing when %s', async (_, content, message) => {
    const before = await stored();
    await expect(run(content)).rejects.toThrow(message);
    expect(await stored()).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  it('writes nothing when the file breaks off further down', async () => {
    const before = await stored();
    const { done } = await run(`${many(3000)}x;"never closed\n${many(10)}`);
    expect(done).toMatchObject({ ok: false, failure: { code: 'quote-not-closed', line: 3002 } });
    expect(await stored()).toEqual(before);
    expect(leftovers()).toEqual([]);
  });

  it('says which columns are missing', async () => {
    expect((await run('a;b\n1;2\n')).done).toEqual({
      ok: false,
      failure: { code: 'missing-columns', columns: ['Clé'], found: ['a', 'b'] },
    });
  });

  it('undoes everything when what follows fails', async () => {
    const before = await stored();
    const kind = importKind(importer, async () => {
      throw new UnusableFile({ code: 'not-a-table' });
    });
    expect((await run(many(5), {}, kind)).done).toMatchObject({ ok: false });
    expect(await stored()).toEqual(before);
  });

  it('leaves a missing file alone', async () => {
    const { done } = await run('', { path: `${folder.path}/none.csv` });
    expect(done).toMatchObject({ failure: { code: 'unreadable' } });
    expect(existsSync(`${folder.path}/none.csv`)).toBe(false);
  });
});

describe('columns', () => {
  it('are found by the first name that fits, and no header serves twice', () => {
    const columns = {
      postal: { names: ['code_post_com', 'Code postal'] },
      code: { names: ['code', 'code postal'] },
      none: { names: ['absent'] },
    };
    expect(findColumns(['CODE-POSTAL', 'Autre'], columns)).toEqual({ postal: 'CODE-POSTAL' });
  });
});

function many(count: number): string {
  return `clé;valeur\n${Array.from({ length: count }, (_, at) => `k${at};1\n`).join('')}`;
}
