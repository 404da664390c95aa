import { fail, ok, type Result } from '../result.ts';
import type { Encoding } from './encoding.ts';
import type { FileFailure } from './failure.ts';

/** One row of a table. Every header has a cell, empty when the file had none. */
export interface TableRow {
  /** Where the row starts in the file: text line or sheet row, the header's being usually 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Set when the number of cells differs from the header's; cells beyond it were dropped. */
  readonly ragged?: { readonly expected: number; readonly found: number };
}

/** An opened table: its header is read, its rows come one at a time. */
export interface Table {
  readonly headers: readonly string[];
  /** Rows in order, to be read once. Throws `UnusableFile` when the file breaks further down. */
  readonly rows: AsyncIterable<TableRow>;
  readonly format: 'csv' | 'xlsx';
  /** Null for a workbook. */
  readonly encoding: Encoding | null;
  /** Null for a workbook. */
  readonly delimiter: string | null;
}

export interface TableOptions {
  /** Cell separator of a text file; guessed when absent. */
  readonly delimiter?: string;
  /** Sheet of a workbook, by name; the first when absent. */
  readonly sheet?: string;
  /** A column by which the header of a sheet is known, when other lines stand above it. */
  readonly headerHas?: string;
}

/** Most columns that a table may have: more is a damaged or hostile file. */
export const MOST_COLUMNS = 2_000;

/**
 * Names columns after the header's cells: a leading `#` and spaces go, an empty cell becomes
 * `column_3`, a repeated name gets `_2`.
 */
export function nameColumns(
  cells: readonly string[],
  line: number,
): Result<readonly string[], FileFailure> {
  if (cells.length > MOST_COLUMNS) {
    return fail({ code: 'too-many-columns', count: cells.length, limit: MOST_COLUMNS });
  }
  const used = new Set<string>();
  const headers = cells.map((cell, at) => {
    const base = (at === 0 ? cell.replace(/^\s*#/, '') : cell).trim() || `column_${at + 1}`;
    let name = base;
    for (let n = 2; used.has(name); n += 1) name = `${base}_${n}`;
    used.add(name);
    return name;
  });
  // A header of bare numbers and blanks is a first row of data.
  if (cells.every((cell) => /^\s*[-+]?[\d.,]*\s*$/.test(cell)))
    return fail({ code: 'no-header', line });
  return ok(headers);
}

/** A row from the header's names and the cells found. Null for a row without any content. */
export function makeRow(
  headers: readonly string[],
  found: readonly string[],
  line: number,
): TableRow | null {
  // No prototype: a column may be called `constructor` or `__proto__`.
  const cells: Record<string, string> = Object.create(null);
  let filled = false;
  for (let at = 0; at < headers.length; at += 1) {
    const cell = (found[at] ?? '').trim();
    cells[headers[at] ?? ''] = cell;
    if (cell !== '') filled = true;
  }
  const extra =
    found.length > headers.length && found.slice(headers.length).some((c) => c.trim() !== '');
  if (!filled && !extra) return null;
  const ragged = extra || found.length < headers.length;
  return ragged
    ? { line, cells, ragged: { expected: headers.length, found: found.length } }
    : { line, cells };
}
