import { describe, expect, it } from 'vitest';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import {
  type Frame,
  freeSpans,
  instantOf,
  mondayOf,
  occupancy,
  openSpans,
  proposals,
  slotProblem,
  spanOf,
  weekdayOf,
  weekly,
} from './domain.ts';

const utc = (at: number): string => new Date(at).toISOString().slice(0, 16);
const NOW = Date.parse('2026-03-01T08:00:00Z');
const hours = {
  tuesday: [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ],
} as const;
const at = (day: string, from: string, to: string) => spanOf({ day, from, to });
const frame = (more: Partial<Frame> = {}): Frame => ({
  hours,
  bufferMinutes: 15,
  closures: [],
  blocked: [],
  ...more,
});
const sayAll = (spans: readonly { from: number; to: number }[]): string[] =>
  spans.map(({ from, to }) => `${parisClock(from).time}-${parisClock(to).time}`);

describe('the wall clock in Paris', () => {
  it.each([
    ['winter', '2026-01-13', '14:00', '2026-01-13T13:00'],
    ['summer', '2026-07-14', '14:00', '2026-07-14T12:00'],
    ['the last minute before the spring change', '2026-03-29', '01:59', '2026-03-29T00:59'],
    ['an hour that spring leaves out', '2026-03-29', '02:30', '2026-03-29T01:30'],
    ['after the spring change', '2026-03-29', '03:00', '2026-03-29T01:00'],
    ['an hour that autumn has twice', '2026-10-25', '02:30', '2026-10-25T00:30'],
    ['after the autumn change', '2026-10-25', '03:00', '2026-10-25T02:00'],
    ['the end of the day of the spring change', '2026-03-29', '24:00', '2026-03-29T22:00'],
    ['the end of the day of the autumn change', '2026-10-25', '24:00', '2026-10-25T23:00'],
  ])('knows %s', (_, day, time, expected) => {
    expect(utc(instantOf(day, time))).toBe(expected);
  });

  it('gives back what it was given, through both changes', () => {
    for (const day of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25']) {
      for (let hour = 0; hour < 24; hour += 1) {
        const time = `${String(hour).padStart(2, '0')}:00`;
        if (day === '2026-03-29' && hour === 2) continue;
        expect(parisClock(instantOf(day, time))).toEqual({ day, time });
      }
    }
  });
});

describe('weekly bookings', () => {
  it('stay at 14:00 when the clocks go forward', () => {
    const spans = weekly({ day: '2026-03-24', from: '14:00', to: '16:00' }, 2).map(spanOf);
    expect(spans.map(({ from }) => utc(from))).toEqual(['2026-03-24T13:00', '2026-03-31T12:00']);
    expect(spans.map(({ from, to }) => (to - from) / 3_600_000)).toEqual([2, 2]);
  });

  it('stay at 14:00 when the clocks go back', () => {
    const spans = weekly({ day: '2026-10-20', from: '14:00', to: '16:00' }, 2).map(spanOf);
    expect(spans.map(({ from }) => utc(from))).toEqual(['2026-10-20T12:00', '2026-10-27T13:00']);
    expect(spans.map(({ from, to }) => (to - from) / 3_600_000)).toEqual([2, 2]);
  });

  it('keep the weekday over the end of a year', () => {
    expect(weekly({ day: '2026-12-29', from: '09:00', to: '10:00' }, 2)[1]?.day).toBe('2027-01-05');
    expect(weekdayOf('2027-01-05')).toBe('tuesday');
    expect(mondayOf('2027-01-05')).toBe('2027-01-04');
    expect(mondayOf('2027-01-04')).toBe('2027-01-04');
    expect(mondayOf('2027-01-10')).toBe('2027-01-04');
  });
});

describe('a slot', () => {
  const wanted = { day: '2026-03-31', from: '14:00', to: '16:00' };
  it.each([
    ['can be had', frame(), wanted, null],
    ['is past', frame(), { ...wanted, day: '2026-02-24' }, 'in-past'],
    ['is on a closed day', frame(), { ...wanted, day: '2026-04-01' }, 'outside-hours'],
    ['runs over the midday break', frame(), { ...wanted, from: '11:00' }, 'outside-hours'],
    ['ends as the room closes', frame(), { ...wanted, to: '18:00' }, null],
    [
      'is in a closure',
      frame({ closures: [at('2026-03-31', '15:59', '17:00')] }),
      wanted,
      'room-closed',
    ],
    ['is taken', frame({ blocked: [at('2026-03-31', '15:00', '17:00')] }), wanted, 'slot-taken'],
    [
      'would leave no time before the next',
      frame({ blocked: [at('2026-03-31', '16:10', '17:00')] }),
      wanted,
      'slot-taken',
    ],
    [
      'leaves just the time before the next',
      frame({ blocked: [at('2026-03-31', '16:15', '17:00')] }),
      wanted,
      null,
    ],
  ])('%s', (_, given, slot, expected) => {
    expect(slotProblem(given, slot, NOW)).toBe(expected);
  });

  it('is free around bookings, buffers and closures', () => {
    const given = frame({
      blocked: [at('2026-03-31', '10:00', '11:15')],
      closures: [at('2026-03-31', '17:00', '19:00')],
    });
    expect(sayAll(freeSpans(given, '2026-03-31', 30, NOW))).toEqual([
      '09:00-09:45',
      '11:15-12:00',
      '14:00-17:00',
    ]);
    expect(sayAll(freeSpans(given, '2026-03-31', 60, NOW))).toEqual(['14:00-17:00']);
  });

  it('is not offered before now', () => {
    const now = instantOf('2026-03-31', '15:20');
    expect(sayAll(freeSpans(frame(), '2026-03-31', 30, now))).toEqual(['15:30-18:00']);
    expect(proposals(frame(), { ...wanted, to: '15:00' }, now, 1)).toEqual([
      { day: '2026-03-31', from: '15:30', to: '16:30' },
    ]);
  });

  it('has others near it', () => {
    const given = frame({ blocked: [at('2026-03-31', '14:00', '17:45')] });
    expect(proposals(given, wanted, NOW)).toEqual([
      { day: '2026-03-31', from: '10:00', to: '12:00' },
      { day: '2026-04-07', from: '10:00', to: '12:00' },
      { day: '2026-04-07', from: '14:00', to: '16:00' },
    ]);
  });
});

describe('opening', () => {
  it('joins spans that touch', () => {
    const touching = { tuesday: [['12:00', '14:00'], ...hours.tuesday] } as const;
    expect(sayAll(openSpans(touching, '2026-03-31'))).toEqual(['09:00-18:00']);
  });

  it('is held against what was booked; no-shows count apart', () => {
    const used = { ...at('2026-03-31', '14:00', '16:00'), noShow: false };
    const missed = { ...at('2026-03-31', '09:00', '10:00'), noShow: true };
    const closures = [at('2026-03-31', '17:00', '18:00')];
    expect(occupancy(hours, ['2026-03-30', '2026-03-31'], closures, [used, missed])).toEqual({
      openMinutes: 360,
      bookedMinutes: 120,
      bookings: 1,
      noShows: 1,
    });
  });
});
