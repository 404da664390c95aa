import type { FileStore } from '../files/files.ts';
import type { Log } from '../log/log.ts';

/** What pages and API operations may use beside the database. Made once by `main.ts`. */
export interface Services {
  readonly log: Log;
  readonly files: FileStore;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: string;
  /** True when this alliance is the demonstration. */
  readonly demonstration: boolean;
  /** True when mail goes to the development mailbox. */
  readonly mailbox: boolean;
  /** Wakes the outbox after a commit, so that mail leaves at once rather than at the next poll. */
  readonly wake: () => void;
  /** Absolute folder for uploads and temporary files. */
  readonly temporaryFolder: string;
  /** Runs work after the answer was sent; waited for at a graceful stop. */
  readonly background: (name: string, work: () => Promise<void>) => void;
  readonly oidcLabel: string | null;
}
