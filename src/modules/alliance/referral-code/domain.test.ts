import { expect, it } from 'vitest';
import { newCode, REFERRAL_CODE, readCode, SEAT_CODE } from './domain.ts';

it.each([SEAT_CODE, REFERRAL_CODE])('makes codes of %i letters that are read back', (length) => {
  const codes = Array.from({ length: 500 }, () => newCode(length));
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) {
    expect(code).toMatch(/^[A-HJ-NP-RT-Z2-46-9]+-[A-HJ-NP-RT-Z2-46-9]+$/);
    expect(code.replace('-', '')).toHaveLength(length);
    expect(readCode(code.toLowerCase().replace('-', ' '))).toBe(code);
  }
});

it.each(['', 'ABC', 'K7MP-2QX', 'K7MP-2QXAB', 'K7MP-2QX0', 'O7MP-2QXA', '<script>'])(
  'takes « %s » for no code',
  (typed) => {
    expect(readCode(typed)).toBeNull();
  },
);
