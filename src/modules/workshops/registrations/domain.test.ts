import { describe, expect, it } from 'vitest';
import { mayMoveSeat, newSeatCode, readSeatCode, SEAT_STATES, type SeatMover } from './domain.ts';

describe('moves of a seat', () => {
  const ALLOWED = new Set([
    'holder registered cancelled',
    'holder waiting cancelled',
    'staff registered cancelled',
    'staff waiting cancelled',
    'staff registered came',
    'staff waiting came',
    'staff absent came',
    'staff registered absent',
    'staff came absent',
    'staff came registered',
    'staff absent registered',
    'system waiting registered',
  ]);
  const movers: SeatMover[] = ['holder', 'staff', 'system'];
  const cases = movers.flatMap((mover) =>
    SEAT_STATES.flatMap((from) => SEAT_STATES.map((to) => [mover, from, to] as const)),
  );
  it.each(cases)('%s, %s → %s', (mover, from, to) => {
    expect(mayMoveSeat(mover, from, to)).toBe(ALLOWED.has(`${mover} ${from} ${to}`));
  });
});

describe('codes', () => {
  it('are read as people type them', () => {
    const code = newSeatCode();
    expect(readSeatCode(code)).toBe(code);
    expect(readSeatCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code);
  });
  it.each(['', 'AAAA', 'AAAA-AAA0', 'AAAA-AAAAA', '<script>'])('%j is none', (typed) => {
    expect(readSeatCode(typed)).toBeNull();
  });
  it('do not come twice', () => {
    expect(new Set(Array.from({ length: 5_000 }, newSeatCode)).size).toBe(5_000);
  });
});
