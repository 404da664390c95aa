import { expect, it } from 'vitest';
import { monthOf } from './domain.ts';

it.each([
  ['2026-02', '2026-02-28', '2026-01', '2026-03'],
  ['2028-02', '2028-02-29', '2028-01', '2028-03'],
  ['2026-12', '2026-12-31', '2026-11', '2027-01'],
  ['2026-01', '2026-01-31', '2025-12', '2026-02'],
])('knows %s', (key, last, before, after) => {
  expect(monthOf(key, '2020-05-05')).toEqual({ key, first: `${key}-01`, last, before, after });
});

it.each([null, '', '2026-13', '2026-1', 'x', '1026-01'])('takes today’s month for %s', (wanted) => {
  expect(monthOf(wanted, '2026-06-15').key).toBe('2026-06');
});
