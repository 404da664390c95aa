import { describe, expect, it } from 'vitest';
import { parisClock } from '../../../platform/i18n/paris-time.ts';
import { expandRound, firstOn, type Recurrence, slotsOf, weekdayOf } from './domain.ts';

const round = (more: Partial<Recurrence> = {}): Recurrence => ({
  weekday: 'sunday',
  everyWeeks: 1,
  from: '09:00',
  to: '12:00',
  validFrom: '2026-03-16',
  validUntil: null,
  ...more,
});

describe('days', () => {
  it.each([
    ['2026-06-15', 'monday'],
    ['2026-06-21', 'sunday'],
    ['2028-02-29', 'tuesday'],
  ])('%s is a %s', (day, name) => expect(weekdayOf(day)).toBe(name));
  it('begin on the day itself when it fits', () => {
    expect(firstOn('monday', '2026-06-15')).toBe('2026-06-15');
    expect(firstOn('sunday', '2026-06-15')).toBe('2026-06-21');
  });
});

describe('a round', () => {
  it('keeps its hours on the clock when summer time begins (29 March 2026)', () => {
    const dated = expandRound(round(), '2026-03-20', '2026-04-05');
    expect(dated.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-03-22T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-04-05T07:00:00.000Z',
    ]);
    for (const { startsAt } of dated) expect(parisClock(startsAt).time).toBe('09:00');
  });

  it('keeps its hours on the clock when summer time ends (25 October 2026)', () => {
    const dated = expandRound(round(), '2026-10-18', '2026-11-01');
    expect(dated.map(({ endsAt }) => endsAt.toISOString())).toEqual([
      '2026-10-18T10:00:00.000Z',
      '2026-10-25T11:00:00.000Z',
      '2026-11-01T11:00:00.000Z',
    ]);
  });

  it('comes every other week counted from its first day, whatever window is asked for', () => {
    const every = round({ weekday: 'tuesday', everyWeeks: 2, validFrom: '2026-10-06' });
    const whole = expandRound(every, '2026-10-01', '2026-12-31').map(({ on }) => on);
    expect(whole.slice(0, 4)).toEqual(['2026-10-06', '2026-10-20', '2026-11-03', '2026-11-17']);
    const parts = ['2026-10-01', '2026-10-14', '2026-10-29', '2026-11-20'].flatMap(
      (from, at, all) =>
        expandRound(every, from, all[at + 1] ? dayBefore(all[at + 1] ?? '') : '2026-12-31'),
    );
    expect(parts.map(({ on }) => on)).toEqual(whole);
  });

  it('ends on its last day, included, and begins on its first', () => {
    const short = round({ validFrom: '2026-03-22', validUntil: '2026-03-29' });
    expect(expandRound(short, '2020-01-01', '2030-01-01').map(({ on }) => on)).toEqual([
      '2026-03-22',
      '2026-03-29',
    ]);
    expect(expandRound(short, '2026-03-30', '2030-01-01')).toEqual([]);
  });

  it('leaves out hours that do not exist in the night of March', () => {
    const night = round({ from: '02:00', to: '02:30' });
    expect(expandRound(night, '2026-03-29', '2026-03-29')).toHaveLength(1);
    const nothing = round({ from: '02:30', to: '03:00' });
    expect(expandRound(nothing, '2026-03-29', '2026-03-29')).toEqual([]);
  });
});

describe('slots', () => {
  const slots = (day: string, from: string, to: string, slotMinutes: number | null) => {
    const [one] = expandRound(
      round({ weekday: weekdayOf(day), validFrom: day, from, to }),
      day,
      day,
    );
    if (!one) throw new Error('no presence');
    return slotsOf({ ...one, slotMinutes });
  };
  it('fill a presence and leave a short rest out', () => {
    expect(slots('2026-06-16', '09:00', '10:40', 30).map((at) => parisClock(at).time)).toEqual([
      '09:00',
      '09:30',
      '10:00',
    ]);
  });
  it('are none without appointments', () => {
    expect(slots('2026-06-16', '09:00', '12:00', null)).toEqual([]);
  });
  it('last as long as they say in the nights of both changes', () => {
    // In March 01:00–04:00 lasts two hours, in October four.
    expect(slots('2026-03-29', '01:00', '04:00', 60)).toHaveLength(2);
    const october = slots('2026-10-25', '01:00', '04:00', 60);
    expect(october).toHaveLength(4);
    expect(new Set(october.map((at) => at.getTime())).size).toBe(4);
  });
  it('of a morning are the same on both sides of a change', () => {
    for (const day of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25'])
      expect(slots(day, '09:00', '12:00', 45).map((at) => parisClock(at).time)).toEqual([
        '09:00',
        '09:45',
        '10:30',
        '11:15',
      ]);
  });
});

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
