import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, likenessOf, type ReadSide, rankTerritories } from './domain.ts';

const side = (there: number, change: Partial<ReadSide> = {}): ReadSide => ({
  code: 'old-age',
  here: 30,
  there,
  spread: 5,
  own: true,
  ...change,
});
const place = (change: Partial<Candidate>): Candidate => ({
  code: '23',
  name: 'Creuse',
  indicators: [side(30)],
  needs: 0,
  places: 0,
  partners: 0,
  taken: 0,
  ...change,
});

describe('likeness', () => {
  it('is half the score when the indicators are the same, nothing when they are far', () => {
    expect(likenessOf(place({})).score).toBe(50);
    expect(likenessOf(place({ indicators: [side(35)] })).score).toBe(25);
    expect(likenessOf(place({ indicators: [side(90)] })).score).toBe(0);
    expect(likenessOf(place({ indicators: [] })).score).toBe(0);
  });

  it('counts the model’s own indicators twice', () => {
    const mixed = [side(30), side(90, { code: 'other', own: false })];
    expect(likenessOf(place({ indicators: mixed })).score).toBeCloseTo(100 / 3);
  });

  it('adds needs, partners and places up to what is enough', () => {
    expect(likenessOf(place({ needs: 9, partners: 9, places: 900 })).score).toBe(100);
    expect(likenessOf(place({ needs: 1 })).score).toBeCloseTo(50 + 25 / 3);
  });

  it('names the nearest indicators first', () => {
    const sides = [80, 31, 36, 30].map((there, index) => side(there, { code: String(index) }));
    const { nearest } = likenessOf(place({ indicators: sides }));
    expect(nearest.map(({ code }) => code)).toEqual(['3', '1', '2']);
  });
});

it('ranks by score, between 0 and 100, whatever the numbers', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const anything = fc.record({
    code: fc.string(),
    name: fc.string(),
    indicators: fc.array(
      fc.record({
        code: fc.string(),
        here: number,
        there: number,
        spread: fc.double({ min: 0, max: 1e6, noNaN: true }),
        own: fc.boolean(),
      }),
    ),
    needs: fc.nat(50),
    places: fc.nat(5000),
    partners: fc.nat(50),
    taken: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(anything), (all) => {
      const scores = rankTerritories(all).map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const score of scores) expect(score).toBeGreaterThanOrEqual(-1e-9);
      for (const score of scores) expect(score).toBeLessThanOrEqual(100 + 1e-9);
    }),
  );
});
