import { fail, ok, type Result } from '../result.ts';
import { asFileFailure, type FileFailure, UnusableFile } from './failure.ts';
import {
  MOST_COLUMNS,
  makeRow,
  nameColumns,
  type Table,
  type TableOptions,
  type TableRow,
} from './rows.ts';
import { cellText, isDateFormat, type RawCell } from './xlsx-cells.ts';
import { elements } from './xml.ts';
import { type Archive, openArchive } from './zip.ts';

interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly startsIn1904: boolean;
}

/** Characters of shared texts that are kept in memory. */
const MOST_SHARED_TEXT = 64 * 1024 * 1024;
const LONGEST_CELL = 100_000;

/**
 * Opens a sheet of a workbook (Office Open XML) and reads it row by row. Formulas give the value
 * that was saved with them; dates come as `YYYY-MM-DD`, with `THH:MM:SS` when they have a time.
 */
export async function openXlsx(
  path: string,
  options: TableOptions,
): Promise<Result<Table, FileFailure>> {
  const opened = await openArchive(path);
  if (!opened.ok) return opened;
  const archive = opened.value;
  try {
    const result = await openSheet(archive, options);
    if (!result.ok) await archive.close();
    return result;
  } catch (error) {
    await archive.close();
    const failure = asFileFailure(error);
    if (failure) return fail(failure);
    throw error;
  }
}

async function openSheet(
  archive: Archive,
  { sheet: wanted, headerHas }: TableOptions,
): Promise<Result<Table, FileFailure>> {
  if (!archive.has('xl/workbook.xml')) {
    return fail({ code: 'wrong-format', found: 'zip', expected: 'csv, xlsx' });
  }
  const workbook = await readWorkbook(archive);
  const sheet = wanted ? workbook.sheets.find((s) => s.name === wanted) : workbook.sheets[0];
  if (!sheet || !archive.has(sheet.path)) {
    const sheets = workbook.sheets.map((s) => s.name);
    return fail({ code: 'sheet-missing', wanted: wanted ?? '1', sheets });
  }
  const shared = await readSharedTexts(archive);
  const dates = await readDateStyles(archive);
  const records = readSheet(archive, sheet.path, shared, dates, workbook.startsIn1904);
  let first = await records.next();
  // Lines about the export stand above its table.
  while (headerHas && !first.done && !first.value.cells.some((cell) => cell.trim() === headerHas))
    first = await records.next();
  if (first.done) return fail({ code: 'empty-file' });
  const headers = nameColumns(first.value.cells, first.value.line);
  if (!headers.ok) {
    await records.return(undefined);
    return headers;
  }
  const rows = toRows(headers.value, records, archive);
  return ok({ headers: headers.value, rows, format: 'xlsx', encoding: null, delimiter: null });
}

async function* toRows(
  headers: readonly string[],
  records: AsyncIterable<SheetRow>,
  archive: Archive,
): AsyncGenerator<TableRow> {
  try {
    for await (const { line, cells } of records) {
      // A sheet leaves out empty cells at the end of a row: that is no ragged row.
      const padded =
        cells.length < headers.length
          ? [...cells, ...blanks(headers.length - cells.length)]
          : cells;
      const row = makeRow(headers, padded, line);
      if (row) yield row;
    }
  } finally {
    await archive.close();
  }
}

function blanks(count: number): string[] {
  return Array.from({ length: count }, () => '');
}

async function readWorkbook(archive: Archive): Promise<Workbook> {
  const targets = new Map<string, string>();
  for await (const event of elements(archive.read('xl/_rels/workbook.xml.rels'))) {
    if (event.kind !== 'open' || event.name !== 'Relationship') continue;
    const target = event.attributes.Target ?? '';
    targets.set(
      event.attributes.Id ?? '',
      target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    );
  }
  const sheets: { name: string; path: string }[] = [];
  let startsIn1904 = false;
  for await (const event of elements(archive.read('xl/workbook.xml'))) {
    if (event.kind !== 'open') continue;
    if (event.name === 'workbookPr')
      startsIn1904 = /^(1|true)$/.test(event.attributes.date1904 ?? '');
    if (event.name !== 'sheet') continue;
    sheets.push({
      name: event.attributes.name ?? '',
      path: targets.get(event.attributes['r:id'] ?? '') ?? '',
    });
  }
  return { sheets, startsIn1904 };
}

