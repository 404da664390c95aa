import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { fail, ok, type Result } from '../result.ts';
import { detectEncoding, type Encoding, readText } from './encoding.ts';
import { asFileFailure, type FileFailure, UnusableFile } from './failure.ts';
import { makeRow, nameColumns, type Table, type TableOptions, type TableRow } from './rows.ts';

/** Longest record in characters: no honest row is longer, and a longer one is not kept in memory. */
export const LONGEST_RECORD = 1_000_000;
/** Characters at the start of a file by which its separator is guessed. */
const SAMPLE = 64 * 1024;
const DELIMITERS = [';', ',', '\t', '|'] as const;

interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Opens a text table; see `openTable`. */
export async function openCsv(
  path: string,
  options: TableOptions,
): Promise<Result<Table, FileFailure>> {
  const detected = await detectEncoding(path);
  if (!detected.ok) return detected;
  const encoding = detected.value;
  const sample = await readSample(path, encoding);
  if (sample.trim() === '') return fail({ code: 'empty-file' });
  // Excel's own way to tell the separator: a first line such as `sep=;`.
  const declared = /^sep=(.)\n/i.exec(sample);
  const delimiter = options.delimiter ?? declared?.[1] ?? guessDelimiter(sample);
  const records = readRecords(path, encoding, delimiter, declared ? 1 : 0);
  try {
    const first = await records.next();
    if (first.done) return fail({ code: 'empty-file' });
    const headers = nameColumns(first.value.cells, first.value.line);
    if (!headers.ok) {
      await records.return(undefined);
      return headers;
    }
    return ok({
      headers: headers.value,
      rows: toRows(headers.value, records),
      format: 'csv',
      encoding,
      delimiter,
    });
  } catch (error) {
    const failure = asFileFailure(error);
    if (failure) return fail(failure);
    throw error;
  }
}

async function* toRows(
  headers: readonly string[],
  records: AsyncIterable<RawRow>,
): AsyncGenerator<TableRow> {
  for await (const { line, cells } of records) {
    const row = makeRow(headers, cells, line);
    if (row) yield row;
  }
}

async function* readRecords(
  path: string,
  encoding: Encoding,
  delimiter: string,
  skipLines: number,
): AsyncGenerator<RawRow, undefined> {
  // Where the last complete record ended: a quote that never closes starts after it.
  let lastLine = skipLines;
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    from_line: skipLines + 1,
    info: true,
    on_record: (record, context) => {
      lastLine = context.lines;
      return record;
    },
  });
  const source = Readable.from(readText(path, encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const entry of parser) {
      const { info, record } = entry as { info: Info; record: string[] };
      yield { line: info.lines - lineFeeds(record), cells: record };
    }
  } catch (error) {
    throw new UnusableFile(failureOf(error, lastLine + 1));
  } finally {
    source.destroy();
  }
  return undefined;
}

function failureOf(error: unknown, line: number): FileFailure {
  if (!(error instanceof CsvError)) {
    return { code: 'unreadable', reason: error instanceof Error ? error.name : 'unknown' };
  }
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return { code: 'line-too-long', line, limit: LONGEST_RECORD };
    case 'CSV_QUOTE_NOT_CLOSED':
      return { code: 'quote-not-closed', line };
    default:
      return { code: 'not-a-table' };
  }
}

function lineFeeds(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}

async function readSample(path: string, encoding: Encoding): Promise<string> {
  let sample = '';
  for await (const text of readText(path, encoding)) {
    sample += text;
    if (sample.length >= SAMPLE) break;
  }
  return sample.slice(0, SAMPLE);
}

/**
 * The separator by which most lines have as many cells as the header, several rather than few.
 * Separators inside quotes do not count. A file of one column gets the semicolon.
 */
export function guessDelimiter(sample: string): string {
  const cut = sample.length === SAMPLE ? sample.lastIndexOf('\n') : sample.length;
  const lines = quotelessLines(sample.slice(0, cut > 0 ? cut : sample.length)).slice(0, 50);
  let best: string = DELIMITERS[0];
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const header = counts[0] ?? 0;
    const alike = counts.filter((count) => count === header).length / Math.max(counts.length, 1);
    const score = header * alike;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** The sample's lines with what stands between quotes taken out, blank lines left out. */
function quotelessLines(sample: string): string[] {
  return sample
    .replace(/"(?:[^"]|"")*"/g, 'q')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
