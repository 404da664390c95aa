import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../../../tests/support/folder.ts';
import { openTable } from './table.ts';
import { writeXlsx, xlsxDay } from './write-xlsx.ts';

const folder = testFolder();

it('writes what our own reader reads back, and no formula', async () => {
  const file = await writeXlsx(
    ['Nom', 'Nombre', 'Jour'],
    [
      ['Évin <&> "q"', 12.5, xlsxDay('2026-03-29')],
      ['=HYPERLINK("http://x")', null, null],
      ['espaces', -3, xlsxDay('1999-12-31')],
    ],
    'Liste',
  );
  mkdirSync(folder.path, { recursive: true });
  const path = join(folder.path, 'a.xlsx');
  writeFileSync(path, file);
  const table = await openTable(path);
  if (!table.ok) throw new Error(table.failure.code);
  const rows: unknown[] = [];
  for await (const row of table.value.rows) rows.push(Object.values(row.cells));
  expect(table.value.headers).toEqual(['Nom', 'Nombre', 'Jour']);
  expect(rows).toEqual([
    ['Évin <&> "q"', '12.5', '2026-03-29'],
    ['=HYPERLINK("http://x")', '', ''],
    ['espaces', '-3', '1999-12-31'],
  ]);
  expect(file.toString('latin1')).not.toContain('<f>');
});
