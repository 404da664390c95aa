import { describe, expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { makeWorkbook, makeZip, workbookParts } from '../../../tests/support/workbook.ts';
import { asFileFailure } from './failure.ts';
import type { TableRow } from './rows.ts';
import { openTable } from './table.ts';
import { isDateFormat } from './xlsx-cells.ts';

const folder = testFolder();
let files = 0;

async function read(content: Buffer, sheet?: string) {
  const path = folder.write(`${++files}.xlsx`, content);
  const opened = await openTable(path, sheet ? { sheet } : {});
  if (!opened.ok) return { failure: opened.failure };
  const rows: TableRow[] = [];
  try {
    for await (const row of opened.value.rows) rows.push(row);
  } catch (error) {
    return { headers: opened.value.headers, rows, failure: asFileFailure(error) };
  }
  return { headers: opened.value.headers, rows, failure: null };
}

describe('workbooks', () => {
  it('far wider than their header are refused at the first such row, not filled up', async () => {
    const wide = [...Array.from({ length: 16_383 }, () => null), 'far away'];
    const result = await read(
      makeWorkbook({ Feuille: [['SIRET', 'Nom'], ['1', 'a'], wide, ...Array(50).fill(wide)] }),
    );
    expect(result.rows).toHaveLength(1);
    expect(result.failure).toEqual({ code: 'too-many-columns', count: 16_384, limit: 2000 });
  });

  it('give texts, whole numbers, saved formula values and dates; lines are sheet rows', async () => {
    const result = await read(
      makeWorkbook({
        Structures: [
          ['SIRET', 'Nom', 'Total', 'Le'],
          [35600000009075, 'Bureau & Co <b>', { formula: '1+1', value: '2' }, { date: 45_000 }],
          [],
          [null, 'Sans numéro', 1.5, { date: 45_000.5 }],
        ],
        Autre: [['x']],
      }),
    );
    expect(result.failure).toBeNull();
    expect(result.headers).toEqual(['SIRET', 'Nom', 'Total', 'Le']);
    expect(result.rows?.map((row) => [row.line, ...Object.values(row.cells)])).toEqual([
      [2, '35600000009075', 'Bureau & Co <b>', '2', '2023-03-15'],
      [4, '', 'Sans numéro', '1.5', '2023-03-15T12:00:00'],
    ]);
    expect(result.rows?.every((row) => row.ragged === undefined)).toBe(true);
  });

  it('give the sheet that is asked for, or say which there are', async () => {
    const book = makeWorkbook({ Un: [['a'], ['1']], Deux: [['b'], ['2']] });
    expect((await read(book, 'Deux')).headers).toEqual(['b']);
    expect((await read(book, 'Trois')).failure).toEqual({
      code: 'sheet-missing',
      wanted: 'Trois',
      sheets: ['Un', 'Deux'],
    });
  });

  it.each([
    [14, undefined, true],
    [0, undefined, false],
    [164, 'dd/mm/yyyy', true],
    [165, '[h]:mm', true],
    [166, '0.00 "jours"', false],
    [167, '[Red]#,##0', false],
    [168, 'General', false],
  ])('number format %i %j is a date: %s', (id, code, expected) => {
    expect(isDateFormat(id, code)).toBe(expected);
  });
});

describe('unusable workbooks', () => {
  const parts = workbookParts({ A: [['nom'], ['x']] });
  it.each([
    ['another archive', makeZip({ 'readme.txt': 'x' }), { code: 'wrong-format', found: 'zip' }],
    ['a cut archive', makeWorkbook({ A: [['nom'], ['x']] }).subarray(0, 400), { code: 'damaged' }],
    ['an empty sheet', makeWorkbook({ A: [] }), { code: 'empty-file' }],
    [
      'broken XML',
      makeZip({ ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c' }),
      { code: 'damaged' },
    ],
    [
      'declared entities',
      makeZip({
        ...parts,
        'xl/sharedStrings.xml':
          '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      }),
      { code: 'damaged' },
    ],
    [
      'a part that unpacks to a thousand times its size',
      makeZip({ ...parts, 'xl/sharedStrings.xml': `<sst>${' '.repeat(20_000_000)}</sst>` }),
      { code: 'too-large' },
    ],
    [
      'a part that is larger than it says',
      makeZip(
        { ...parts, 'xl/sharedStrings.xml': `<sst>${' '.repeat(2_000_000)}</sst>` },
        { 'xl/sharedStrings.xml': 1000 },
      ),
      { code: 'damaged' },
    ],
  ])('%s', async (_, bytes, failure) => {
    expect((await read(bytes)).failure).toMatchObject(failure);
  });
});
