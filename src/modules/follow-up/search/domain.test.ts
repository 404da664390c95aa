import { describe, expect, it } from 'vitest';
import { digitsOf, LIKELY, likeness, piecesOf, trigrams, wantedPieces } from './domain.ts';

const file = {
  firstName: 'Zélie',
  lastName: 'Démo-Lefèvre',
  birthYear: 1948,
  reach: '06 39 98 12 34',
};
const wanted = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  birthYear: null,
  reach: '',
  ...more,
});

describe('likeness', () => {
  it.each(['zelie', 'ZÉLIE LEFEVRE', 'Lefebvre Zélie', 'demo lefevre', 'Zelye Lefèvre'])(
    'knows « %s »',
    (name) => {
      expect(likeness(wanted(name), file)).toBeGreaterThanOrEqual(LIKELY);
      // What is compared was found by a shared piece first.
      const own = new Set(piecesOf(file));
      expect(wantedPieces(wanted(name)).some((piece) => own.has(piece))).toBe(true);
    },
  );

  it.each(['Omar', 'Martin', 'Béatrice Durand'])('does not take « %s » for it', (name) => {
    expect(likeness(wanted(name), file)).toBeLessThan(LIKELY);
  });

  it('knows a part of a telephone number, however it is written', () => {
    expect(digitsOf('+33 6 39 98 12 34')).toBe('0639981234');
    expect(likeness(wanted('', { reach: '9812' }), file)).toBeGreaterThanOrEqual(LIKELY);
    expect(likeness(wanted('', { reach: '+33639981234' }), file)).toBeGreaterThanOrEqual(LIKELY);
    expect(likeness(wanted('', { reach: '0000' }), file)).toBe(0);
    // Three digits are somebody's in every organisation.
    expect(likeness(wanted('', { reach: '981' }), file)).toBe(0);
  });

  it('counts a name less when the years are far apart', () => {
    const near = likeness(wanted('Zélie', { birthYear: 1949 }), file);
    const far = likeness(wanted('Zélie', { birthYear: 1990 }), file);
    expect(far).toBeLessThan(near);
    expect(likeness(wanted('Zélie', { birthYear: 1948 }), file)).toBeGreaterThan(near);
  });
});

it('cuts words as pg_trgm does', () => {
  expect([...trigrams('Éva')]).toEqual(['  e', ' ev', 'eva', 'va ']);
});
