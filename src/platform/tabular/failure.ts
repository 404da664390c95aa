/** Why a file cannot be used at all, whatever its rows say. `line` where one can be named. */
export type FileFailure =
  | { readonly code: 'unreadable'; readonly reason: string }
  | { readonly code: 'empty-file' }
  /** Bytes that are no text in any encoding known here. */
  | { readonly code: 'encoding-unknown' }
  /** Another kind of file than asked for; `found` is a short name such as `json` or `pdf`. */
  | { readonly code: 'wrong-format'; readonly found: FileFormat; readonly expected: string }
  /** Text, but not rows of cells. */
  | { readonly code: 'not-a-table' }
  | { readonly code: 'no-header'; readonly line: number }
  | { readonly code: 'line-too-long'; readonly line: number; readonly limit: number }
  | { readonly code: 'quote-not-closed'; readonly line: number }
  | { readonly code: 'too-many-columns'; readonly count: number; readonly limit: number }
  /** Breaks somewhere after this many whole elements. */
  | { readonly code: 'not-json'; readonly after: number }
  | { readonly code: 'record-too-long'; readonly line: number; readonly limit: number }
  | { readonly code: 'sheet-missing'; readonly wanted: string; readonly sheets: readonly string[] }
  | { readonly code: 'too-large'; readonly limit: number }
  | { readonly code: 'damaged'; readonly reason: string };

/** What the first bytes of a file show it to be. */
export type FileFormat =
  | 'text'
  | 'json'
  | 'xlsx'
  | 'zip'
  | 'xls'
  | 'pdf'
  | 'gzip'
  | 'image'
  | 'markup'
  | 'empty';

/**
 * Carries a file failure out of a stream of rows, the one place where it cannot be a return
 * value. Whoever reads the rows catches it with `asFileFailure`.
 */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
  readonly failure: FileFailure;

  constructor(failure: FileFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** The failure inside an error that a stream of rows threw; null for any other error. */
export function asFileFailure(error: unknown): FileFailure | null {
  return error instanceof UnusableFile ? error.failure : null;
}
