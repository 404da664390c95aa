import { fail, ok, type Result } from '../result.ts';
import type { TableOptions, TableRow } from '../tabular/rows.ts';
import { openTable } from '../tabular/table.ts';
import type { ImportFailure, Parsed, RowIssue, SourceRow } from './importer.ts';

/** What a column may be called in files; the first name is the usual one. */
export interface ColumnSpec {
  readonly names: readonly string[];
  readonly required?: boolean;
}

/** A row under the importer's own column keys, and whole as the file has it. */
export interface NamedCells<K extends string> {
  /** Every key has a cell, empty when the file lacks the column. */
  readonly named: Readonly<Record<K, string>>;
  readonly cells: Readonly<Record<string, string>>;
}

/** The part of an opened import that any table gives. */
export interface TableSource<K extends string> {
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<SourceRow<NamedCells<K>>>;
  original(row: NamedCells<K>): readonly string[];
  /** The file's own name of each column that it has. */
  readonly fields: Readonly<Partial<Record<K, string>>>;
}

/**
 * Opens a table and finds its columns by name, without regard to case, accents and punctuation.
 * A table that lacks a required column is refused.
 */
export async function openTableSource<K extends string>(
  path: string,
  columns: Readonly<Record<K, ColumnSpec>>,
  options: TableOptions = {},
): Promise<Result<TableSource<K>, ImportFailure>> {
  const table = await openTable(path, options);
  if (!table.ok) return table;
  const { headers, rows } = table.value;
  const fields = findColumns(headers, columns);
  const missing = Object.entries<ColumnSpec>(columns)
    .filter(([key, spec]) => spec.required && fields[key as K] === undefined)
    .map(([key, spec]) => spec.names[0] ?? key);
  if (missing.length > 0) {
    await rows[Symbol.asyncIterator]().return?.();
    return fail({ code: 'missing-columns', columns: missing, found: headers });
  }
  return ok({
    headers,
    fields,
    rows: namedRows(rows, Object.keys(columns) as K[], fields),
    original: (row) => headers.map((header) => row.cells[header] ?? ''),
  });
}

/** The header of each column, by the first of its names that occurs; no header serves twice. */
export function findColumns<K extends string>(
  headers: readonly string[],
  columns: Readonly<Record<K, ColumnSpec>>,
): Partial<Record<K, string>> {
  const byFold = new Map<string, string>();
  for (const header of headers) {
    if (!byFold.has(foldHeader(header))) byFold.set(foldHeader(header), header);
  }
  const found: Partial<Record<K, string>> = {};
  const taken = new Set<string>();
  for (const key of Object.keys(columns) as K[]) {
    for (const name of columns[key].names) {
      const header = byFold.get(foldHeader(name));
      if (header === undefined || taken.has(header)) continue;
      found[key] = header;
      taken.add(header);
      break;
    }
  }
  return found;
}

/** A header without case, accents and punctuation. */
export function foldHeader(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
}

/** Names the fields of issues as the file does: an importer's parser knows only its own keys. */
export function inFileTerms<Rec, C extends string>(
  parsed: Parsed<Rec, C>,
  fields: Readonly<Partial<Record<string, string>>>,
): Parsed<Rec, C> {
  const rename = (issue: RowIssue<C>): RowIssue<C> => ({
    ...issue,
    field: fields[issue.field] ?? issue.field,
  });
  return parsed.accepted
    ? { ...parsed, warnings: parsed.warnings.map(rename) }
    : { ...parsed, issues: parsed.issues.map(rename) };
}

async function* namedRows<K extends string>(
  rows: AsyncIterable<TableRow>,
  keys: readonly K[],
  fields: Readonly<Partial<Record<K, string>>>,
): AsyncGenerator<SourceRow<NamedCells<K>>> {
  for await (const row of rows) {
    const named = {} as Record<K, string>;
    for (const key of keys) named[key] = row.cells[fields[key] ?? ''] ?? '';
    const value = { named, cells: row.cells };
    yield row.ragged
      ? { line: row.line, value, issues: [raggedIssue(row.ragged)] }
      : { line: row.line, value };
  }
}

function raggedIssue(ragged: { readonly expected: number; readonly found: number }): RowIssue {
  const code = ragged.found < ragged.expected ? 'too-few-cells' : 'too-many-cells';
  return { field: '', code, params: ragged };
}
