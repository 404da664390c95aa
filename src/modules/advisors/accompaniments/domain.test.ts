import { describe, expect, it } from 'vitest';
import { lengthsFor, readLength, USUAL_MINUTES } from './domain.ts';

describe('lengths', () => {
  it('are the usual ones for somebody new', () => {
    expect(lengthsFor([])).toEqual([...USUAL_MINUTES]);
  });
  it('put habits first, also a length of one’s own', () => {
    expect(lengthsFor([20, 20, 20, 45, 45, 15])).toEqual([20, 45, 15, 30, 60, 90, 120]);
  });
  it('forget a length of one’s own that came once, and what lies too far back', () => {
    expect(lengthsFor([25, 30])).toEqual([30, 15, 45, 60, 90, 120]);
    const old = [...Array.from({ length: 30 }, () => 60), ...Array.from({ length: 50 }, () => 20)];
    expect(lengthsFor(old)).toEqual([60, 15, 30, 45, 90, 120]);
  });
  it('never are more than asked for', () => {
    const many = [5, 10, 20, 25, 35, 40, 50, 55].flatMap((one) => [one, one]);
    expect(lengthsFor(many)).toHaveLength(7);
  });
  it.each([
    ['80', 80],
    [' 1:20 ', 80],
    ['1h20', 80],
    ['1 h', 60],
    ['23:59', 1439],
    ['45 min', 45],
    ['1h75', null],
    ['', null],
    ['une heure', null],
    ['-5', null],
  ])('%j is %s minutes', (typed, minutes) => expect(readLength(typed)).toBe(minutes));
});
