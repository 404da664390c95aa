import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { guessDelimiter } from './csv.ts';
import { asFileFailure, type FileFailure } from './failure.ts';
import type { Table, TableRow } from './rows.ts';
import { openTable } from './table.ts';

const folder = testFolder();
let files = 0;

interface ReadBack extends Partial<Omit<Table, 'rows'>> {
  readonly rows?: readonly TableRow[];
  readonly failure: FileFailure | null;
}

async function read(content: string | Buffer): Promise<ReadBack> {
  const opened = await openTable(folder.write(`${++files}.csv`, content));
  if (!opened.ok) return { failure: opened.failure };
  const rows: TableRow[] = [];
  try {
    for await (const row of opened.value.rows) rows.push(row);
  } catch (error) {
    return { ...opened.value, rows, failure: asFileFailure(error) };
  }
  return { ...opened.value, rows, failure: null };
}

/** Cells as plain lists, with their line. */
const flat = (result: ReadBack) =>
  (result.rows ?? []).map((row) => [row.line, ...Object.values(row.cells)]);

describe('separators', () => {
  it.each([
    ['a;b\n1;2', ';'],
    ['a,b\n1,2', ','],
    ['a\tb\n1\t2', '\t'],
    ['a|b\n1|2', '|'],
    // A comma in decimals and addresses does not win over the header's semicolons.
    ['lat;lon;adresse\n1,5;2,5;rue X, bât. A, porte 3', ';'],
    ['nom,note\n"x;y;z","a;b;c"\n"u;v;w;t",1', ','],
    ['code\n01001', ';'],
  ])('%j is separated by %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('is what the file declares for spreadsheets', async () => {
    const result = await read('sep=|\r\na|b;c\r\n1|2\r\n');
    expect(result).toMatchObject({ headers: ['a', 'b;c'], delimiter: '|' });
    expect(flat(result)).toEqual([[3, '1', '2']]);
  });
});

describe('encodings', () => {
  const text = 'nom;ville\r\nÉlan;Sète\r\nœuvre;Nîmes\r\n';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    ['windows-1252', Buffer.from(text.replace('œ', '\x9c'), 'latin1')],
  ])('reads %s', async (encoding, bytes) => {
    const result = await read(bytes);
    expect(result).toMatchObject({ encoding, headers: ['nom', 'ville'] });
    expect(flat(result)).toEqual([
      [2, 'Élan', 'Sète'],
      [3, 'œuvre', 'Nîmes'],
    ]);
  });

  it('looks at the whole file: one odd byte far down makes it Windows-1252', async () => {
    const result = await read(
      Buffer.concat([
        Buffer.from(`a;b\n${'1;2\n'.repeat(60_000)}`),
        Buffer.from('3;\xe9\n', 'latin1'),
      ]),
    );
    expect(result).toMatchObject({ encoding: 'windows-1252' });
    expect(result.rows?.at(-1)?.cells.b).toBe('é');
  });

  it('keeps a character whole that falls on the edge of two chunks', async () => {
    for (let pad = 0; pad < 4; pad += 1) {
      const long = `${'x'.repeat(65_530 + pad)}é€😀`;
      const result = await read(`a\n${long}\n`);
      expect(result.rows?.[0]?.cells.a).toBe(long);
    }
  });

  it.each([
    ['a zero byte', Buffer.from('a;b\n1;\0\n')],
    ['bytes without meaning', Buffer.from([0x61, 0x3b, 0xe9, 0x81, 0x0a])],
  ])('refuses %s', async (_, bytes) => {
    expect((await read(bytes)).failure).toEqual({ code: 'encoding-unknown' });
  });
});

