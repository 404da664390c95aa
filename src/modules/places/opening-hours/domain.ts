import { WEEKDAYS } from '../domain.ts';
import type { Weekday, WeekHours } from '../tables.ts';

/** Days of the week in the OpenStreetMap syntax, Monday first as here. */
const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
const MOST_SPANS = 6;

export interface ReadHours {
  readonly hours: WeekHours;
  /** The text also says things of public or school holidays, which a usual week cannot hold. */
  readonly more: boolean;
}

type Spans = readonly (readonly [string, string])[];

/**
 * Reads OpenStreetMap opening hours (wiki.openstreetmap.org/wiki/Key:opening_hours) as far as they
 * describe one usual week: `Mo-Fr 09:00-12:00,14:00-17:00; Sa off`. A later rule replaces an
 * earlier one on its days. Months, dates, weeks of the month, `24/7` and nights that go past
 * midnight are no usual week: null, and the text is to be kept as it is.
 */
export function readOpeningHours(text: string): ReadHours | null {
  const week = new Map<number, Spans>();
  let more = false;
  let rules = 0;
  for (const rule of text.split(';')) {
    const read = readRule(rule.trim());
    if (read === 'empty') continue;
    if (read === null) return null;
    rules += 1;
    if (read.days.length === 0) more = true;
    for (const day of read.days) week.set(day, read.spans);
    more ||= read.holidays;
  }
  if (rules === 0) return null;
  const hours: Partial<Record<Weekday, Spans>> = {};
  for (const [at, day] of WEEKDAYS.entries()) {
    const spans = week.get(at) ?? [];
    if (spans.length > 0) hours[day] = spans;
  }
  return { hours, more };
}

/** The week in the same syntax, days with the same hours put together; '' when nothing is known. */
export function writeOpeningHours(hours: WeekHours | null): string {
  if (!hours) return '';
  const texts = WEEKDAYS.map((day) => (hours[day] ?? []).map((span) => span.join('-')).join(','));
  const rules: string[] = [];
  for (let at = 0; at < texts.length; ) {
    let end = at;
    while (texts[end + 1] === texts[at] && end + 1 < texts.length) end += 1;
    if (texts[at]) {
      const days = end === at ? DAYS[at] : `${DAYS[at]}-${DAYS[end]}`;
      rules.push(`${days} ${texts[at]}`);
    }
    at = end + 1;
  }
  return rules.length > 0 ? rules.join('; ') : 'Mo-Su off';
}

/** True when two weeks are open at the same times. */
export function sameHours(a: WeekHours | null, b: WeekHours | null): boolean {
  return writeOpeningHours(a) === writeOpeningHours(b);
}

interface Rule {
  readonly days: readonly number[];
  readonly spans: Spans;
  readonly holidays: boolean;
}

function readRule(rule: string): Rule | 'empty' | null {
  if (rule === '') return 'empty';
  const found = /^((?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[\s,-]*)*)(.*)$/.exec(rule);
  const selected = readDays(found?.[1] ?? '');
  const times = (found?.[2] ?? '').trim();
  if (!selected) return null;
  if (/^(off|closed)$/i.test(times)) return { ...selected, spans: [] };
  // Holidays with hours of their own change nothing in the usual week.
  const spans = readSpans(times);
  return spans ? { ...selected, spans } : null;
}

/** `Mo-We,Fr` as ranks; no day at all means every day. Null when it reads otherwise. */
function readDays(text: string): { days: number[]; holidays: boolean } | null {
  const compact = text.replace(/\s+/g, '').replace(/,$/, '');
  if (compact === '') return { days: [0, 1, 2, 3, 4, 5, 6], holidays: false };
  const days: number[] = [];
  let holidays = false;
  for (const part of compact.split(',')) {
    if (part === 'PH' || part === 'SH') {
      holidays = true;
      continue;
    }
    const [from = '', to = from, ...rest] = part.split('-');
    const first = DAYS.indexOf(from as (typeof DAYS)[number]);
    const last = DAYS.indexOf(to as (typeof DAYS)[number]);
    if (first < 0 || last < 0 || rest.length > 0) return null;
    for (let at = first; ; at = (at + 1) % 7) {
      days.push(at);
      if (at === last) break;
    }
  }
  return { days, holidays };
}

/** `09:00-12:00,14:00-17:00` in order, those that overlap or touch made one. */
function readSpans(text: string): Spans | null {
  const spans: [string, string][] = [];
  for (const part of text.split(',')) {
    const found = /^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$/.exec(part);
    if (!found) return null;
    const [, h1 = '', m1 = '', h2 = '', m2 = ''] = found;
    const span: [string, string] = [`${h1.padStart(2, '0')}:${m1}`, `${h2.padStart(2, '0')}:${m2}`];
    if (span[0] >= span[1] || span[1] > '23:59' || m1 > '59' || m2 > '59') return null;
    spans.push(span);
  }
  spans.sort(([a], [b]) => (a < b ? -1 : 1));
  const joined: [string, string][] = [];
  for (const [from, to] of spans) {
    const before = joined.at(-1);
    if (before && from <= before[1]) before[1] = [before[1], to].sort()[1] ?? to;
    else joined.push([from, to]);
  }
  return joined.length > MOST_SPANS ? null : joined;
}
