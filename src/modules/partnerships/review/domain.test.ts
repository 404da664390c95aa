import { expect, it } from 'vitest';
import { daysUntil, nearness, noticeDue, reached } from './domain.ts';

it.each([
  ['2026-06-16', '2026-06-15', 1],
  ['2026-06-15', '2026-06-15', 0],
  ['2026-06-14', '2026-06-15', -1],
  // Over both changes of the clock.
  ['2026-03-30', '2026-03-28', 2],
  ['2026-10-26', '2026-10-24', 2],
  ['2028-03-01', '2028-02-28', 2],
])('counts the days to %s on %s: %i', (endsOn, today, days) => {
  expect(daysUntil(endsOn, today)).toBe(days);
});

it.each([
  [400, null],
  [181, null],
  [180, 180],
  [91, 180],
  [90, 90],
  [31, 90],
  [30, 30],
  [8, 30],
  [7, 7],
  [1, 7],
  [0, 0],
  [-1, 0],
  [-29, 0],
  [-30, -30],
  [-59, -30],
  [-60, -60],
  [-3650, -3630],
])('tells at %i days: %s', (days, notice) => {
  expect(noticeDue(days)).toBe(notice);
});

it('names how near a term is', () => {
  expect([365, 180, 30, 0, -1].map(nearness)).toEqual(['far', 'near', 'close', 'close', 'past']);
});

it('compares a result with its target only when both are known', () => {
  const one = { label: '', unit: '', comment: '' };
  expect(reached({ ...one, target: 20, result: 15 })).toBe(0.75);
  expect(reached({ ...one, target: 0, result: 15 })).toBeNull();
  expect(reached({ ...one, target: 20, result: null })).toBeNull();
});