describe('rows', () => {
  it('carry the line where they start, over quoted line ends, blank lines and CRLF', async () => {
    const text = 'a;b\r\n1;2\r\n\r\n"x\r\ny";3\r\n4;5\r\n;\r\n6;"7\n8\n9"\n10;11';
    expect(flat(await read(text))).toEqual([
      [2, '1', '2'],
      [4, 'x\ny', '3'],
      [6, '4', '5'],
      [8, '6', '7\n8\n9'],
      [11, '10', '11'],
    ]);
  });

  it('keep stray and doubled quotes', async () => {
    expect(flat(await read('a;b\nL"Étoile;"dit ""X"""\n'))).toEqual([[2, 'L"Étoile', 'dit "X"']]);
  });

  it('say when they have more or fewer cells than the header, and stop nobody', async () => {
    const result = await read('a;b;c\n1;2\n1;2;3;4\n1;2;3;;\n1;2;3\n');
    expect(result.rows?.map((row) => row.ragged ?? null)).toEqual([
      { expected: 3, found: 2 },
      { expected: 3, found: 4 },
      null,
      null,
    ]);
    expect(result.rows?.[0]?.cells).toEqual({ a: '1', b: '2', c: '' });
  });

  it('are safe under any column name', async () => {
    const result = await read('__proto__;constructor\n1;2\n');
    expect(Object.entries(result.rows?.[0]?.cells ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });
});

describe('headers', () => {
  it('lose a leading # and spaces, are never blank, never twice the same', async () => {
    expect(await read('#Id; Nom ;;Nom\n1;2;3;4\n')).toMatchObject({
      headers: ['Id', 'Nom', 'column_3', 'Nom_2'],
    });
  });
  it('may be all there is', async () => {
    expect(await read('a;b\n')).toMatchObject({ headers: ['a', 'b'], rows: [], failure: null });
  });
});

describe('unusable files', () => {
  it.each([
    ['an empty file', '', { code: 'empty-file' }],
    ['blank lines only', '\n \r\n', { code: 'empty-file' }],
    ['a byte-order mark alone', '\ufeff', { code: 'empty-file' }],
    ['data without a header', '01001;3,5\n01002;4\n', { code: 'no-header', line: 1 }],
    ['JSON', ' [{"a":1}]', { code: 'wrong-format', found: 'json' }],
    ['a web page', '<!DOCTYPE html><html>', { code: 'wrong-format', found: 'markup' }],
    ['a PDF', '%PDF-1.7\n', { code: 'wrong-format', found: 'pdf' }],
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      { code: 'wrong-format', found: 'xls' },
    ],
    ['gzip', Buffer.from('1f8b0800', 'hex'), { code: 'wrong-format', found: 'gzip' }],
    ['too many columns', 'c;'.repeat(3000), { code: 'too-many-columns' }],
    ['a quote that never closes', 'a;b\n1;2\n\n3;"4\n5;6\n', { code: 'quote-not-closed', line: 3 }],
    [
      'a row that never ends',
      `a;b\n1;2\n${'x'.repeat(1_500_000)}`,
      { code: 'line-too-long', line: 3 },
    ],
    ['a header that never ends', 'x'.repeat(1_500_000), { code: 'line-too-long', line: 1 }],
  ])('%s', async (_, content, failure) => {
    expect((await read(content)).failure).toMatchObject(failure);
  });

  it('a missing file and a folder', async () => {
    expect(await openTable(join(folder.path, 'none.csv'))).toMatchObject({
      failure: { code: 'unreadable', reason: 'ENOENT' },
    });
    expect(await openTable(folder.path)).toMatchObject({ failure: { code: 'unreadable' } });
  });

  it('a line of 200 MB is refused in 160 MB of memory', () => {
    const path = join(folder.path, 'huge.csv');
    const file = openSync(path, 'w');
    writeSync(file, 'a;b\n1;2\n');
    const block = Buffer.alloc(1_000_000, 'x');
    for (let i = 0; i < 200; i += 1) writeSync(file, block);
    closeSync(file);
    const script = `
      import { openTable } from ${JSON.stringify(join(import.meta.dirname, 'table.ts'))};
      const opened = await openTable(process.argv[1]);
      let code = opened.ok ? 'read' : opened.failure.code;
      if (opened.ok) try { for await (const row of opened.value.rows); } catch (e) { code = e.failure.code; }
      console.log(JSON.stringify({ code, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
    const out = execFileSync(process.execPath, [
      '--input-type=module-typescript',
      '-e',
      script,
      path,
    ]);
    const seen = JSON.parse(out.toString());
    expect(seen.code).toBe('line-too-long');
    expect(seen.megabytes).toBeLessThan(160);
  });
});

describe('any table', () => {
  it('survives a round of writing and reading, whatever its cells hold', async () => {
    const { writeCsv } = await import('./write-csv.ts');
    // A fixed sequence (Park–Miller), so that a failure can be repeated.
    let seed = 42;
    const next = (below: number): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % below;
    };
    const pieces = ['é', '"', ';', ',', '\n', ' x ', "'", '1', '=', '\t', '|', '😀', '#', 'sep'];
    for (let round = 0; round < 60; round += 1) {
      const width = 2 + next(4);
      const rows = Array.from({ length: 1 + next(8) }, () =>
        Array.from({ length: width }, () => {
          const cell = Array.from({ length: next(6) }, () => pieces[next(pieces.length)]).join('');
          return `k${cell}`.trim();
        }),
      );
      const headers = Array.from({ length: width }, (_, at) => `col ${at}`);
      const delimiter = [';', ',', '\t', '|'][next(4)] ?? ';';
      const result = await read(writeCsv(headers, rows, { delimiter, bom: next(2) === 0 }));
      expect(result.headers).toEqual(headers);
      expect(result.rows?.map((row) => Object.values(row.cells))).toEqual(rows);
    }
  });
});
