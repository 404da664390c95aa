import { randomBytes } from 'node:crypto';

/** The last instant and count that an id of this process carries. */
let lastMs = 0;
let count = 0;

/**
 * A new UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, 12 bits that count within a
 * millisecond (§6.2, method 1), then random bits. Rows made together lie together in an index, and
 * ids of one process sort in the order in which they were made, which is the order of events.
 */
export function newId(): string {
  const bytes = randomBytes(16);
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // Half of the room is left to count in.
    count = bytes.readUInt16BE(6) & 0x07ff;
  } else if (count < 0x0fff) {
    count += 1;
  } else {
    lastMs += 1;
    count = 0;
  }
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** True for any UUID text (all versions), case-blind. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
}
