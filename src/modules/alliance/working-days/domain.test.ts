import { expect, it } from 'vitest';
import { easter, isHoliday, workingDaysAfter } from './domain.ts';

it.each([
  [2000, '2000-04-23'],
  [2011, '2011-04-24'],
  [2024, '2024-03-31'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
])('Easter of %i is on %s', (year, day) => {
  expect(easter(year)).toBe(day);
});

it.each([
  ['2026-04-06', true],
  ['2026-05-14', true],
  ['2026-05-25', true],
  ['2026-07-14', true],
  ['2026-07-15', false],
])('%s is a holiday: %s', (day, expected) => {
  expect(isHoliday(day)).toBe(expected);
});

it.each([
  ['2026-06-15', 1, '2026-06-16'],
  ['2026-06-19', 1, '2026-06-22'],
  ['2026-06-15', 10, '2026-06-29'],
  // Ascension, then a Friday, a week-end, four days, Whit Monday.
  ['2026-05-13', 10, '2026-05-29'],
  ['2026-12-24', 1, '2026-12-28'],
  ['2026-06-15', 0, '2026-06-15'],
])('%s and %i working days make %s', (day, count, expected) => {
  expect(workingDaysAfter(day, count)).toBe(expected);
});
