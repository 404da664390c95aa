import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS, type WeekHours } from '../../places/public.ts';
import {
  agreementOn,
  changeOf,
  newServices,
  readDay,
  termWarning,
  tidy,
  weeklyMinutes,
  writeDay,
} from './domain.ts';

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const span = fc
  .tuple(fc.nat({ max: 1438 }), fc.nat({ max: 1438 }))
  .map(([a, b]) => [time(Math.min(a, b)), time(Math.max(a, b) + 1)] as const);
const week: fc.Arbitrary<WeekHours> = fc.record(
  Object.fromEntries(WEEKDAYS.map((day) => [day, fc.array(span, { maxLength: 5 })])),
  { requiredKeys: [] },
);

/** Counts minute by minute: slow, plain, and with nothing in common with what is tested. */
function openAt(hours: WeekHours): Set<string> {
  const open = new Set<string>();
  for (const day of WEEKDAYS) {
    for (const [from, to] of hours[day] ?? []) {
      const [a = 0, b = 0] = [from, to].map(
        (one) => Number(one.slice(0, 2)) * 60 + Number(one.slice(3)),
      );
      for (let minute = a; minute < b; minute += 1) open.add(`${day} ${minute}`);
    }
  }
  return open;
}

describe('hours of a week', () => {
  it('count neither breaks nor the same minute twice', () => {
    expect(
      weeklyMinutes({
        monday: [
          ['09:00', '12:00'],
          ['14:00', '18:00'],
        ],
      }),
    ).toBe(420);
    expect(
      weeklyMinutes({
        monday: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      }),
    ).toBe(240);
    expect(
      weeklyMinutes({
        monday: [
          ['09:00', '12:00'],
          ['12:00', '13:30'],
        ],
      }),
    ).toBe(270);
    expect(weeklyMinutes({})).toBe(0);
  });

  it('say what was gained, added and lost', () => {
    expect(
      changeOf(
        { monday: [['09:00', '12:00']], tuesday: [['09:00', '12:00']] },
        {
          monday: [
            ['08:30', '12:30'],
            ['14:00', '18:00'],
          ],
          saturday: [['09:00', '12:00']],
        },
      ),
    ).toEqual({ before: 360, after: 660, gained: 300, added: 480, lost: 180 });
  });

  it('agree with a count minute by minute', () => {
    fc.assert(
      fc.property(week, week, (before, after) => {
        const [a, b] = [openAt(before), openAt(after)];
        expect(changeOf(before, after)).toEqual({
          before: a.size,
          after: b.size,
          gained: b.size - a.size,
          added: [...b].filter((minute) => !a.has(minute)).length,
          lost: [...a].filter((minute) => !b.has(minute)).length,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('stay the same once tidied, whatever the order of their slots', () => {
    fc.assert(
      fc.property(week, (hours) => {
        const tidied = tidy(hours);
        expect(weeklyMinutes(tidied)).toBe(weeklyMinutes(hours));
        expect(tidy(tidied)).toEqual(tidied);
        const turned = Object.fromEntries(
          WEEKDAYS.map((day) => [day, (hours[day] ?? []).toReversed()]),
        );
        expect(tidy(turned)).toEqual(tidied);
      }),
    );
  });
});

describe('reading a day', () => {
  it.each([
    ['9:00-12:00, 14:00-18:00', '09:00-12:00, 14:00-18:00'],
    ['9h30 à 12h, 14h-18h', '09:30-12:00, 14:00-18:00'],
    ['9-12 et 14-18', '09:00-12:00, 14:00-18:00'],
    ['14:00–18:00; 09:00-12:00', '09:00-12:00, 14:00-18:00'],
    ['9:00-12:00, 11:30-13:00', '09:00-13:00'],
    ['', ''],
  ])('understands « %s »', (typed, expected) => {
    const read = readDay(typed);
    expect(read.ok && writeDay(read.spans)).toBe(expected);
  });

  it.each([
    ['18:00-02:00', 'hours-cross-midnight'],
    ['20:00-24:00', 'hours-cross-midnight'],
    ['9:00-9:00', 'hours-cross-midnight'],
    ['9:00', 'hours-not-read'],
    ['9:75-12:00', 'hours-not-read'],
    ['25:00-26:00', 'hours-not-read'],
    ['le matin', 'hours-not-read'],
    ['1-2, 3-4, 5-6, 7-8, 9-10, 11-12, 13-14', 'hours-too-many'],
  ])('refuses « %s »: %s', (typed, problem) => {
    expect(readDay(typed)).toEqual({ ok: false, problem });
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(week, (hours) => {
        for (const day of WEEKDAYS) {
          const spans = tidy(hours)[day];
          const read = readDay(writeDay(spans));
          expect(read).toEqual({ ok: true, spans: spans ?? [] });
        }
      }),
    );
  });
});

describe('an agreement', () => {
  it.each([
    [null, null, 'none', null],
    ['2026-07-01', '2029-06-30', 'not-started', 1111],
    ['2024-01-01', null, 'running', null],
    ['2024-01-01', '2026-12-13', 'running', 181],
    ['2024-01-01', '2026-12-12', 'ends-soon', 180],
    ['2024-01-01', '2026-06-15', 'ends-soon', 0],
    ['2024-01-01', '2026-06-14', 'over', -1],
  ])('from %s to %s is %s (%s days)', (startsOn, endsOn, state, daysLeft) => {
    expect(agreementOn({ startsOn, endsOn }, '2026-06-15')).toEqual({ state, daysLeft });
  });

  it('of a municipal agency is warned of under one year and over nine, and only there', () => {
    const warned = (from: string, to: string) => termWarning('municipal-agency', from, to);
    expect(warned('2026-01-01', '2026-12-30')).toBe('term-under-a-year');
    expect(warned('2026-01-01', '2026-12-31')).toBeNull();
    expect(warned('2026-01-01', '2034-12-31')).toBeNull();
    expect(warned('2026-01-01', '2035-01-01')).toBe('term-over-nine-years');
    expect(termWarning('post-office', '2026-01-01', '2046-01-01')).toBeNull();
    expect(termWarning('municipal-agency', '2026-01-01', null)).toBeNull();
  });
});

it('tells new services from those that were there', () => {
  expect(newServices(['Courrier', 'Colis'], ['courrier', 'Café'])).toEqual(['Café']);
});
