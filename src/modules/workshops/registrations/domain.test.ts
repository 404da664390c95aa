import { describe, expect, it } from 'vitest';
import { mayMoveSeat, SEAT_STATES, type SeatMover } from './domain.ts';

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
