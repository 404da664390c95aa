import { WEEKDAYS, type Weekday, type WeekHours } from '../../places/public.ts';

type Span = readonly [from: number, to: number];

const DAY_MINUTES = 24 * 60;
const MOST_SPANS = 6;

/** Spans of one day in minutes, in order and joined where they touch or overlap. */
function merged(spans: readonly (readonly [from: string, to: string])[]): Span[] {
  const sorted = spans
    .map(([from, to]): Span => [minutesOf(from), minutesOf(to)])
    .filter(([from, to]) => from < to)
    .toSorted((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function timeOf(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const length = (spans: readonly Span[]): number =>
  spans.reduce((sum, [from, to]) => sum + to - from, 0);

/** What two lists of spans share. */
function shared(a: readonly Span[], b: readonly Span[]): Span[] {
  return a.flatMap(([from, to]) =>
    b
      .map(([start, end]): Span => [Math.max(from, start), Math.min(to, end)])
      .filter(([start, end]) => start < end),
  );
}

/** Minutes a week that a point is open: breaks do not count, overlapping slots count once. */
export function weeklyMinutes(hours: WeekHours): number {
  return WEEKDAYS.reduce((sum, day) => sum + length(merged(hours[day] ?? [])), 0);
}

/** What changes in a week: minutes opened that were closed, and the other way round. */
export interface HoursChange {
  readonly before: number;
  readonly after: number;
  /** After less before; below zero when a point opens less than it did. */
  readonly gained: number;
  readonly added: number;
  readonly lost: number;
}

/** Compares the opening hours of a week before and after. */
export function changeOf(before: WeekHours, after: WeekHours): HoursChange {
  const totals = { before: weeklyMinutes(before), after: weeklyMinutes(after) };
  const kept = WEEKDAYS.reduce(
    (sum, day) => sum + length(shared(merged(before[day] ?? []), merged(after[day] ?? []))),
    0,
  );
  return {
    ...totals,
    gained: totals.after - totals.before,
    added: totals.after - kept,
    lost: totals.before - kept,
  };
}

export type HoursProblem = 'hours-not-read' | 'hours-cross-midnight' | 'hours-too-many';

export type DayRead =
  | { readonly ok: true; readonly spans: readonly (readonly [string, string])[] }
  | { readonly ok: false; readonly problem: HoursProblem };

const SPAN = /^(\d{1,2})\s*(?:[:h]\s*(\d{2})?)?\s*(?:-|–|à|to)\s*(\d{1,2})\s*(?:[:h]\s*(\d{2})?)?$/;

/**
 * Reads what somebody typed for one day: « 9:00-12:00, 14:00-18:00 », « 9h30 à 12h, 14h-18h ».
 * Slots that touch or overlap become one. A slot that ends before it starts would go past midnight
 * and is refused, because a week of opening is made of days. Nothing typed is a closed day.
 */
export function readDay(typed: string): DayRead {
  const parts = typed
    .toLowerCase()
    .replace(/\u00a0|\u202f/g, ' ')
    .split(/[,;/]| et | and /)
    .map((part) => part.trim())
    .filter(Boolean);
  const spans: [string, string][] = [];
  for (const part of parts) {
    const found = SPAN.exec(part);
    if (!found) return { ok: false, problem: 'hours-not-read' };
    const from = Number(found[1]) * 60 + Number(found[2] ?? 0);
    const to = Number(found[3]) * 60 + Number(found[4] ?? 0);
    const late = [found[2], found[4]].some((minute) => Number(minute ?? 0) > 59);
    if (from > DAY_MINUTES || to > DAY_MINUTES || late)
      return { ok: false, problem: 'hours-not-read' };
    // 24:00 is the midnight that belongs to the next day, as 18:00-02:00 would.
    if (to <= from || to === DAY_MINUTES) return { ok: false, problem: 'hours-cross-midnight' };
    spans.push([timeOf(from), timeOf(to)]);
  }
  const joined = merged(spans).map(([from, to]) => [timeOf(from), timeOf(to)] as const);
  return joined.length > MOST_SPANS
    ? { ok: false, problem: 'hours-too-many' }
    : { ok: true, spans: joined };
}

/** A day as the form shows it: « 09:00-12:00, 14:00-18:00 ». */
export function writeDay(spans: WeekHours[Weekday]): string {
  return (spans ?? []).map(([from, to]) => `${from}-${to}`).join(', ');
}

/** The hours with slots that touch or overlap made one. */
export function tidy(hours: WeekHours): WeekHours {
  return Object.fromEntries(
    WEEKDAYS.flatMap((day) => {
      const spans = merged(hours[day] ?? []);
      return spans.length > 0 ? [[day, spans.map(([from, to]) => [timeOf(from), timeOf(to)])]] : [];
    }),
  );
}

/** Where an occupancy agreement stands on a day. Nothing renews it: at its end somebody decides. */
export const AGREEMENT_STATES = ['none', 'not-started', 'running', 'ends-soon', 'over'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** Days before its end from which an agreement asks for a decision. */
const SOON_DAYS = 180;

export interface AgreementNow {
  readonly state: AgreementState;
  /** Days until the end; below zero once over; null without an end. */
  readonly daysLeft: number | null;
}

export function agreementOn(
  agreement: { readonly startsOn: string | null; readonly endsOn: string | null },
  today: string,
): AgreementNow {
  const { startsOn, endsOn } = agreement;
  const daysLeft = endsOn === null ? null : daysBetween(today, endsOn);
  if (startsOn === null && endsOn === null) return { state: 'none', daysLeft };
  if (daysLeft !== null && daysLeft < 0) return { state: 'over', daysLeft };
  if (startsOn !== null && startsOn > today) return { state: 'not-started', daysLeft };
  return { state: daysLeft !== null && daysLeft <= SOON_DAYS ? 'ends-soon' : 'running', daysLeft };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export type TermWarning = 'term-under-a-year' | 'term-over-nine-years';

/**
 * What to look at twice in the term of an agreement: the convention of a municipal agency runs
 * from 1 to 9 years, without tacit renewal. It warns and forbids nothing, because other kinds of
 * place follow other rules.
 */
export function termWarning(
  placeKind: string,
  startsOn: string | null,
  endsOn: string | null,
): TermWarning | null {
  if (placeKind !== 'municipal-agency' || startsOn === null || endsOn === null) return null;
  // The last day is part of the term: 1 January to 31 December is a year.
  const dayAfter = new Date(Date.parse(`${endsOn}T00:00:00Z`) + 86_400_000)
    .toISOString()
    .slice(0, 10);
  if (dayAfter < yearsLater(startsOn, 1)) return 'term-under-a-year';
  return dayAfter > yearsLater(startsOn, 9) ? 'term-over-nine-years' : null;
}

function yearsLater(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
}

/** Services that are there now and were not before. */
export function newServices(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before.map((service) => service.toLowerCase()));
  return after.filter((service) => !known.has(service.toLowerCase()));
}
