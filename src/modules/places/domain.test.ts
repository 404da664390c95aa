import { describe, expect, it } from 'vitest';
import { openMinutes, placeKind, sayTime } from './domain.ts';

describe('openMinutes', () => {
  it('adds spans up over the week', () => {
    expect(
      openMinutes({
        monday: [
          ['09:00', '12:00'],
          ['14:00', '17:30'],
        ],
        saturday: [['09:00', '12:30']],
      }),
    ).toBe(180 + 210 + 210);
  });

  it('counts nothing for a closed week or a span that ends before it starts', () => {
    expect(openMinutes({})).toBe(0);
    expect(openMinutes({ monday: [['12:00', '09:00']] })).toBe(0);
  });
});

describe('sayTime', () => {
  it.each([
    ['09:00', 'fr', '9\u00a0h'],
    ['17:30', 'fr', '17\u00a0h\u00a030'],
    ['09:00', 'en', '9:00'],
  ] as const)('%s in %s', (time, locale, expected) => {
    expect(sayTime(time, locale)).toBe(expected);
  });
});

describe('placeKind', () => {
  it('knows its own kinds only', () => {
    expect(placeKind('relay')).toBe('relay');
    expect(placeKind('Relais')).toBeNull();
    expect(placeKind(null)).toBeNull();
  });
});
