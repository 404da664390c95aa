import type { Weekday, WeekHours } from './tables.ts';

/** Kinds of place that the network knows; importers map what files call them to these. */
export const PLACE_KINDS = [
  'post-office',
  'municipal-agency',
  'intercommunal-agency',
  'relay',
  'france-services',
  'digital-place',
  'other',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** A kind of place as a reader of the address or a file gives it; null when it is none. */
export function placeKind(value: string | null | undefined): PlaceKind | null {
  return PLACE_KINDS.find((kind) => kind === value) ?? null;
}

/** Minutes a week that a place is open; spans that end before they start count for nothing. */
export function openMinutes(hours: WeekHours): number {
  let total = 0;
  for (const day of WEEKDAYS) {
    for (const [from, to] of hours[day] ?? []) total += Math.max(0, minutes(to) - minutes(from));
  }
  return total;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** `09:00` as people write it: `9 h`, `9 h 30` in French, `9:00` in English. */
export function sayTime(time: string, locale: 'fr' | 'en'): string {
  const [hour = '', minute = '00'] = time.split(':');
  if (locale === 'en') return `${Number(hour)}:${minute}`;
  return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
}