/** Texts that cells refer to by number. Phonetic readings (`rPh`) are not part of them. */
async function readSharedTexts(archive: Archive): Promise<readonly string[]> {
  const name = 'xl/sharedStrings.xml';
  if (!archive.has(name)) return [];
  const texts: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = 0;
  let total = 0;
  for await (const event of elements(archive.read(name))) {
    if (event.kind === 'text') {
      if (inText && phonetic === 0) current += event.text;
      if (current.length > LONGEST_CELL) current = current.slice(0, LONGEST_CELL);
    } else if (event.name === 'rPh') phonetic += event.kind === 'open' ? 1 : -1;
    else if (event.name === 't') inText = event.kind === 'open';
    else if (event.name === 'si' && event.kind === 'close') {
      total += current.length;
      if (total > MOST_SHARED_TEXT)
        throw new UnusableFile({ code: 'too-large', limit: MOST_SHARED_TEXT });
      texts.push(current);
      current = '';
    }
  }
  return texts;
}

/** For each cell style, whether it shows a number as a date. */
async function readDateStyles(archive: Archive): Promise<readonly boolean[]> {
  const name = 'xl/styles.xml';
  if (!archive.has(name)) return [];
  const custom = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  for await (const event of elements(archive.read(name))) {
    if (event.kind === 'text') continue;
    if (event.name === 'cellXfs') inCellFormats = event.kind === 'open';
    if (event.kind !== 'open') continue;
    if (event.name === 'numFmt') {
      custom.set(Number(event.attributes.numFmtId), event.attributes.formatCode ?? '');
    }
    if (event.name === 'xf' && inCellFormats) {
      const id = Number(event.attributes.numFmtId ?? 0);
      styles.push(isDateFormat(id, custom.get(id)));
    }
  }
  return styles;
}

/**
 * Puts a text where it stands in its row.
 * @throws UnusableFile for a cell beyond the widest table that is read: filling the row up to it,
 * row after row, would take minutes
 */
function putCell(cells: string[], at: number, text: string): void {
  if (at >= MOST_COLUMNS)
    throw new UnusableFile({ code: 'too-many-columns', count: at + 1, limit: MOST_COLUMNS });
  while (cells.length < at) cells.push('');
  cells[at] = text;
}

async function* readSheet(
  archive: Archive,
  path: string,
  shared: readonly string[],
  dates: readonly boolean[],
  startsIn1904: boolean,
): AsyncGenerator<SheetRow, undefined> {
  let line = 0;
  let cells: string[] = [];
  let cell: { -readonly [K in keyof RawCell]: RawCell[K] } & { at: number } = blankCell(0);
  let inValue = false;
  for await (const event of elements(archive.read(path))) {
    if (event.kind === 'text') {
      if (inValue && cell.text.length < LONGEST_CELL) cell.text += event.text;
    } else if (event.kind === 'open') {
      if (event.name === 'row') {
        line = Number(event.attributes.r ?? line + 1);
        cells = [];
      } else if (event.name === 'c') {
        cell = blankCell(columnOf(event.attributes.r) ?? cells.length);
        cell.type = event.attributes.t ?? 'n';
        cell.isDate = dates[Number(event.attributes.s ?? -1)] === true;
      } else if (event.name === 'v' || event.name === 't') inValue = true;
    } else if (event.name === 'v' || event.name === 't') inValue = false;
    else if (event.name === 'c') {
      const text = cellText(cell, shared, startsIn1904);
      // A sheet may have styled but empty cells as far as it goes: they are not there.
      if (text !== '') putCell(cells, cell.at, text);
    } else if (event.name === 'row' && cells.some((text) => text !== '')) yield { line, cells };
    else if (event.name === 'sheetData') return undefined;
  }
  return undefined;
}

function blankCell(at: number) {
  return { at, type: 'n', isDate: false, text: '' };
}

/** `BC12` → 54, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (!letters) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
