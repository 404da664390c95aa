import { describe, expect, it } from 'vitest';
import { daysLater, parisClock, parisInstant } from './paris-time.ts';

describe('the clock in Paris', () => {
  it('is one hour ahead in winter and two in summer', () => {
    expect(parisInstant('2026-01-15', '14:00').toISOString()).toBe('2026-01-15T13:00:00.000Z');
    expect(parisInstant('2026-07-15', '14:00').toISOString()).toBe('2026-07-15T12:00:00.000Z');
  });

  it('keeps two o’clock in the afternoon across both changes of 2026', () => {
    for (const start of ['2026-03-24', '2026-10-20'])
      for (const day of [start, daysLater(start, 7)]) {
        expect(parisClock(parisInstant(day, '14:00'))).toEqual({ day, time: '14:00' });
      }
  });

  it('reads the hour that is skipped as one later, and the one that comes twice as the first', () => {
    expect(parisClock(parisInstant('2026-03-29', '02:30'))).toEqual({
      day: '2026-03-29',
      time: '03:30',
    });
    expect(parisInstant('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });
});
