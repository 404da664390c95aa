/** Letters and digits that nobody takes for one another, read aloud or on a slip. */
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ2346789';
const LENGTH = 8;

/** A code for a seat or an appointment, `K7MP-2QXA`: says nothing of anybody, not guessed (30^8). */
export function newCode(): string {
  const letters: string[] = [];
  while (letters.length < LENGTH) {
    // 240 is a whole number of alphabets: what is above would favour the first letters.
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 240) letters.push(ALPHABET[byte % ALPHABET.length] ?? '');
  }
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** A code as people type it: any case, with or without its dash; null when it is none. */
export function readCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  if (letters.length !== LENGTH || [...letters].some((one) => !ALPHABET.includes(one))) return null;
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
