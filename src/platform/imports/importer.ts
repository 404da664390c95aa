import type { Db, Trx } from '../db/schema.ts';
import type { Result } from '../result.ts';
import type { FileFailure } from '../tabular/failure.ts';
import type { ImportMap, MappingSpec } from './mapping.ts';
import type { PlatformCode } from './messages.fr.ts';

/** What a message is filled with. */
export type IssueParams = Readonly<Record<string, string | number>>;

/** A problem of one value in a row. `field` is the column as the file calls it, or '' for the row. */
export interface RowIssue<C extends string = string> {
  readonly field: string;
  readonly code: C | PlatformCode;
  readonly params?: IssueParams;
}

/** A problem with its place in the file. */
export interface Issue extends RowIssue {
  readonly line: number;
  readonly level: 'error' | 'warning';
}

/** One sentence a code, in one language. */
export type IssueMessages<C extends string> = {
  readonly [K in C]: (params: IssueParams) => string;
};

/** Why a file cannot be imported at all. */
export type ImportFailure =
  | FileFailure
  | {
      readonly code: 'missing-columns';
      readonly columns: readonly string[];
      readonly found: readonly string[];
    }
  | { readonly code: 'map-unreadable' }
  | { readonly code: 'map-invalid'; readonly problems: readonly string[] };

/** A row as its importer sees it. */
export interface SourceRow<R> {
  readonly line: number;
  readonly value: R;
  /** What the reader noticed; becomes warnings. */
  readonly issues?: readonly RowIssue[];
}

export type Parsed<Rec, C extends string> =
  | {
      readonly accepted: true;
      /** Tells records of one file apart: two rows with one key are a mistake in the file. */
      readonly key: string;
      /** Must survive JSON: it waits in a file until the database transaction. */
      readonly record: Rec;
      readonly warnings: readonly RowIssue<C>[];
      /** Written after all others, wherever the row stands: it depends on what they say. */
      readonly late?: boolean;
    }
  | { readonly accepted: false; readonly issues: readonly RowIssue<C>[] };

/** How many records of a batch were new, changed, or already so. They add up to the batch. */
export interface Tally {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** One file that is being imported. `R` row, `L` lookup, `Rec` record, `C` issue codes. */
export interface OpenedImport<R, L, Rec, C extends string> {
  /** Columns of the file of rejected rows; `original` gives a row's cells in that order. */
  readonly headers: readonly string[];
  original(value: R): readonly string[];
  readonly rows: AsyncIterable<SourceRow<R>>;
  /** Reads what parsing needs, before any transaction. */
  prepare(db: Db): Promise<L>;
  /** Pure. A bad optional value is a warning; only a missing or impossible key rejects. */
  parse(value: R, lookup: L): Parsed<Rec, C>;
  /** What must be there before the first record, in the same transaction. */
  start?(trx: Trx): Promise<void>;
  /** Writes a batch of records with distinct keys; late ones come in batches of their own. */
  apply(trx: Trx, records: readonly Rec[]): Promise<Tally>;
  /** What follows from the whole import, in its transaction. `tally` is the total. */
  finish?(trx: Trx, tally: Tally): Promise<void>;
}

export interface OpenOptions {
  /** Path of a mapping file (JSON), for kinds that take one. */
  readonly mapPath?: string | undefined;
  /** The mapping itself; stands before a file of it. */
  readonly map?: ImportMap | undefined;
  /** The file's own name, when it lies under another: it may carry a vintage. */
  readonly fileName?: string | undefined;
}

/** A kind of file that can be imported. */
export interface Importer<R, L, Rec, C extends string> {
  readonly kind: string;
  readonly messages: { readonly fr: IssueMessages<C>; readonly en: IssueMessages<C> };
  /** For kinds whose columns a person may name. */
  readonly mapping?: MappingSpec;
  open(
    path: string,
    options: OpenOptions,
  ): Promise<Result<OpenedImport<R, L, Rec, C>, ImportFailure>>;
}
