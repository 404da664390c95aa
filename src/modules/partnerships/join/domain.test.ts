import { describe, expect, it } from 'vitest';
import { type Numbers, numberTyped, sameNumbers } from './domain.ts';

it.each([
  ['73282932000074', 'siret'],
  ['732829320', 'siren'],
  ['W232000001', 'rna'],
  ['1234', 'siret'],
  ['', 'siret'],
] as const)('« %s » is taken for a %s', (typed, number) => expect(numberTyped(typed)).toBe(number));

describe('two requests', () => {
  const of = (siret: string | null, siren: string | null, rna: string | null = null): Numbers => ({
    siret,
    siren,
    rna,
  });
  it.each([
    [of('73282932000074', '732829320'), of('73282932000074', '732829320'), true],
    [of('73282932000074', '732829320'), of('73282932000082', '732829320'), false],
    [of('73282932000074', '732829320'), of(null, '732829320'), true],
    [of(null, '732829320'), of(null, '552081317'), false],
    [of(null, null, 'W232000001'), of(null, '732829320', 'W232000001'), true],
    [of(null, null, 'W232000001'), of(null, '732829320'), null],
    [of(null, null), of(null, null), null],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameNumbers(one, other)).toBe(same);
    expect(sameNumbers(other, one)).toBe(same);
  });
});
