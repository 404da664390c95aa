import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../domain.ts';
import type { WeekHours } from '../tables.ts';
import { readOpeningHours, sameHours, writeOpeningHours } from './domain.ts';

const morning = [['09:00', '12:00']] as const;

describe('OpenStreetMap hours as a week', () => {
  it.each<[string, string]>([
    ['Mo-Fr 09:00-12:00', 'Mo-Fr 09:00-12:00'],
    ['Mo-Fr 9:00-12:00,14:00-17:00', 'Mo-Fr 09:00-12:00,14:00-17:00'],
    ['Mo-Fr 09:00-12:00; Tu 14:00-17:00', 'Mo 09:00-12:00; Tu 14:00-17:00; We-Fr 09:00-12:00'],
    ['Tu-Fr 09:30-12:30; Th off', 'Tu-We 09:30-12:30; Fr 09:30-12:30'],
    ['Mo,Th 08:00-12:00', 'Mo 08:00-12:00; Th 08:00-12:00'],
    ['Sa-Mo 10:00-12:00', 'Mo 10:00-12:00; Sa-Su 10:00-12:00'],
    ['10:00-18:00', 'Mo-Su 10:00-18:00'],
    ['Sa 10:00-13:00,13:00-18:00', 'Sa 10:00-18:00'],
    ['Mo-Fr 08:00-12:00;', 'Mo-Fr 08:00-12:00'],
    ['Mo-Su off', 'Mo-Su off'],
  ])('%s', (text, written) => {
    expect(writeOpeningHours(readOpeningHours(text)?.hours ?? null)).toBe(written);
  });

  it('says when the text holds more than a usual week', () => {
    expect(readOpeningHours('Mo-Fr 09:00-12:00')?.more).toBe(false);
    expect(readOpeningHours('Mo-Fr 09:00-12:00; PH off')).toEqual({
      more: true,
      hours: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, morning])),
    });
    expect(readOpeningHours('Mo-Fr,PH 09:00-12:00')?.more).toBe(true);
  });

  it.each([
    '24/7',
    'Jan-Mar Mo 09:00-12:00',
    'Fr 22:00-02:00',
    'Mo[1] 10:00-12:00',
    'Mo 25:00-26:00',
    'Mo 09:60-10:00',
    'week 2-52/2 Mo 09:00-12:00',
    'sur rendez-vous',
    'Mo',
    '',
    ' ; ',
  ])('leaves %j as it is', (text) => {
    expect(readOpeningHours(text)).toBeNull();
  });
});

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Spans of a day in order and apart from each other. */
const day = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 * 60 - 1 }), { maxLength: 8 })
  .map((times) => {
    const sorted = times.sort((a, b) => a - b);
    return Array.from(
      { length: Math.floor(sorted.length / 2) },
      (_, i) => [clock(sorted[2 * i] ?? 0), clock(sorted[2 * i + 1] ?? 0)] as const,
    );
  });
const week = fc
  .tuple(day, day, day, day, day, day, day)
  .map(
    (days): WeekHours =>
      Object.fromEntries(
        WEEKDAYS.flatMap((name, at) => (days[at]?.length ? [[name, days[at]]] : [])),
      ),
  );

describe('there and back', () => {
  it('reads every week that it writes', () => {
    fc.assert(
      fc.property(week, (hours) => {
        expect(readOpeningHours(writeOpeningHours(hours))).toEqual({ hours, more: false });
      }),
    );
  });

  it('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readOpeningHours(text);
        if (read)
          expect(readOpeningHours(writeOpeningHours(read.hours))?.hours).toEqual(read.hours);
      }),
    );
  });

  it('compares weeks, however they are written', () => {
    expect(sameHours({ monday: morning, tuesday: [] }, { monday: morning })).toBe(true);
    expect(sameHours(null, {})).toBe(false);
  });
});
