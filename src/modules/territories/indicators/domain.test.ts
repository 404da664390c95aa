import { describe, expect, it } from 'vitest';
import {
  bandOf,
  quartileOf,
  type Reading,
  sayComparison,
  sayMethod,
  sayValue,
  toneOf,
} from './domain.ts';

/** Text with ordinary spaces, to be read in this file. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

/** What is said in comparison, with ordinary spaces. */
function say(reading: Reading, locale: 'fr' | 'en'): { text: string; tone: string } {
  const { text, tone } = sayComparison(reading, locale);
  return { text: plain(text), tone };
}

/** Values 0, 1, … 100, one territory each. */
const even = Array.from({ length: 101 }, (_, i) => i);
/** Nine peers in ten have 0, the others 5. */
const mostlyZero = Array.from({ length: 101 }, (_, i) => (i <= 90 ? 0 : 5));

const income: Reading = {
  kind: 'commune',
  aggregation: 'population-weighted-mean',
  higherMeans: 'better',
  unit: '€',
  comparableWithin: 'country',
  value: 15000,
  category: null,
  departmentValue: 20573.4,
  countryValue: 23446.9,
  population: 1000,
  departmentPopulation: 115_000,
  countryPopulation: 68_000_000,
  band: 'lowest-10',
  rank: { peers: 255, below: 1, above: 253 },
};

describe('bandOf', () => {
  it.each([
    [0, 'lowest-10'],
    [10, 'lowest-10'],
    [11, 'lowest-25'],
    [25, 'lowest-25'],
    [26, 'middle'],
    [75, 'middle'],
    [76, 'highest-25'],
    [90, 'highest-25'],
    [91, 'highest-10'],
    [100, 'highest-10'],
  ])('%d among 0…100 is %s', (value, band) => {
    expect(bandOf(even, 101, value)).toBe(band);
  });

  it('does not call « among the 10 % lowest » a value that most share', () => {
    expect(bandOf(mostlyZero, 1000, 0)).toBe('middle');
    expect(bandOf(mostlyZero, 1000, 5)).toBe('highest-10');
  });

  it('says nothing of few peers or of peers all alike', () => {
    expect(bandOf(even, 9, 0)).toBeNull();
    expect(
      bandOf(
        Array.from({ length: 101 }, () => 3),
        500,
        3,
      ),
    ).toBeNull();
  });
});

describe('quartileOf', () => {
  it.each([
    [25, 1],
    [26, 2],
    [51, 3],
    [76, 4],
  ])('%d among 0…100 is in quarter %d', (value, quartile) => {
    expect(quartileOf(even, value)).toBe(quartile);
  });
});

describe('toneOf', () => {
  it.each([
    ['lowest-10', 'better', 'difficult'],
    ['highest-25', 'better', 'favourable'],
    ['lowest-25', 'worse', 'favourable'],
    ['highest-10', 'worse', 'difficult'],
    ['highest-10', 'neutral', 'neutral'],
    ['middle', 'worse', 'neutral'],
  ] as const)('%s, higher is %s: %s', (band, higherMeans, tone) => {
    expect(toneOf(band, higherMeans)).toBe(tone);
  });
});

describe('sayComparison', () => {
  it('tells band, meaning and rank', () => {
    expect(say(income, 'fr')).toEqual({
      text: 'Parmi les 10 % de communes de France aux valeurs les plus basses : situation plus difficile qu’ailleurs. 2e valeur la plus basse sur 255 communes du département.',
      tone: 'difficult',
    });
    expect(say(income, 'en').text).toBe(
      'Among the 10% of communes in France with the lowest values: worse off than elsewhere. 2nd lowest value of 255 communes in the department.',
    );
  });

  it('counts the rank from the nearer end, and leaves it out where many share the value', () => {
    const high = { ...income, band: 'middle', rank: { peers: 12, below: 11, above: 0 } } as const;
    expect(say(high, 'fr').text).toContain('Valeur la plus haute sur 12 communes');
    const shared = { ...income, rank: { peers: 40, below: 0, above: 30 } };
    expect(say(shared, 'fr').text).not.toContain('sur 40');
  });

  it('compares counts by inhabitants', () => {
    const offices: Reading = {
      ...income,
      aggregation: 'sum',
      unit: 'count',
      value: 1,
      population: 2000,
      departmentValue: 104,
      countryValue: 13_600,
      band: null,
      rank: null,
    };
    expect(say(offices, 'fr')).toEqual({
      text: '5 pour 10 000 habitants : moins que dans le département (9), plus qu’en France (2).',
      tone: 'neutral',
    });
    expect(say({ ...offices, population: null }, 'fr').text).toBe('');
  });

  it('tells whether a commune is in a zone that others are in', () => {
    const zone: Reading = {
      ...income,
      aggregation: 'share-of-communes',
      value: 1,
      category: 'C',
      departmentValue: 1,
      countryValue: 0.505,
    };
    expect(say(zone, 'fr').text).toBe(
      'Concernée, comme 51 % des communes de France, 100 % dans le département.',
    );
    expect(say({ ...zone, value: 0, countryValue: 0.007 }, 'en').text).toBe(
      'Not concerned; 0.7% of communes in France are, 100% in the department.',
    );
    expect(say({ ...zone, kind: 'epci', value: 0.04 }, 'fr').text).toBe(
      '4 % des communes concernées, 51 % en France.',
    );
  });

  it('says nothing where nothing was published', () => {
    expect(say({ ...income, value: null }, 'fr')).toEqual({ text: '', tone: 'neutral' });
  });
});

describe('sayValue', () => {
  it.each([
    [{ unit: '€' }, 20573.43, 'fr', '20 573 €'],
    [{ unit: '€' }, 20573.43, 'en', '€20,573'],
    [{ unit: '%' }, 5.08, 'fr', '5,08 %'],
    [{ unit: 'count' }, 12, 'en', '12'],
    [{ unit: 'km' }, 12.34, 'fr', '12,3 km'],
    [{ unit: '€' }, null, 'fr', 'Non publié'],
    [{ aggregation: 'share-of-communes', category: 'PC' }, 1, 'fr', 'Oui (PC)'],
    [{ aggregation: 'share-of-communes', category: 'from-parts' }, 1, 'fr', 'Oui'],
    [{ aggregation: 'share-of-communes', category: 'NC' }, 0, 'en', 'No'],
    [{ aggregation: 'share-of-communes', kind: 'department' }, 0.42, 'fr', '42 %'],
  ] as const)('%j %s in %s', (change, value, locale, expected) => {
    const said = sayValue({ ...income, ...change }, value, locale);
    expect(plain(said)).toBe(expected);
  });
});

describe('sayMethod', () => {
  it('explains values above the commune only', () => {
    expect(sayMethod(income, 'fr')).toBe('');
    expect(sayMethod({ ...income, category: 'from-parts' }, 'fr')).toContain('anciennes');
    expect(sayMethod({ ...income, kind: 'department' }, 'fr')).toContain('pondérée');
  });
});
