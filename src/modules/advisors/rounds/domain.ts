import { daysLater, parisInstant } from '../../../platform/i18n/paris-time.ts';
import { WEEKDAYS } from '../../places/public.ts';

/** Weeks ahead for which presences are written: far enough to give appointments, not for ever. */
export const WEEKS_AHEAD = 8;

/** Up to when a round that ended before it began counts as written: nothing is left to write. */
export const WRITTEN_FOR_EVER = '2100-12-31';

/** Why a presence fell away, where nobody had to say it. */
export const CHANGE_CODES = ['place-closed'] as const;
export type ChangeCode = (typeof CHANGE_CODES)[number];

/** A round as it recurs: local times of the clock in Paris, days as `YYYY-MM-DD`. */
export interface Recurrence {
  readonly weekday: string;
  readonly everyWeeks: 1 | 2;
  readonly from: string;
  readonly to: string;
  readonly validFrom: string;
  /** The last day, included; null = open. */
  readonly validUntil: string | null;
}

export interface Dated {
  readonly on: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The weekday of a day, as places name it. */
export function weekdayOf(day: string): string {
  // WEEKDAYS begins on Monday, JavaScript's week on Sunday.
  return WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
}

/** The first day on or after `day` that has this weekday. */
export function firstOn(weekday: string, day: string): string {
  const names: readonly string[] = WEEKDAYS;
  const wanted = names.indexOf(weekday);
  const found = names.indexOf(weekdayOf(day));
  return daysLater(day, (wanted - found + 7) % 7);
}

/**
 * The dated presences of a round between two days, both included. Every other week counts from the
 * round's first day, so that asking for another window never shifts it. Each day's hours become
 * instants on their own: the change to summer or winter time moves nothing on the clock.
 */
export function expandRound(round: Recurrence, from: string, to: string): Dated[] {
  const step = 7 * round.everyWeeks;
  const first = firstOn(round.weekday, round.validFrom);
  const last = round.validUntil !== null && round.validUntil < to ? round.validUntil : to;
  const behind = Math.max(0, Date.parse(from) - Date.parse(first)) / 86_400_000;
  const dated: Dated[] = [];
  for (
    let on = daysLater(first, Math.ceil(behind / step) * step);
    on <= last;
    on = daysLater(on, step)
  ) {
    const startsAt = parisInstant(on, round.from);
    const endsAt = parisInstant(on, round.to);
    // Hours inside the one that spring skips are no time at all.
    if (endsAt > startsAt) dated.push({ on, startsAt, endsAt });
  }
  return dated;
}

/**
 * Whether two rounds have a day on which their hours overlap, however far ahead. Rhythms are of one
 * or two weeks: what two weeks do not bring together never meets.
 * @param from days before it do not matter, `YYYY-MM-DD`
 */
export function roundsMeet(one: Recurrence, other: Recurrence, from: string): boolean {
  if (one.weekday !== other.weekday || one.from >= other.to || other.from >= one.to) return false;
  const start = [one.validFrom, other.validFrom, from].sort().at(-1) ?? from;
  const until = daysLater(start, 13);
  const days = new Set(expandRound(other, start, until).map(({ on }) => on));
  return expandRound(one, start, until).some(({ on }) => days.has(on));
}

/**
 * Starts of the slots of a presence, in elapsed minutes: a slot lasts as long as it says, also in
 * the night when the clock goes back. A rest that is shorter than a slot is left out.
 */
export function slotsOf(presence: {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly slotMinutes: number | null;
}): Date[] {
  if (presence.slotMinutes === null) return [];
  const length = presence.slotMinutes * 60_000;
  const count = Math.floor((presence.endsAt.getTime() - presence.startsAt.getTime()) / length);
  return Array.from(
    { length: Math.max(0, count) },
    (_, at) => new Date(presence.startsAt.getTime() + at * length),
  );
}
