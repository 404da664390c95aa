import { hash } from 'node:crypto';

const FIRST_SIZE = 1 << 12;
const WORDS = 4;

/**
 * Remembers which keys a file has had and on which line, in 32 bytes a key whatever its length: a
 * hash table of 96-bit digests. Two of ten million different keys share a digest with a chance of
 * less than one in 10^14.
 */
export class KeyIndex {
  #size = FIRST_SIZE;
  #count = 0;
  /** Three words of digest, then the line; line 0 marks a free slot. */
  #slots = new Uint32Array(FIRST_SIZE * WORDS);

  /** Adds a key. @returns the line where it occurred before, or null when it is new. */
  add(key: string, line: number): number | null {
    if (this.#count * 2 >= this.#size) this.#grow();
    const digest = hash('sha1', key, 'buffer');
    const a = digest.readUInt32LE(0);
    const b = digest.readUInt32LE(4);
    const c = digest.readUInt32LE(8);
    const slot = this.#find(a, b, c);
    const before = this.#slots[slot + 3] ?? 0;
    if (before !== 0) return before;
    this.#slots.set([a, b, c, line], slot);
    this.#count += 1;
    return null;
  }

  #find(a: number, b: number, c: number): number {
    const slots = this.#slots;
    for (let at = a % this.#size; ; at = (at + 1) % this.#size) {
      const slot = at * WORDS;
      if (slots[slot + 3] === 0) return slot;
      if (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c) return slot;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#size *= 2;
    this.#slots = new Uint32Array(this.#size * WORDS);
    for (let slot = 0; slot < old.length; slot += WORDS) {
      const line = old[slot + 3] ?? 0;
      if (line === 0) continue;
      const [a = 0, b = 0, c = 0] = old.subarray(slot, slot + 3);
      this.#slots.set([a, b, c, line], this.#find(a, b, c));
    }
  }
}
