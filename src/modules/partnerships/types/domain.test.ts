import { describe, expect, it } from 'vitest';
import { PARTNERSHIP_TYPES } from '../domain.ts';
import { missingFields, readDetails, TYPE_SHEETS, termTooLong } from './domain.ts';

it('gives every type its own fields, and none of another’s', () => {
  const keys = PARTNERSHIP_TYPES.map((type) => TYPE_SHEETS[type].fields.map(({ key }) => key));
  for (const own of keys) expect(own.length).toBeGreaterThan(2);
  expect(new Set(keys.flat()).size).toBe(keys.flat().length);
});

describe('reading', () => {
  it('takes French numbers and drops what the type does not know', () => {
    expect(
      readDetails('responsible-practices', {
        service: ' Tri du courrier ',
        purchase: 'service',
        yearlyAmount: '12 500,50 €',
        surface: '40',
      }),
    ).toEqual({
      details: { service: 'Tri du courrier', purchase: 'service', yearlyAmount: 12_500.5 },
      problems: [],
    });
  });

  it('names every problem', () => {
    const { problems, details } = readDetails('responsible-practices', {
      service: 'x'.repeat(4001),
      purchase: 'other',
      yearlyAmount: '-1',
      clauseHours: 'many',
    });
    expect(details).toEqual({});
    expect(problems).toEqual([
      { field: 'service', code: 'too-long' },
      { field: 'purchase', code: 'choose-one' },
      { field: 'yearlyAmount', code: 'negative' },
      { field: 'clauseHours', code: 'number-invalid' },
    ]);
  });
});

it('says what is still missing', () => {
  expect(missingFields('skills-sponsorship', { missions: 'x' })).toEqual(['legalForm']);
  expect(missingFields('skills-sponsorship', { missions: 'x', legalForm: 'loan' })).toEqual([]);
});

it.each([
  ['economic-cooperation', '2026-01-01', '2035-01-01', false],
  ['economic-cooperation', '2026-01-01', '2035-01-02', true],
  ['skills-sponsorship', '2026-06-15', '2029-06-16', true],
  ['social-innovation', '2026-01-01', '2060-01-01', false],
] as const)('bounds the term of %s from %s to %s: %s', (type, from, to, expected) => {
  expect(termTooLong(type, from, to)).toBe(expected);
});
