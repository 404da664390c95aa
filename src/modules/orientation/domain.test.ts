import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { THEMES } from '../alliance/public.ts';
import {
  DIFFICULTIES,
  givenAt,
  type Mover,
  mayMove,
  ORIENTATION_STATES,
  THEMES_OF,
} from './domain.ts';

describe('moves of an orientation', () => {
  const ALLOWED = new Set([
    'host given accepted',
    'host given refused',
    'host accepted refused',
    'host given came',
    'host accepted came',
    'host absent came',
    'host given absent',
    'host accepted absent',
    'holder given withdrawn',
    'holder accepted withdrawn',
    'system accepted given',
    'system given accepted',
    'system withdrawn accepted',
    'system came accepted',
    'system absent accepted',
    'system given refused',
    'system accepted refused',
    'system given withdrawn',
    'system accepted withdrawn',
    'system given came',
    'system accepted came',
    'system absent came',
    'system given absent',
    'system accepted absent',
    'system came absent',
  ]);
  const movers: Mover[] = ['host', 'holder', 'system'];
  const cases = movers.flatMap((mover) =>
    ORIENTATION_STATES.flatMap((from) =>
      ORIENTATION_STATES.map((to) => [mover, from, to] as const),
    ),
  );
  it.each(cases)('%s: %s → %s', (mover, from, to) => {
    expect(mayMove(mover, from, to)).toBe(ALLOWED.has(`${mover} ${from} ${to}`));
  });
});

it('answers every difficulty with themes that advisors know', () => {
  for (const difficulty of DIFFICULTIES) {
    expect(THEMES_OF[difficulty].length).toBeGreaterThan(0);
    for (const theme of THEMES_OF[difficulty]) expect(THEMES).toContain(theme);
  }
});

it('never dates an orientation after now, nor long before, whatever the device’s clock does', () => {
  const now = new Date('2026-06-15T10:00:00Z');
  const clock = fc.integer({ min: 0, max: 8_640_000_000_000_000 });
  fc.assert(
    fc.property(clock, clock, (given, sent) => {
      const { at, offsetSeconds } = givenAt({ givenAt: given, sentAt: sent }, now);
      const age = now.getTime() - at.getTime();
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThanOrEqual(90 * 86_400_000);
      // What the database's whole numbers hold.
      expect(Math.abs(offsetSeconds)).toBeLessThan(2 ** 31);
    }),
  );
});
