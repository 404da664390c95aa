import { join } from 'node:path';
import type { Locale } from '../i18n/messages.ts';
import { csvLine } from '../tabular/write-csv.ts';
import { type Catalogue, describeIssue } from './describe.ts';
import type { Issue, OpenedImport, RowIssue } from './importer.ts';
import { KeyIndex } from './key-index.ts';
import { en } from './messages.en.ts';
import { fr } from './messages.fr.ts';
import type { ImportOutcome, ImportProgress } from './run.ts';
import { Spool } from './spool.ts';

type Counts = Omit<ImportOutcome, 'kind' | 'dryRun' | 'created' | 'updated' | 'unchanged'>;

/** A record that waits to be written, with the row that it came from. */
export interface Accepted<Rec> {
  readonly line: number;
  readonly cells: readonly string[];
  readonly record: Rec;
}

/** A file that was read to its end: its accounts, and where its records wait. */
export interface Reading {
  readonly accepted: number;
  /** Files of `Accepted`, to be written in this order. */
  readonly acceptedPaths: readonly string[];
  /** A row that was accepted, and that the database does not take. */
  refuse(row: Accepted<unknown>, issue: RowIssue): Promise<void>;
  /** The accounts so far. */
  counts(): Counts;
  /** Ends the file of rejected rows: its path, or null when no row was rejected. */
  end(): Promise<string | null>;
  /** Gives up. */
  discard(): void;
}

interface RejectedOptions {
  readonly opened: { readonly headers: readonly string[] };
  readonly messages: Catalogue;
  readonly locale: Locale;
}

interface ReadOptions<R, L, Rec, C extends string> extends RejectedOptions {
  readonly opened: OpenedImport<R, L, Rec, C>;
  readonly lookup: L;
  readonly folder: string;
  readonly issuesKept: number;
  readonly onProgress?: (progress: ImportProgress) => void;
}

const PROGRESS_EVERY = 1000;

/** Parses every row of an opened file into spools on disk. */
export async function readRows<R, L, Rec, C extends string>(
  options: ReadOptions<R, L, Rec, C>,
): Promise<Reading> {
  const { opened, lookup, folder } = options;
  const accepted = new Spool(join(folder, 'accepted.ndjson'));
  const late = new Spool(join(folder, 'late.ndjson'));
  const rejected = new RejectedRows(join(folder, 'rejected.csv'), options);
  const account = new Account(options.issuesKept);
  const keys = new KeyIndex();
  try {
    for await (const row of opened.rows) {
      account.read += 1;
      const parsed = opened.parse(row.value, lookup);
      const firstLine = parsed.accepted ? keys.add(parsed.key, row.line) : null;
      if (parsed.accepted && firstLine === null) {
        for (const issue of [...(row.issues ?? []), ...parsed.warnings])
          account.warn(row.line, issue);
        const { record } = parsed;
        const waiting = { line: row.line, cells: opened.original(row.value), record };
        await (parsed.late ? late : accepted).write(`${JSON.stringify(waiting)}\n`);
      } else {
        const issues: readonly RowIssue[] = parsed.accepted
          ? [
              {
                field: '',
                code: 'duplicate-key',
                params: { key: parsed.key, firstLine: firstLine ?? 0 },
              },
            ]
          : parsed.issues;
        account.reject(row.line, issues);
        await rejected.write(row.line, opened.original(row.value), issues);
      }
      if (account.read % PROGRESS_EVERY === 0) {
        options.onProgress?.({ phase: 'reading', rows: account.read, of: null });
      }
    }
    await accepted.end();
    await late.end();
    return {
      accepted: account.read - account.rejected,
      acceptedPaths: [accepted.path, late.path],
      async refuse({ line, cells }, issue) {
        account.reject(line, [issue]);
        await rejected.write(line, cells, [issue]);
      },
      counts: () => account.counts(),
      end: () => rejected.end(),
      discard: () => rejected.discard(),
    };
  } catch (error) {
    accepted.discard();
    late.discard();
    rejected.discard();
    throw error;
  }
}

/** Counts all issues, keeps the first ones. */
class Account {
  read = 0;
  rejected = 0;
  readonly #kept: number;
  readonly #errors: Issue[] = [];
  readonly #warnings: Issue[] = [];
  readonly #errorCounts: Record<string, number> = {};
  readonly #warningCounts: Record<string, number> = {};
  #errorTotal = 0;
  #warningTotal = 0;

  constructor(kept: number) {
    this.#kept = kept;
  }

  warn(line: number, issue: RowIssue): void {
    this.#warningTotal += 1;
    this.#warningCounts[issue.code] = (this.#warningCounts[issue.code] ?? 0) + 1;
    if (this.#warnings.length < this.#kept)
      this.#warnings.push({ line, level: 'warning', ...issue });
  }

  reject(line: number, issues: readonly RowIssue[]): void {
    this.rejected += 1;
    for (const issue of issues) {
      this.#errorTotal += 1;
      this.#errorCounts[issue.code] = (this.#errorCounts[issue.code] ?? 0) + 1;
      if (this.#errors.length < this.#kept) this.#errors.push({ line, level: 'error', ...issue });
    }
  }

  counts(): Counts {
    return {
      read: this.read,
      rejected: this.rejected,
      warnings: this.#warningTotal,
      errors: this.#errors,
      errorTotal: this.#errorTotal,
      warningList: this.#warnings,
      errorCounts: this.#errorCounts,
      warningCounts: this.#warningCounts,
    };
  }
}

/**
 * The rejected rows as a table that can be corrected and imported again: the file's own columns,
 * then line, field, code and message. Made when the first row is rejected.
 */
class RejectedRows {
  readonly #path: string;
  readonly #options: RejectedOptions;
  #spool: Spool | null = null;

  constructor(path: string, options: RejectedOptions) {
    this.#path = path;
    this.#options = options;
  }

  async write(line: number, cells: readonly string[], issues: readonly RowIssue[]): Promise<void> {
    const { opened, messages, locale } = this.#options;
    if (!this.#spool) {
      this.#spool = new Spool(this.#path);
      const names = (locale === 'fr' ? fr : en).rejectedColumns;
      const added = [names.line, names.field, names.code, names.message];
      await this.#spool.write(`\ufeff${csvLine([...opened.headers, ...added])}`);
    }
    const join = (values: readonly string[]): string => [...new Set(values)].join(' | ');
    await this.#spool.write(
      csvLine([
        ...cells,
        line,
        join(issues.map((issue) => issue.field)),
        join(issues.map((issue) => issue.code)),
        join(issues.map((issue) => describeIssue(issue, messages, locale))),
      ]),
    );
  }

  /** @returns the file's path, or null when nothing was rejected. */
  async end(): Promise<string | null> {
    if (!this.#spool) return null;
    await this.#spool.end();
    return this.#path;
  }

  discard(): void {
    this.#spool?.discard();
  }
}
