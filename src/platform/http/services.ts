import type { FileStore } from '../files/files.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log/log.ts';
import type { RenderPdf } from '../pdf/pdf.ts';
import type { Incidents } from './incidents.ts';

/** Whose session a link opens: who has the link could read as much by following it. */
export interface LinkOwner {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** Ways to get a session; the sign-in library behind it is the accounts module's business. */
export interface AuthGateway {
  /** Sends a link when the address is known; says nothing either way. */
  requestLink(email: string, headers: Headers): Promise<void>;
  /** Whose session a link's token would open, without spending it; null when it opens none. */
  linkOwner(token: string): Promise<LinkOwner | null>;
  /** Session cookies for a link's token, or null when it is spent, false or too old. */
  redeemLink(token: string, headers: Headers): Promise<Headers | null>;
  /** Session cookies for an account without a mail; only for demonstration accounts. */
  openSession(email: string, headers: Headers): Promise<Headers | null>;
  /** The id of this request's session, or null. */
  sessionId(headers: Headers): Promise<string | null>;
  /** Ends this request's session: headers that remove its cookie. */
  signOut(headers: Headers): Promise<Headers>;
  /** Where to send the browser to sign in with OpenID Connect, with the cookies it needs. */
  startOidc(headers: Headers): Promise<{ url: string; headers: Headers } | null>;
}

/** What pages and API operations may use beside the database. Made once by `main.ts`. */
export interface Services {
  readonly log: Log;
  /** Where what broke is logged, counted and told apart. */
  readonly incidents: Incidents;
  /** Whether files can be written at this moment. */
  readonly diskWritable: () => Promise<boolean>;
  readonly files: FileStore;
  readonly pdf: RenderPdf;
  readonly auth: AuthGateway;
  /** The installation's secret, to seal what must rest in the database for a moment. */
  readonly secret: string;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: string;
  /** True when this alliance is the demonstration. */
  readonly demonstration: boolean;
  /** True when mail goes to the development mailbox. */
  readonly mailbox: boolean;
  /** What the text message gateway signs its receipts with; null = no gateway. */
  readonly smsToken: string | null;
  /** Wakes the outbox after a commit, so that mail leaves at once rather than at the next poll. */
  readonly wake: () => void;
  /** How the queues stand, and a way to try again what failed. */
  readonly queues: Pick<Jobs, 'states' | 'again'>;
  /** Public directory of organisations; null = off. */
  readonly directoryUrl: string | null;
  /** La Coop de la médiation numérique; null = not connected. */
  readonly coop: { readonly url: string; readonly token: string } | null;
  /** Absolute folder for uploads and temporary files. */
  readonly temporaryFolder: string;
  /** Runs work after the answer was sent; waited for at a graceful stop. */
  readonly background: (name: string, work: () => Promise<void>) => void;
  /** The installation's own backups. */
  readonly backups: {
    /** False when no folder is set for them. */
    readonly configured: boolean;
    running(): boolean;
    /** Makes one now; what comes of it is noted where `readBackupState` reads it. */
    regular(): Promise<void>;
  };
  /** True for a copy that sends nothing until it is released. */
  readonly held: boolean;
  readonly oidcLabel: string | null;
  /** Built files of the counter: addresses of its script and style, text of its service worker. */
  readonly counterFiles: {
    readonly script: string;
    readonly style: string;
    readonly worker: string;
  };
}
