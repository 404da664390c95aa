import { daysLater, parisClock, parisInstant } from '../../../platform/i18n/paris-time.ts';
import { WEEKDAYS, type Weekday, type WeekHours } from '../../places/public.ts';

/** A stretch of time between two instants in milliseconds, the end left out. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A day with two times of the wall clock in Paris. */
export interface LocalSlot {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60_000;
/** Slots are proposed on the quarter of an hour. */
const STEP = 15 * MINUTE;
const _DAY = 86_400_000;

/** The instant, in milliseconds, at which the clock in Paris shows a day and a time. */
export const instantOf = (day: string, time: string): number => parisInstant(day, time).getTime();

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return daysLater(day, -WEEKDAYS.indexOf(weekdayOf(day)));
}

/** The seven days of the week that starts on a Monday. */
export const weekOf = (monday: string): readonly string[] =>
  WEEKDAYS.map((_, index) => daysLater(monday, index));

export function spanOf({ day, from, to }: LocalSlot): Span {
  return { from: instantOf(day, from), to: instantOf(day, to) };
}

/**
 * The same times on the same weekday, week after week: 14:00 stays 14:00 whatever the clocks do in
 * between.
 */
export function weekly(first: LocalSlot, times: number): LocalSlot[] {
  return Array.from({ length: times }, (_, week) => ({
    ...first,
    day: daysLater(first.day, 7 * week),
  }));
}

/** Opening spans of a day; spans that touch are one. */
export function openSpans(hours: WeekHours, day: string): Span[] {
  const spans = (hours[weekdayOf(day)] ?? [])
    .map(([from, to]) => spanOf({ day, from, to }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.from <= last.to)
      joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
    else joined.push(span);
  }
  return joined;
}

export const meets = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** What remains of spans when others are taken out. */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  let left = [...spans];
  for (const one of taken) {
    left = left.flatMap((span) =>
      meets(span, one)
        ? [
            { from: span.from, to: one.from },
            { from: one.to, to: span.to },
          ].filter(({ from, to }) => to > from)
        : [span],
    );
  }
  return left;
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + (to - from), 0) / MINUTE;

/** What of a room decides whether a slot can be had. */
export interface Frame {
  readonly hours: WeekHours;
  readonly bufferMinutes: number;
  readonly closures: readonly Span[];
  /** Bookings that stand, each with its own buffer in its end. */
  readonly blocked: readonly Span[];
}

export const SLOT_PROBLEMS = ['in-past', 'outside-hours', 'room-closed', 'slot-taken'] as const;
export type SlotProblem = (typeof SLOT_PROBLEMS)[number];

/** Why a slot cannot be had; null when it can. */
export function slotProblem(frame: Frame, slot: LocalSlot, now: number): SlotProblem | null {
  const span = spanOf(slot);
  if (span.from < now) return 'in-past';
  const inside = openSpans(frame.hours, slot.day).some(
    ({ from, to }) => from <= span.from && span.to <= to,
  );
  if (!inside || span.to <= span.from) return 'outside-hours';
  if (frame.closures.some((closure) => meets(closure, span))) return 'room-closed';
  const wanted = { from: span.from, to: span.to + frame.bufferMinutes * MINUTE };
  return frame.blocked.some((booking) => meets(booking, wanted)) ? 'slot-taken' : null;
}

/** Stretches of a day in which a booking of at least so many minutes still fits. */
export function freeSpans(frame: Frame, day: string, minutes: number, now: number): Span[] {
  const buffer = frame.bufferMinutes * MINUTE;
  // Ours needs its own buffer before the next one begins.
  const taken = frame.blocked.map(({ from, to }) => ({ from: from - buffer, to }));
  return without(openSpans(frame.hours, day), [
    ...frame.closures,
    ...taken,
    { from: 0, to: Math.ceil(now / STEP) * STEP },
  ]).filter(({ from, to }) => to - from >= minutes * MINUTE);
}

/** The next slots of the same length, nearest to the wanted time of day first on each day. */
export function proposals(
  frame: Frame,
  wanted: LocalSlot,
  now: number,
  most = 3,
  days = 28,
): LocalSlot[] {
  const asked = spanOf(wanted);
  const length = asked.to - asked.from;
  const found: LocalSlot[] = [];
  for (let ahead = 0; ahead < days && found.length < most && length > 0; ahead += 1) {
    const day = daysLater(wanted.day, ahead);
    const aim = instantOf(day, wanted.from);
    for (const { from, to } of freeSpans(frame, day, length / MINUTE, now)) {
      const first = Math.ceil(from / STEP) * STEP;
      const last = to - length;
      if (first > last || found.length >= most) continue;
      const start = Math.min(Math.max(first, aim), Math.floor(last / STEP) * STEP);
      if (start < first) continue;
      found.push({ day, from: parisClock(start).time, to: parisClock(start + length).time });
    }
  }
  return found;
}

/** How much of its opening a room was booked for. */
export interface Occupancy {
  readonly openMinutes: number;
  readonly bookedMinutes: number;
  readonly bookings: number;
  readonly noShows: number;
}

/** Booked against open minutes over some days; a no-show counts apart and as no use. */
export function occupancy(
  hours: WeekHours,
  days: readonly string[],
  closures: readonly Span[],
  bookings: readonly (Span & { readonly noShow: boolean })[],
): Occupancy {
  const open = days.flatMap((day) => without(openSpans(hours, day), closures));
  const used = bookings.filter(({ noShow }) => !noShow);
  return {
    openMinutes: lengthOf(open),
    bookedMinutes: lengthOf(used),
    bookings: used.length,
    noShows: bookings.length - used.length,
  };
}
