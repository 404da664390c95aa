import { describe, expect, it } from 'vitest';
import {
  formatDay,
  formatDaysAway,
  formatDuration,
  formatNumber,
  preferredLocale,
  today,
} from './messages.ts';

describe('words and numbers', () => {
  it('writes numbers and days as each language does', () => {
    expect(formatNumber('fr', 1234567.5).replace(/\s/g, ' ')).toBe('1 234 567,5');
    expect(formatNumber('en', 1234567.5)).toBe('1,234,567.5');
    expect(formatDay('fr', '2026-03-01')).toBe('1 mars 2026');
    expect(formatDay('en', '2026-03-01')).toBe('1 March 2026');
  });

  it.each([
    ['fr', 0, 'aujourd’hui'],
    ['fr', 1, 'demain'],
    ['fr', 12, 'dans 12 jours'],
    ['fr', -3, 'il y a 3 jours'],
    ['en', -75, '2 months ago'],
    ['en', 800, 'in 2 years'],
  ] as const)('in %s, %i days away is %s', (locale, days, text) =>
    expect(formatDaysAway(locale, days)).toBe(text),
  );

  it.each([
    [0, '0 min'],
    [45, '45 min'],
    [60, '1 h'],
    [450, '7 h 30'],
    [605, '10 h 05'],
  ])('%i minutes are %s', (minutes, text) => expect(formatDuration(minutes)).toBe(text));

  it.each([
    ['2026-03-29T00:30:00Z', '2026-03-29'],
    ['2026-03-28T23:30:00Z', '2026-03-29'],
    ['2026-10-25T22:30:00Z', '2026-10-25'],
    ['2026-10-25T23:30:00Z', '2026-10-26'],
    ['2026-12-31T23:30:00Z', '2027-01-01'],
  ])('at %s it is %s in Paris, whatever the season', (at, day) =>
    expect(today(new Date(at))).toBe(day),
  );

  it.each([
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['fr-FR', 'fr'],
    ['de-DE, en;q=0.5', 'en'],
    ['xx', 'fr'],
    [null, 'fr'],
  ])('%s reads %s', (header, locale) => expect(preferredLocale(header)).toBe(locale));
});
