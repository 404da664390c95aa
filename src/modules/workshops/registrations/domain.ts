/** A seat: held, waited for, given back, or what came of it. */
export const SEAT_STATES = ['registered', 'waiting', 'cancelled', 'came', 'absent'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/** Who moves a seat: the person with its code, the staff, or the system when a seat is free. */
export type SeatMover = 'holder' | 'staff' | 'system';

/** From which state each mover may bring a seat to another. */
export const SEAT_MOVES: Readonly<
  Record<SeatState, Readonly<Partial<Record<SeatMover, readonly SeatState[]>>>>
> = {
  registered: { system: ['waiting'], staff: ['came', 'absent'] },
  waiting: {},
  cancelled: { holder: ['registered', 'waiting'], staff: ['registered', 'waiting'] },
  came: { staff: ['registered', 'waiting', 'absent'] },
  absent: { staff: ['registered', 'came'] },
};

/** Whether a mover may bring a seat from one state to another. */
export function mayMoveSeat(mover: SeatMover, from: SeatState, to: SeatState): boolean {
  return SEAT_MOVES[to][mover]?.includes(from) === true;
}

/** Letters and digits that nobody takes for one another, read aloud or on a slip. */
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXYZ2346789';
const LENGTH = 8;

/** A code for a seat, `K7MP-2QXA`: says nothing of anybody, and is not guessed (30^8). */
export function newSeatCode(): string {
  const letters: string[] = [];
  while (letters.length < LENGTH) {
    // 240 is a whole number of alphabets: what is above would favour the first letters.
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 240) letters.push(ALPHABET[byte % ALPHABET.length] ?? '');
  }
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** A code as people type it: any case, with or without its dash; null when it is none. */
export function readSeatCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  if (letters.length !== LENGTH || [...letters].some((one) => !ALPHABET.includes(one))) return null;
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
