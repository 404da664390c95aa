import { describe, expect, it } from 'vitest';
import { kindOfSlug, quarters, territoryPath } from './domain.ts';

describe('addresses', () => {
  it('go back and forth for every kind that has a page of its own', () => {
    for (const kind of ['commune', 'epci', 'department', 'region'] as const) {
      const [, , slug] = territoryPath(kind, 'x').split('/');
      expect(kindOfSlug(slug)).toBe(kind);
    }
    expect(territoryPath('country', 'FR')).toBe('/territoires');
    expect(kindOfSlug('pays')).toBeNull();
    expect(kindOfSlug(undefined)).toBeNull();
  });
});

describe('quarters', () => {
  it('makes four classes of as many territories', () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1);
    const { bounds, classOf } = quarters(values);
    expect(bounds).toEqual([25, 50, 75]);
    const sizes = [0, 0, 0, 0];
    for (const value of values) sizes[classOf(value)] = (sizes[classOf(value)] ?? 0) + 1;
    expect(sizes).toEqual([25, 25, 25, 25]);
  });

  it('has no bounds without values', () => {
    expect(quarters([]).bounds).toBeNull();
  });
});
