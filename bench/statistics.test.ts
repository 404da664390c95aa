import { describe, expect, it } from 'vitest';
import { median, p95, percentile, seeded } from './statistics.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('percentile', () => {
  it('takes the nearest rank of the sorted values', () => {
    expect(p95(hundred)).toBe(95);
    expect(median(hundred)).toBe(50);
    expect(percentile(hundred, 0)).toBe(1);
    expect(percentile(hundred, 1)).toBe(100);
  });

  it('does not hide the only slow one of few', () => {
    expect(p95([1, 1, 1, 900])).toBe(900);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([7])).toBe(7);
  });

  it('sorts as numbers and leaves its argument as it was', () => {
    const values = [10, 9, 100];
    expect(percentile(values, 1)).toBe(100);
    expect(values).toEqual([10, 9, 100]);
  });

  it('refuses nothing and nonsense', () => {
    expect(() => median([])).toThrow('no values');
    expect(() => percentile([1], 95)).toThrow('not a share');
    expect(() => percentile([1], Number.NaN)).toThrow('not a share');
  });
});

describe('seeded', () => {
  it('gives the same numbers for the same seed, between 0 and 1', () => {
    const [a, b] = [seeded(7), seeded(7)];
    const first = Array.from({ length: 50 }, a);
    expect(Array.from({ length: 50 }, b)).toEqual(first);
    expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(new Set(first).size).toBe(50);
  });
});
