/** Letters and digits that nobody takes for one another, read aloud or on a slip. */
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ2346789';

/** Characters of a seat's code, which the server makes and keeps apart from all others. */
export const SEAT_CODE = 8;

/**
 * Characters of an orientation's code. Devices without a network make them alone: with 30^10 of
 * them, a hundred million live codes leave one chance in six million that a new one is taken.
 */
export const REFERRAL_CODE = 10;

/** A code in two halves, `K7MP-2QXA`: says nothing of anybody, and is not guessed (30^8 at least). */
export function newCode(length: number): string {
  const letters: string[] = [];
  while (letters.length < length) {
    // 240 is a whole number of alphabets: what is above would favour the first letters.
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 240) letters.push(ALPHABET[byte % ALPHABET.length] ?? '');
  }
  return inHalves(letters.join(''));
}

/** A code as people type it: any case, with or without its dash; null when it is none. */
export function readCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  if (letters.length !== SEAT_CODE && letters.length !== REFERRAL_CODE) return null;
  return [...letters].every((one) => ALPHABET.includes(one)) ? inHalves(letters) : null;
}

function inHalves(letters: string): string {
  const half = letters.length / 2;
  return `${letters.slice(0, half)}-${letters.slice(half)}`;
}
