import { describe, expect, it } from 'vitest';
import { kindOfSlug, quarters, saidClasses, territoryPath } from './domain.ts';

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

  it('says no class twice where few values share their bounds', () => {
    const { bounds, classOf } = quarters([5, 9, 9, 12]);
    expect(bounds).toEqual([5, 9, 9]);
    const said = saidClasses((bounds ?? []).map(String));
    expect(said).toEqual([
      { level: 0, bound: '5' },
      { level: 1, bound: '9' },
    ]);
    expect([5, 9, 12].map(classOf)).toEqual([0, 1, 3]);
  });
});
