import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceOf,
  expectedEnds,
  forecast,
  growthFactor,
  LEAST_CASES,
  type Open,
  type Past,
} from './domain.ts';

const idea = (age: number): Open => ({ stage: 'idea', age, regionCode: '75' });
const agreed = (after: number): Past => ({
  stage: 'idea',
  agreedAfter: after,
  abandonedAfter: null,
  followed: 900,
});
const given = (after: number): Past => ({ ...agreed(0), agreedAfter: null, abandonedAfter: after });
const waiting = (followed: number): Past => ({
  ...agreed(0),
  agreedAfter: null,
  abandonedAfter: null,
  followed,
});
const times = (n: number, one: Past): Past[] => Array.from({ length: n }, () => one);

describe('the chance of an agreement', () => {
  it('is the share of those that had come as far', () => {
    const past = [...times(4, agreed(50)), ...times(4, agreed(200)), ...times(8, given(300))];
    expect(chanceOf(idea(0), past, 100)).toBe(4 / 16);
    // After 100 days the quick ones are gone: four of the twelve others follow within 100 more.
    expect(chanceOf(idea(100), past, 100)).toBe(4 / 12);
  });

  it('leaves out what has not been followed long enough', () => {
    expect(chanceOf(idea(0), [...times(8, agreed(10)), ...times(50, waiting(20))], 30)).toBe(1);
    expect(chanceOf(idea(0), [...times(8, agreed(10)), ...times(8, waiting(30))], 30)).toBe(0.5);
  });

  it('falls back on the beginning of the stage, and says when nothing tells', () => {
    const past = times(LEAST_CASES, agreed(10));
    expect(chanceOf(idea(500), past, 30)).toBe(1);
    expect(chanceOf(idea(0), past.slice(1), 30)).toBeNull();
    expect(chanceOf({ ...idea(0), stage: 'co-design' }, past, 30)).toBeNull();
  });
});

it('expects no more than is open, and accounts for each', () => {
  const story = fc.record({
    stage: fc.constantFrom('idea' as const, 'co-design' as const),
    agreedAfter: fc.option(fc.nat(400)),
    abandonedAfter: fc.constant(null),
    followed: fc.nat(900),
  });
  const open = fc.record({
    stage: fc.constantFrom('idea' as const, 'co-design' as const),
    age: fc.nat(500),
    regionCode: fc.constant('75'),
  });
  fc.assert(
    fc.property(fc.array(open), fc.array(story), fc.nat(365), (now, past, days) => {
      const { expected, untold } = forecast(now, past, days);
      expect(expected).toBeGreaterThanOrEqual(0);
      expect(expected + untold).toBeLessThanOrEqual(now.length + 1e-9);
    }),
  );
});

it.each([
  [10, { continued: 15, ended: 5 }, 2.5],
  [10, { continued: 0, ended: LEAST_CASES }, 10],
  [10, { continued: LEAST_CASES - 1, ended: 0 }, null],
  [0, { continued: 0, ended: 0 }, 0],
])('of %i terms after %j, %s may end', (due, decided, ends) => {
  expect(expectedEnds(due, decided)).toBe(ends);
});

it.each([
  [650, 1300, 2],
  [0, 12, null],
])('%i then and %i now is a factor of %s', (then, now, factor) => {
  expect(growthFactor(then, now)).toBe(factor);
});
