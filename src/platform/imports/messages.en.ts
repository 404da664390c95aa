import type { Messages } from '../i18n/messages.ts';
import type { fr } from './messages.fr.ts';

type P = Readonly<Record<string, string | number>>;

const FORMATS: Readonly<Record<string, string>> = {
  text: 'a text file',
  json: 'a JSON file',
  xlsx: 'an Excel workbook',
  zip: 'a ZIP archive',
  xls: 'an old Excel workbook (.xls)',
  pdf: 'a PDF',
  gzip: 'a gzip archive',
  image: 'a picture',
  markup: 'a web page or XML',
  empty: 'an empty file',
};

const EXPECTED: Readonly<Record<string, string>> = {
  'csv, xlsx': 'a CSV or XLSX table',
  json: 'a JSON file',
  'json array': 'a JSON list',
  geojson: 'a GeoJSON FeatureCollection',
};

const size = (bytes: string | number | undefined): string =>
  `${Math.round(Number(bytes) / 100_000) / 10} MB`;

/** Why the database refuses a row, by PostgreSQL's error code. */
const REFUSED: Readonly<Record<string, string>> = {
  '22001': 'A text of this row is too long.',
  '22003': 'A number of this row is too large.',
  '22007': 'A date of this row is impossible.',
  '22008': 'A date of this row is impossible.',
  '22021': 'A text of this row has an unreadable character.',
  '22P02': 'A text of this row has an unreadable character.',
  '22P05': 'A text of this row has an unreadable character.',
  '23502': 'A value that is needed is missing.',
  '23503': 'This row refers to a record that does not exist.',
  '23505': 'Another record has the same identifier already.',
  '54000': 'A text of this row is too long.',
};

export const en: Messages<typeof fr> = {
  issue: {
    'duplicate-key': (p: P) =>
      `This row repeats “${p.key}”, given before on line ${p.firstLine}. Keep only one of the two rows.`,
    'too-few-cells': (p: P) =>
      `The row has ${p.found} cells instead of ${p.expected}; the last columns are taken as empty.`,
    'too-many-cells': (p: P) =>
      `The row has ${p.found} cells instead of ${p.expected}; those in excess are ignored. A separator may lack quotes.`,
    'database-refused': (p: P) =>
      `${REFUSED[String(p.state)] ?? 'The database does not accept a value of this row.'} Correct the row, then import it again.`,
    'not-an-object': () => 'This element is not a JSON object.',
    required: () => 'The value is missing; it is required.',
    'text-cut': (p: P) => `The text is longer than ${p.max} characters; its end is cut off.`,
    'markup-removed': () => 'The text contained HTML tags; they are removed.',
    'control-removed': () => 'The text contained invisible characters; they are removed.',
    'number-invalid': (p: P) => `“${p.value}” is not a number; the value is left empty.`,
    'number-negative': (p: P) => `“${p.value}” is negative; the value is left empty.`,
    'number-absurd': (p: P) =>
      `“${p.value}” is above ${p.max}, which cannot be; the value is left empty.`,
    'date-invalid': (p: P) => `“${p.value}” is not a date; the value is left empty.`,
    'date-future': (p: P) => `“${p.value}” lies in the future; the value is left empty.`,
    'url-invalid': (p: P) => `“${p.value}” is not a web address; it is left out.`,
  },
  failure: {
    unreadable: (p: P) => `The file cannot be read (${p.reason}). Check its path and your rights.`,
    'empty-file': () => 'The file is empty.',
    'encoding-unknown': () =>
      'The file’s encoding is not recognised. Save it as UTF-8, then try again.',
    'wrong-format': (p: P) =>
      `This takes ${EXPECTED[p.expected ?? ''] ?? p.expected}; the file is ${FORMATS[p.found ?? ''] ?? p.found}.`,
    'not-a-table': () => 'The file is not a table: its lines do not split into columns.',
    'no-header': (p: P) =>
      `Line ${p.line} should name the columns but holds only numbers. Add a line of titles.`,
    'line-too-long': (p: P) =>
      `Line ${p.line} is longer than ${size(p.limit)}. The file is damaged, or a quote in it is not closed.`,
    'quote-not-closed': (p: P) =>
      `A quote opened from line ${p.line} on is never closed: the rest cannot be read.`,
    'too-many-columns': (p: P) => `The table has ${p.count} columns; at most ${p.limit} are read.`,
    'not-json': (p: P) => `The JSON breaks off or is malformed after element ${p.after}.`,
    'record-too-long': (p: P) => `Element ${p.line} is larger than ${size(p.limit)}.`,
    'sheet-missing': (p: P) =>
      `There is no sheet “${p.wanted}”. Sheets of the workbook: ${p.sheets}.`,
    'too-large': () => 'Once unpacked the workbook would be of absurd size; it is not read.',
    damaged: () => 'The workbook is damaged and cannot be read. Save it again.',
    'missing-columns': (p: P) =>
      `Columns are missing: ${p.columns}. Columns of the file: ${p.found}.`,
    'map-unreadable': () => 'The mapping file cannot be read, or is not JSON.',
    'map-invalid': (p: P) => `The mapping file is wrong: ${p.problems}.`,
  },
  rejectedColumns: { line: 'line', field: 'field', code: 'code', message: 'message' },
};
