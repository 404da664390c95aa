/**
 * Why the database could not do its part, when the reason is not the program's:
 * `down`: the connection ended or none can be had; another try may well succeed ·
 * `busy`: it took too long, or waited too long for somebody else's lock ·
 * `full`: there is no room left to write.
 */
export type DatabaseTrouble = 'down' | 'busy' | 'full';

/** Code of the error of a lane that waited too long for a connection of its own. */
export const LANE_FULL = 'LANE_FULL';

/** SQLSTATE codes (PostgreSQL 18, appendix A) that speak of the server, not of the statement. */
const CODES: Readonly<Record<string, DatabaseTrouble>> = {
  // Shut down by an administrator, after a crash, still starting; a standby that cannot write.
  '57P01': 'down',
  '57P02': 'down',
  '57P03': 'down',
  '57P04': 'down',
  '57P05': 'down',
  '25006': 'down',
  '53300': 'down',
  // Idle in a transaction for too long: the connection ended under the work.
  '25P03': 'down',
  '25P04': 'busy',
  '57014': 'busy',
  '55P03': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
  '53000': 'busy',
  '53200': 'busy',
  '53400': 'busy',
  '53100': 'full',
  // Node's own words for what happens to a connection or a disk.
  ECONNREFUSED: 'down',
  ECONNRESET: 'down',
  EPIPE: 'down',
  ETIMEDOUT: 'down',
  ENOTFOUND: 'down',
  EAI_AGAIN: 'down',
  EHOSTUNREACH: 'down',
  ENETUNREACH: 'down',
  ENOSPC: 'full',
  EDQUOT: 'full',
  [LANE_FULL]: 'busy',
};

/** What the driver says without a code when a connection goes or cannot be had in time. */
const SAYINGS: readonly (readonly [RegExp, DatabaseTrouble])[] = [
  [/^Connection terminated/i, 'down'],
  [/^Client has encountered a connection error/i, 'down'],
  [/^Client was closed/i, 'down'],
  [/^Postgres connection has been discarded/i, 'down'],
  [/^Cannot use a pool after calling end/i, 'down'],
  [/^timeout exceeded when trying to connect/i, 'busy'],
  [/^Query read timeout/i, 'busy'],
  [/could not (write|extend)|no space left on device/i, 'full'],
];

/** All SQLSTATE of class 08 are about the connection. */
const CONNECTION_CLASS = /^08...$/;

/**
 * Tells trouble of the database from mistakes of the program and refusals of a statement.
 * @returns null for the latter
 */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    const code = String((at as { code?: unknown }).code ?? '');
    if (CODES[code]) return CODES[code];
    if (CONNECTION_CLASS.test(code)) return 'down';
    const { message } = at;
    const said = SAYINGS.find(([pattern]) => pattern.test(message));
    if (said) return said[1];
    if (at instanceof AggregateError) {
      const inner = at.errors.map(databaseTrouble).find((trouble) => trouble !== null);
      if (inner) return inner;
    }
    at = at.cause;
  }
  return null;
}
