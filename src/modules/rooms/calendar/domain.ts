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
const DAY = 86_400_000;
const PARIS = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The wall clock in Paris at an instant: `2026-03-29`, `14:00`. */
export function localOf(at: Date | number): { readonly day: string; readonly time: string } {
  const text = PARIS.format(at);
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}

/** Milliseconds by which the wall clock in Paris is ahead of UTC at an instant. */
function aheadAt(at: number): number {
  return Date.parse(`${PARIS.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}

/**
 * The instant at which the wall clock in Paris shows a day and a time; `24:00` ends the day. An
 * hour that comes twice in autumn means the first; one that is left out in spring counts on from
 * before the change (RFC 5545, 3.3.5).
 */
export function instantOf(day: string, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const wall = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * MINUTE;
  // The change happens at 01:00 UTC: half a day before it the old difference still holds.
  const before = aheadAt(wall - DAY / 2);
  const after = aheadAt(wall + DAY / 2);
  return aheadAt(wall - before) === before || aheadAt(wall - after) !== after
    ? wall - before
    : wall - after;
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -WEEKDAYS.indexOf(weekdayOf(day)));
}

/** The seven days of the week that starts on a Monday. */
export const weekOf = (monday: string): readonly string[] =>
  WEEKDAYS.map((_, index) => addDays(monday, index));

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
    day: addDays(first.day, 7 * week),
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
    const day = addDays(wanted.day, ahead);
    const aim = instantOf(day, wanted.from);
    for (const { from, to } of freeSpans(frame, day, length / MINUTE, now)) {
      const first = Math.ceil(from / STEP) * STEP;
      const last = to - length;
      if (first > last || found.length >= most) continue;
      const start = Math.min(Math.max(first, aim), Math.floor(last / STEP) * STEP);
      if (start < first) continue;
      found.push({ day, from: localOf(start).time, to: localOf(start + length).time });
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
