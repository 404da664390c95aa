import { Readable } from 'node:stream';

export type CsvValue = string | number | boolean | null | undefined;

export interface WriteCsvOptions {
  /** Cell separator; `;` because French spreadsheets expect it. */
  readonly delimiter?: string;
  /** Puts a byte-order mark in front, without which spreadsheets read UTF-8 wrongly. Default true. */
  readonly bom?: boolean;
}

const PLAIN_NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/**
 * A cell that no spreadsheet will run: one that starts like a formula gets an apostrophe in front
 * (OWASP, CSV injection). Plain numbers such as -12 stay numbers.
 */
export function escapeCell(value: CsvValue, delimiter = ';'): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const dangerous = /^\s*[=+\-@\t\r＝＋－＠]/u.test(text) && !PLAIN_NUMBER.test(text);
  const safe = dangerous ? `'${text}` : text;
  return safe.includes(delimiter) || /["\n\r,;\t]/.test(safe)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}

/** One line with its line end (CRLF, RFC 4180). */
export function csvLine(cells: readonly CsvValue[], delimiter = ';'): string {
  return `${cells.map((cell) => escapeCell(cell, delimiter)).join(delimiter)}\r\n`;
}

/** A whole table as one text; for small ones. */
export function writeCsv(
  headers: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
  options: WriteCsvOptions = {},
): string {
  const { delimiter = ';', bom = true } = options;
  let text = (bom ? '\ufeff' : '') + csvLine(headers, delimiter);
  for (const row of rows) text += csvLine(row, delimiter);
  return text;
}

/** A table as a stream of UTF-8 bytes, whatever its size. */
export function streamCsv(
  headers: readonly string[],
  rows: Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>,
  options: WriteCsvOptions = {},
): Readable {
  const { delimiter = ';', bom = true } = options;
  return Readable.from(
    (async function* () {
      let pending = (bom ? '\ufeff' : '') + csvLine(headers, delimiter);
      for await (const row of rows) {
        pending += csvLine(row, delimiter);
        if (pending.length > 32_768) {
          yield Buffer.from(pending);
          pending = '';
        }
      }
      if (pending !== '') yield Buffer.from(pending);
    })(),
    { objectMode: false },
  );
}
